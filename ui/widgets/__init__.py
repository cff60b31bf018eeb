"""The parts screens are made of; none of them knows a service."""
