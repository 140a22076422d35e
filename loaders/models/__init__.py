"""Trained weights, one folder a language; how they are made stands in docs/training.md, under what licence in each folder's LICENSE."""
