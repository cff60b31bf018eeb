"""The desktop: Qt lives here and nowhere else."""
