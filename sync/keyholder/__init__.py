"""The key-holder: a server with one secret key, no database of people, and a count of questions."""
