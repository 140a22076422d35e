"""How a claim is told: factuality, speaker, time."""
