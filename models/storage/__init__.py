"""The encrypted vault: key slots, SQLCipher engine, unit of work."""
