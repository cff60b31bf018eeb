"""Queries over the entities; they never commit."""
