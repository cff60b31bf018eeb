"""The shared register and its key-holders: messages, matching, tokens, client, servers."""
