"""The corpus that the extractor learns from and is judged by; `tool` compiles, checks and counts it."""
