"""An extractor that asks a language model, behind the same contract and the same check of evidence as the rules."""
