"""The sections of the settings, one subject each."""
