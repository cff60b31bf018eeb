"""Tests: sentences about the field that the program must keep true."""
