"""The command line for those who look after the PCs, and for scripts."""
