"""The key-holder's server and the client that asks it."""
