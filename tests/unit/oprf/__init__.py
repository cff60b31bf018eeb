"""The oblivious function against the RFC's vectors and a second implementation."""
