"""Faults for a vault: kills, power cuts, full disks, flipped bytes, old files, drills."""
