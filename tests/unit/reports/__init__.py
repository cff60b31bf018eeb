"""Papers: what a person reads, and what must never be read into them."""
