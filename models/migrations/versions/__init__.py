"""The revisions of the vault's schema, in order."""
