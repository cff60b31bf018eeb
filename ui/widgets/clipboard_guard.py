"""What is copied here leaves the clipboard again: after a minute, at the lock and at the end."""

import hashlib

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

_KEPT_MS = 60_000
_SYSTEMS_WISHES = {
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\0",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': bytes(4),
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': bytes(4),
    "x-kde-passwordManagerHint": b"secret",
}
"""Asks Windows and KDE to keep it out of the history of the clipboard, and off the network."""


class ClipboardGuard(QObject):
    """Watches for texts that this program copies; those of other programs are left alone."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._ours = ""
        self.timer = QTimer(self, singleShot=True, interval=_KEPT_MS)
        self.timer.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._changed)

    def clear(self) -> None:
        """Empty the clipboard, if what it holds was copied here."""
        self.timer.stop()
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)
        ours, self._ours = self._ours, ""
        if self._clipboard.ownsClipboard() or (ours and _digest(self._clipboard.text()) == ours):
            self._clipboard.clear()

    def _changed(self) -> None:
        text = self._clipboard.text()
        if not text or _digest(text) == self._ours:
            return
        # Other programs copy while they have the keyboard, not while we do.
        if self._clipboard.ownsClipboard() or _has_keyboard():
            self._ours = _digest(text)
            self._put_discreetly(text)
            self.timer.start()
        else:
            self._ours = ""
            self.timer.stop()

    def _put_discreetly(self, text: str) -> None:
        data = QMimeData()
        data.setText(text)
        for kind, wish in _SYSTEMS_WISHES.items():
            data.setData(kind, wish)
        self._clipboard.setMimeData(data)


def _has_keyboard() -> bool:
    return QGuiApplication.focusWindow() is not None


def _digest(text: str) -> str:
    """So that what was copied is not kept a second time."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
