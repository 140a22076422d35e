"""Measuring an extractor: annotated articles, alignment of what was found with what was wanted, figures."""
