"""The folder, and on Windows the installer, for PCs that have no Python."""
