"""Frozen dataclasses that services hand out and take in; they know no table."""
