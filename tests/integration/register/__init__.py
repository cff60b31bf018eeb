"""Centres, register and key-holders over real HTTP."""
