"""Documents and reserved notes, in real vaults."""
