"""The mapped classes, one table a class."""
