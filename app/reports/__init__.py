"""Papers: a dataclass in, the bytes of a PDF out."""
