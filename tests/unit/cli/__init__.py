"""Parts of the commands that need neither vault nor network."""
