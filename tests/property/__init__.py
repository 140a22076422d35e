"""property"""
