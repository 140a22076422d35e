"""Reported figures: metric, bearer, period, comparison."""
