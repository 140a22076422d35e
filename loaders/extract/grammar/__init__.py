"""Sentences as tokens in one scheme, and the grammatical places in them."""
