"""The shared register: a server of sealed entries that cannot tell who anyone is."""
