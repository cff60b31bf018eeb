"""Plain Python rules of the field: no tables, no screen, no network."""
