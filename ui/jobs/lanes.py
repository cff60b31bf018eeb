"""Where the bodies of jobs run: one write lane, a few read lanes; or at once, in tests."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Literal, Protocol

Lane = Literal["write", "read"]
_READERS = 2


class Lanes(Protocol):
    """Runs bodies; those of the write lane one after the other, in the order they came."""

    def submit(self, lane: Lane, body: Callable[[], None]) -> None:
        """Run `body`, which never raises."""

    def close(self) -> None:
        """Wait for what has begun, drop what has not."""


class ThreadLanes:
    """Threads: what the program uses."""

    def __init__(self) -> None:
        self._pools = {
            "write": ThreadPoolExecutor(1, thread_name_prefix="write"),
            "read": ThreadPoolExecutor(_READERS, thread_name_prefix="read"),
        }

    def submit(self, lane: Lane, body: Callable[[], None]) -> None:
        """Queue the body on its lane."""
        self._pools[lane].submit(body)

    def close(self) -> None:
        """Wait for what has begun, drop what has not."""
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)


class ImmediateLanes:
    """Runs each body before `submit` returns: tests need not wait."""

    def submit(self, lane: Lane, body: Callable[[], None]) -> None:  # noqa: ARG002 - a protocol's
        """Run the body now."""
        body()

    def close(self) -> None:
        """Nothing is ever under way."""


class _Used:
    """The lanes of this program."""

    lanes: Lanes | None = None


def lanes() -> Lanes:
    """The lanes in use; threads unless `use_lanes` said otherwise."""
    if _Used.lanes is None:
        _Used.lanes = ThreadLanes()
    return _Used.lanes


def use_lanes(chosen: Lanes | None) -> None:
    """Use other lanes from now on; None goes back to threads at the next job."""
    _Used.lanes = chosen
