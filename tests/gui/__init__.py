"""Windows, opened offscreen and used as a person would."""
