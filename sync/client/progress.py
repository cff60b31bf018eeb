"""How long work tells where it is."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with a phase's code, how much is done and how much there is; may raise to stop."""

ShouldStop = Callable[[], bool]


def ignore(_phase: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


def never() -> bool:
    """Work that nobody stops."""
    return False
