"""logind on a bus of the tests' own: says what it is told to say, and notes who asked to wait.

    python -m tests.support.fake_logind ADDRESS

Reads a line at a time: "sleep", "wake", "lock", "other lock", "screen"; answers each with "done".
"held" answers "yes" or "no": whether somebody still holds the lock that delays the sleep.
"""

import os
import sys

from PySide6.QtCore import QCoreApplication, QSocketNotifier
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVariant,
    QDBusVirtualObject,
)
from typing_extensions import override

from app.bootstrap.logind import MANAGER, PATH, SCREEN_SAVERS, SERVICE, SESSION

OURS, ANOTHERS = f"{PATH}/session/_31", f"{PATH}/session/_32"
SIGNALS = {
    "sleep": (PATH, MANAGER, "PrepareForSleep", [True]),
    "wake": (PATH, MANAGER, "PrepareForSleep", [False]),
    "lock": (OURS, SESSION, "Lock", []),
    "other lock": (ANOTHERS, SESSION, "Lock", []),
    "screen": ("/org/gnome/ScreenSaver", SCREEN_SAVERS[1], "ActiveChanged", [True]),
}


class Manager(QDBusVirtualObject):
    """Answers `Inhibit`, the number of the session and its path."""

    def __init__(self) -> None:
        super().__init__()
        self.watched = -1

    @override
    def introspect(self, _path: str) -> str:
        """Nothing."""
        return ""

    @override
    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        """Qt's own name."""
        if message.member() == "Inhibit":
            self.watched, given = os.pipe()
            told: object = QDBusUnixFileDescriptor(given)
            os.close(given)
        elif message.member() == "Get":
            told = QDBusVariant("1")
        else:
            told = QDBusObjectPath(OURS)
        reply = message.createReply()
        reply.setArguments([told])
        connection.send(reply)
        return True

    def is_held(self) -> bool:
        """Whether nobody closed the other end."""
        os.set_blocking(self.watched, False)
        try:
            return os.read(self.watched, 1) != b""
        except BlockingIOError:
            return True


def main() -> None:
    """Serve until standard input ends."""
    app = QCoreApplication([])
    bus = QDBusConnection.connectToBus(sys.argv[1], "logind")
    manager = Manager()
    bus.registerVirtualObject(PATH, manager, QDBusConnection.VirtualObjectRegisterOption.SubPath)
    bus.registerService(SERVICE)

    def obey() -> None:
        line = sys.stdin.readline().strip()
        answer = "done"
        if not line:
            app.quit()
        elif line == "held":
            answer = "yes" if manager.is_held() else "no"
        else:
            path, interface, name, arguments = SIGNALS[line]
            signal = QDBusMessage.createSignal(path, interface, name)
            signal.setArguments(arguments)
            bus.send(signal)
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(obey)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    app.exec()


if __name__ == "__main__":
    main()
