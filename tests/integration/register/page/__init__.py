"""The coordinator page, over real HTTP."""
