"""The servers' commands, key files and addresses."""
