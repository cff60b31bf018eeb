"""What is done leaves its line, and what is done by mistake is taken back."""
