"""Hostile requests against real servers, each in a process of its own.

    python -m tests.support.fuzz --seed 1 --examples 10

prints as JSON what was sent, what was answered and how much memory the servers took.
"""
