"""Measures: each operation beside its own limit, in the same run."""
