"""Services at a real vault."""
