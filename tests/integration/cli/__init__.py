"""The commands, run as a script runs them: arguments in, text or JSON out, an exit code."""
