"""Notices that the person goes away: the computer goes to sleep or its screen is locked."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal
from PySide6.QtGui import QWindow
from typing_extensions import override

from app.bootstrap import windows_messages

if TYPE_CHECKING:
    from app.bootstrap.logind import Logind


class Absence(QObject):
    """`began` each time; `let_sleep` is called when everything is closed.

    On Linux logind tells over D-Bus (`app.bootstrap.logind`), on Windows messages do; where neither
    is there the idle watch alone must do.
    """

    began = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filter: _WindowsFilter | None = None
        self._logind: Logind | None = None

    def watch(self, app: QCoreApplication) -> None:
        """Begin to listen."""
        if sys.platform == "win32":
            self._filter = _WindowsFilter(self)
            app.installNativeEventFilter(self._filter)
        elif sys.platform == "linux":
            from app.bootstrap.logind import Logind  # QtDBus

            self._logind = Logind(self)
            self._logind.leaving.connect(self.began)
            self._logind.listen()

    def let_sleep(self) -> None:
        """All is closed: a system that waits for it need not wait any longer."""
        if self._logind is not None:
            self._logind.let_sleep()

    def watch_session(self, window: QWindow) -> None:
        """On Windows locks of the screen are told to a window that asked for them."""
        windows_messages.ask_for_session_changes(int(window.winId()))


class _WindowsFilter(QAbstractNativeEventFilter):
    """Looks at each message of Windows, and swallows none."""

    def __init__(self, absence: Absence) -> None:
        super().__init__()
        self._absence = absence

    @override
    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        told = kind.data() if isinstance(kind, QByteArray) else kind
        if windows_messages.tells_absence(bytes(told), int(message)):
            self._absence.began.emit()
        return False, 0
