"""Alembic migrations of the vault, from its first schema."""
