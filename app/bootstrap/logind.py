"""Linux: logind says that the PC goes to sleep, and it or the desktop that the screen is locked.

A "delay" lock is held, so that the system waits (five seconds at most) until the vault is closed:
https://systemd.io/INHIBITOR_LOCKS/. Without D-Bus or logind nothing is heard and nothing fails.
"""

from typing import Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import (
    QDBus,
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVariant,
)

SERVICE: Final = "org.freedesktop.login1"
PATH: Final = "/org/freedesktop/login1"
MANAGER: Final = "org.freedesktop.login1.Manager"
SESSION: Final = "org.freedesktop.login1.Session"
PROPERTIES: Final = "org.freedesktop.DBus.Properties"
SCREEN_SAVERS: Final = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")
_PATIENCE_MS: Final = 1_000


class Logind(QObject):
    """`leaving` when the PC is about to sleep or the screen was locked."""

    leaving = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        system: QDBusConnection | None = None,
        session: QDBusConnection | None = None,
    ) -> None:
        """Listen on the buses of this machine, or on those given."""
        super().__init__(parent)
        self._system = system or QDBusConnection.systemBus()
        self._session = session or QDBusConnection.sessionBus()
        self._delay: QDBusUnixFileDescriptor | None = None

    def listen(self) -> None:
        """Begin to listen; a bus that is not there is left alone."""
        if self._system.isConnected():
            sleep = (SERVICE, PATH, MANAGER, "PrepareForSleep")
            self._hear(self._system, sleep, SLOT("_sleeps(bool)"))
            if path := self._own_session():
                self._hear(self._system, (SERVICE, path, SESSION, "Lock"), SLOT("_locks()"))
            self.delay_sleep()
        if self._session.isConnected():
            for name in SCREEN_SAVERS:
                self._hear(
                    self._session, ("", "", name, "ActiveChanged"), SLOT("_screen_saver(bool)")
                )

    def _hear(self, bus: QDBusConnection, signal: tuple[str, str, str, str], slot: str) -> None:
        # The stub asks for bytes, the call for str.
        bus.connect(*signal, self, slot)  # type: ignore[call-overload]

    def delay_sleep(self) -> None:
        """Ask the system to wait for us before it sleeps."""
        told = self._ask("Inhibit", "sleep", "DA.PO", "Chiude l'archivio", "delay")
        if isinstance(told, QDBusUnixFileDescriptor):
            self._delay = told

    def let_sleep(self) -> None:
        """All is closed: the system need not wait."""
        self._delay = None

    def _own_session(self) -> str:
        """Signals name the session by its own path, not by this one that means the caller's."""
        told = self._ask("Get", SESSION, "Id", at=(f"{PATH}/session/auto", PROPERTIES))
        number = told.variant() if isinstance(told, QDBusVariant) else ""
        path = self._ask("GetSession", number) if number else None
        return path.path() if isinstance(path, QDBusObjectPath) else ""

    def _ask(self, method: str, *arguments: str, at: tuple[str, str] = (PATH, MANAGER)) -> object:
        """The first word of logind's answer; None when it says nothing, or too late."""
        question = QDBusMessage.createMethodCall(SERVICE, *at, method)
        question.setArguments(list(arguments))
        answer = self._system.call(question, QDBus.CallMode.Block, _PATIENCE_MS)
        told: list[object] = answer.arguments()
        is_answer = answer.type() is QDBusMessage.MessageType.ReplyMessage
        return told[0] if is_answer and told else None

    @Slot(bool)
    def _sleeps(self, begins: bool) -> None:
        if begins:
            self.leaving.emit()
        else:
            self.delay_sleep()

    @Slot()
    def _locks(self) -> None:
        self.leaving.emit()

    @Slot(bool)
    def _screen_saver(self, is_active: bool) -> None:
        if is_active:
            self.leaving.emit()
