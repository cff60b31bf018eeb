"""How long the interface kept a person waiting: a watch on the event loop."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer

TICK_MS = 2
_QUIET_SECONDS = 1.5
_PATIENCE_SECONDS = 60.0


class StallWatch(QObject):
    """Ticks on the event loop; a gap between two ticks is what a key press would have waited."""

    def __init__(
        self, parent: QObject | None = None, *, quiet_seconds: float = _QUIET_SECONDS
    ) -> None:
        """Watch this thread's loop; `quiet_seconds` are left for work that was put off."""
        super().__init__(parent)
        self._quiet_seconds = quiet_seconds
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._last = 0.0
        self._gaps: list[float] = []

    def longest(self, act: Callable[[], object], is_done: Callable[[], bool]) -> float:
        """Milliseconds of the longest gap from `act`, called within the loop, until it is done.

        The loop is then left to run until it has been quiet for a while: work put off counts too.
        """
        self._gaps.clear()
        self._last = time.perf_counter()
        self._timer.start()
        QTimer.singleShot(0, self, act)
        _spin_until(is_done)
        _spin_for(self._quiet_seconds)
        self._timer.stop()
        self._tick()
        return max(self._gaps) * 1e3

    def _tick(self) -> None:
        now = time.perf_counter()
        self._gaps.append(now - self._last)
        self._last = now


def _spin_until(is_done: Callable[[], bool]) -> None:
    ends = time.perf_counter() + _PATIENCE_SECONDS
    while not is_done():
        if time.perf_counter() > ends:
            raise TimeoutError
        _turn()


def _spin_for(seconds: float) -> None:
    ends = time.perf_counter() + seconds
    while time.perf_counter() < ends:
        _turn()


def _turn() -> None:
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
