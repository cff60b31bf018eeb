"""Messages, signatures and certificates."""
