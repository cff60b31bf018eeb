"""Two files that are one household, and back."""
