"""What a text says on its surface: sentences, amounts, times, language."""
