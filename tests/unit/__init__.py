"""Tests without Qt and without disk."""
