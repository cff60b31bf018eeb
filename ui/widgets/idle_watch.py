"""Notices that nobody is there: no key and no mouse for a while, or the computer slept."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from typing_extensions import override

_TICK_MS = 5_000
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Emits `idle` once when the last sign of life is older than the limit.

    The wall clock is read, not a timer trusted, so that time asleep counts too.
    """

    idle = Signal()

    def __init__(
        self,
        app: QCoreApplication,
        limit_seconds: float,
        clock: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        """Watch an application; a limit of 0 never tells."""
        super().__init__(parent)
        self.limit_seconds = limit_seconds
        self._clock = clock
        self._seen_at = clock()
        self._app = app
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to watch."""
        self._seen_at = self._clock()
        self._app.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._app.removeEventFilter(self)
        self._timer.stop()

    def look(self) -> None:
        """Compare the clock with the last sign of life."""
        if self.limit_seconds and self._clock() - self._seen_at >= self.limit_seconds:
            self.stop()
            self.idle.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self._seen_at = self._clock()
        return False
