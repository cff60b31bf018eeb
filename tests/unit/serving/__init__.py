"""What the two servers share."""
