"""What tests share: pictures, walkers, invented registers."""
