"""The first run: from a fresh PC to a centre whose file can be opened and recovered."""
