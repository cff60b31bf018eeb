"""The parts of the counter: who is there, what is given, what was given today."""
