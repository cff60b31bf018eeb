"""The program as it is started by a person."""
