"""What the two servers share: listening, refusing, reading signed requests, keeping a key file."""
