"""What the program does, without a screen: services, reports, the command line."""
