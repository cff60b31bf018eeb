"""Sleep and locked screens: told by logind on Linux, by messages on Windows."""

import ctypes
import subprocess
import sys
from ctypes import wintypes
from shutil import which

import pytest
from PySide6.QtDBus import QDBusConnection

from app.bootstrap.absence import Absence, _WindowsFilter
from app.bootstrap.logind import Logind
from app.bootstrap.windows_messages import tells_absence

needs_bus = pytest.mark.skipif(
    sys.platform != "linux" or which("dbus-daemon") is None, reason="there is no D-Bus here"
)


class Bus:
    """A bus of the test's own with a logind on it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._logind = subprocess.Popen(
            [sys.executable, "-m", "tests.support.fake_logind", address],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._logind.stdout.readline() == "ready\n"

    def tell(self, line: str) -> str:
        self._logind.stdin.write(f"{line}\n")
        self._logind.stdin.flush()
        return self._logind.stdout.readline().strip()

    def close(self) -> None:
        self._logind.communicate(timeout=10)


@pytest.fixture(scope="module")
def bus():
    daemon = subprocess.Popen(
        [which("dbus-daemon"), "--session", "--print-address", "--nofork"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with daemon:
        made = Bus(daemon.stdout.readline().strip())
        yield made
        made.close()
        daemon.terminate()


@pytest.fixture
def logind(bus, dressed):
    connection = QDBusConnection.connectToBus(bus.address, "desktop")
    made = Logind(dressed, connection, connection)
    made.listen()
    yield made
    made.let_sleep()
    made.deleteLater()
    QDBusConnection.disconnectFromBus("desktop")


@needs_bus
@pytest.mark.parametrize("told", ["sleep", "lock", "screen"])
def test_sleep_a_locked_session_and_a_locked_screen_are_noticed(qtbot, bus, logind, told):
    with qtbot.waitSignal(logind.leaving):
        assert bus.tell(told) == "done"


@needs_bus
def test_waking_up_and_the_session_of_another_person_are_not(qtbot, bus, logind):
    heard = []
    logind.leaving.connect(lambda: heard.append("leaving"))
    for told in ("other lock", "wake"):
        bus.tell(told)
    with qtbot.waitSignal(logind.leaving):
        bus.tell("sleep")
    assert heard == ["leaving"]


@needs_bus
def test_the_system_waits_until_the_vault_is_closed_and_again_the_next_time(qtbot, bus, logind):
    assert bus.tell("held") == "yes"
    logind.let_sleep()
    # The bus closes its own copy of the lock a moment after it handed it on.
    qtbot.waitUntil(lambda: bus.tell("held") == "no")
    bus.tell("wake")
    qtbot.waitUntil(lambda: bus.tell("held") == "yes")


def test_without_a_bus_nothing_is_heard_and_nothing_fails(dressed):
    nowhere = QDBusConnection("nowhere")
    Logind(dressed, nowhere, nowhere).listen()


@needs_bus
def test_a_bus_without_logind_is_left_alone(bus, dressed):
    alone = QDBusConnection.connectToBus(bus.address, "alone")
    made = Logind(dressed, alone, alone)
    made._ask = lambda *_words, **_at: None
    made.listen()
    made.delay_sleep()
    assert made._delay is None
    QDBusConnection.disconnectFromBus("alone")


def message(number: int, word: int) -> wintypes.MSG:
    made = wintypes.MSG()
    made.message, made.wParam = number, word
    return made


@pytest.mark.parametrize(
    ("number", "word", "told"),
    [
        (0x0218, 0x4, True),  # the PC goes to sleep
        (0x0218, 0x12, False),  # it woke up
        (0x02B1, 0x7, True),  # the screen was locked
        (0x02B1, 0x8, False),  # and unlocked
        (0x02B1, 0x2, True),  # another person took the screen over
        (0x0100, 0x7, False),  # a key
    ],
)
def test_windows_messages_about_sleep_and_locked_screens_are_told(dressed, number, word, told):
    made = message(number, word)
    absence, heard = Absence(dressed), []
    absence.began.connect(lambda: heard.append(True))
    answer = _WindowsFilter(absence).nativeEventFilter(
        b"windows_generic_MSG", ctypes.addressof(made)
    )
    assert answer == (False, 0)
    assert heard == [True] * told


def test_messages_of_other_systems_are_not_read():
    assert not tells_absence(b"xcb_generic_event_t", 1)
    assert not tells_absence(b"windows_generic_MSG", 0)
