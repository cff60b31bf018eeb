"""What a centre seals."""
