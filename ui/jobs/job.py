"""Changes and queries: a plain function, run elsewhere, answered on the interface's thread."""

import threading
import time
from collections.abc import Callable, Collection, Hashable
from functools import cache
from typing import Any, Generic, Self, TypeVar
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid
from typing_extensions import override

from app.services.progress import Cancelled, Progress
from ui import messages
from ui.jobs.lanes import Lane, lanes
from ui.jobs.news import news

T = TypeVar("T")
_STEP_SECONDS = 0.05


class _Door(QObject):
    """Lives on the interface's thread; whatever is sent through it is called there."""

    through = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.through.connect(self._call)

    @Slot(object)
    def _call(self, tell: Callable[[], None]) -> None:
        tell()


@cache
def _door() -> _Door:
    return _Door()


class Job(Generic[T]):
    """What a change and a query share; callbacks are dropped once the owner is gone."""

    lane: Lane = "read"

    def __init__(self, owner: QObject, body: Callable[[], T]) -> None:
        """Prepare a job; `body` is a plain function that touches no widget."""
        self._owner = owner
        self._body = body
        self._door = _door()
        self._done: Callable[[T], object] | None = None
        self._failed: Callable[[Exception], object] | None = None
        self._cancelled: Callable[[], object] | None = None
        self._stepped: Callable[[str, int, int], object] | None = None
        self._stopping = threading.Event()
        self._told_at = 0.0

    @classmethod
    def long(cls, owner: QObject, body: Callable[[Progress], T]) -> Self:
        """A job whose body tells its progress and can be cancelled between two steps."""
        job = cls(owner, lambda: body(job.tell_progress))
        return job

    def done(self, callback: Callable[[T], object]) -> Self:
        """Call this with the answer."""
        self._done = callback
        return self

    def failed(self, callback: Callable[[Exception], object]) -> Self:
        """Call this with the error, instead of telling the person with a message."""
        self._failed = callback
        return self

    def cancelled(self, callback: Callable[[], object]) -> Self:
        """Call this when the person's Cancel took effect."""
        self._cancelled = callback
        return self

    def progress(self, callback: Callable[[str, int, int], object]) -> Self:
        """Call this with (phase, done, total), some twenty times a second at most."""
        self._stepped = callback
        return self

    def run(self) -> Self:
        """Send the body on its way."""
        lanes().submit(self.lane, self._perform)
        return self

    def cancel(self) -> None:
        """Stop at the next step that the body tells."""
        self._stopping.set()

    def tell_progress(self, phase: str, done: int, total: int) -> None:
        """Called by the body, on its lane; see `app.services.progress.Progress`.

        Raises:
            Cancelled: the person pressed Cancel.
        """
        if self._stopping.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._told_at >= _STEP_SECONDS or done >= total:
            self._told_at = now
            self._door.through.emit(lambda: self._step(phase, done, total))

    def _perform(self) -> None:
        try:
            answer = self._body()
        except Cancelled:
            self._door.through.emit(self._stop)
        except Exception as error:  # noqa: BLE001 - every failure reaches the person
            told = error
            self._door.through.emit(lambda: self._fail(told))
        else:
            self._door.through.emit(lambda: self._answer(answer))

    def _is_wanted(self) -> bool:
        return isValid(self._owner)

    def _answer(self, answer: T) -> None:
        if self._done is not None and self._is_wanted():
            self._done(answer)

    def _fail(self, error: Exception) -> None:
        if not self._is_wanted():
            return
        if self._failed is not None:
            self._failed(error)
        else:
            messages.tell_failure(self._owner, error)

    def _stop(self) -> None:
        if self._cancelled is not None and self._is_wanted():
            self._cancelled()

    def _step(self, phase: str, done: int, total: int) -> None:
        if self._stepped is not None and self._is_wanted():
            self._stepped(phase, done, total)


class Change(Job[T]):
    """Changes data, on the one write lane; then tells everyone once which kinds changed."""

    lane: Lane = "write"

    def __init__(self, owner: QObject, body: Callable[[], T], kinds: Collection[str] = ()) -> None:
        """Prepare a change of these kinds of data ("household", "aid", "import", …)."""
        super().__init__(owner, body)
        self._kinds = frozenset(kinds)

    def touching(self, *kinds: str) -> Self:
        """Name the kinds of data it changes."""
        self._kinds = frozenset(kinds)
        return self

    @override
    def _answer(self, answer: T) -> None:
        news().announce(self._kinds, self._owner)
        super()._answer(answer)


_latest: "WeakKeyDictionary[QObject, dict[Hashable, Job[Any]]]" = WeakKeyDictionary()


class Query(Job[T]):
    """Reads data beside the write lane; an answer that a later question overtook is dropped.

    A question overtakes an earlier one of the same owner when it was asked from the same place in
    the code, or with the same `slot`.
    """

    def __init__(self, owner: QObject, body: Callable[[], T], slot: Hashable = None) -> None:
        super().__init__(owner, body)
        self._slot = slot if slot is not None else getattr(body, "__code__", body)

    @override
    def run(self) -> Self:
        questions = _latest.setdefault(self._owner, {})
        overtaken = questions.get(self._slot)
        if overtaken is not None:
            overtaken.cancel()
        questions[self._slot] = self
        return super().run()

    @override
    def _answer(self, answer: T) -> None:
        super()._answer(answer)
        self._forget()

    @override
    def _fail(self, error: Exception) -> None:
        super()._fail(error)
        self._forget()

    @override
    def _stop(self) -> None:
        super()._stop()
        self._forget()

    def _forget(self) -> None:
        """Hold its owner, and with it the open vault, no longer than until it is answered."""
        questions = _latest.get(self._owner, {})
        if questions.get(self._slot) is self:
            del questions[self._slot]

    @override
    def _is_wanted(self) -> bool:
        is_latest = _latest.get(self._owner, {}).get(self._slot) is self
        return super()._is_wanted() and is_latest
