"""How long work tells where it is, and how it learns that the person pressed Cancel."""

from typing import Protocol


class Cancelled(Exception):
    """The person pressed Cancel: what was begun is left as it was, or can be resumed."""


class Progress(Protocol):
    """Called by long work between steps; raises `Cancelled` when the person wants to stop."""

    def __call__(self, phase: str, done: int, total: int) -> None:
        """Tell that `done` of `total` steps of `phase` (a stable code) are behind."""


def silent(phase: str, done: int, total: int) -> None:
    """Progress that nobody watches."""
