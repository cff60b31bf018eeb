"""The rooms of a household file: its header and one module a tab."""
