"""One window at a time for a person and a file: a second start brings the first to the front."""

import hashlib
import os
import sys
from pathlib import Path

from platformdirs import user_config_path, user_state_path
from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 1_000
_SHOWN, _OTHER = b"shown\n", b"another file\n"
_LONGEST = 8_192


class SingleInstance(QObject):
    """Listens for later starts.

    Signals:
        shown: the window that is there should come to the front.
    """

    shown = Signal()

    def __init__(self, name: str = "", parent: QObject | None = None) -> None:
        """`name` of the socket; that of this person on this PC unless it is told."""
        super().__init__(parent)
        self._name = name or socket_name()
        self._server: QLocalServer | None = None
        self._vault = ""

    def is_shown_elsewhere(self, vault: Path | None) -> bool:
        """Whether a window that is there already was brought to the front for this file.

        A start without a file is content with any; one with a file only with that file's window.
        """
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE_MS):
            return False
        socket.write(f"{vault.absolute() if vault else ''}\n".encode())
        socket.waitForBytesWritten(_PATIENCE_MS)
        socket.waitForReadyRead(_PATIENCE_MS)
        return bytes(socket.readAll().data()) == _SHOWN

    def listen(self) -> None:
        """Answer later starts from now on; a socket left by a crash is replaced."""
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(self._name):
            QLocalServer.removeServer(self._name)
            server.listen(self._name)
        server.newConnection.connect(self._answer)
        self._server = server

    def show_vault(self, vault: Path | None) -> None:
        """The window is now about this file."""
        self._vault = str(vault.absolute()) if vault else ""

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection() if self._server else None
        if socket is not None:
            socket.readyRead.connect(lambda: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            if socket.canReadLine():
                self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        told = bytes(socket.readLine(_LONGEST).data()).decode("utf-8", "replace").strip()
        is_here = told in {"", self._vault}
        socket.write(_SHOWN if is_here else _OTHER)
        socket.flush()
        if is_here:
            self.shown.emit()


def socket_name() -> str:
    """The same for every start with the same settings; nobody else can open it."""
    whose = str(user_config_path("dapo", appauthor=False))
    name = f"dapo-{hashlib.sha256(whose.encode()).hexdigest()[:16]}"
    if sys.platform == "win32":
        return name
    running = os.environ.get("XDG_RUNTIME_DIR", "")
    folder = Path(running) if running else user_state_path("dapo", appauthor=False)
    return str(folder / name)
