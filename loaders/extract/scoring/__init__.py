"""A learned score beside the rules: pairs of names in a sentence that may stand in a claim, and how likely each is told there."""
