"""What a server does by itself, again and again, beside answering."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

logger = logging.getLogger(__name__)


@contextmanager
def repeating(work: Callable[[], object], seconds: float) -> Iterator[None]:
    """Do the work now, before the block begins, and every so many seconds until it ends.

    A failure is logged and does not stop the next time.
    """
    ended = Event()

    def attempt() -> None:
        try:
            work()
        except Exception:
            logger.exception("periodic work failed")

    def repeat() -> None:
        while not ended.wait(seconds):
            attempt()

    attempt()
    thread = Thread(target=repeat, name="repeating", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
