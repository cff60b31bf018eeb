"""What every test stands on: no screen, no network, no line in the log that nobody expected."""

import logging
import os
import socket
from collections.abc import Iterator

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import settings

LOOPBACK = {"127.0.0.1", "::1", "localhost", "", None}

settings.register_profile("house", deadline=None, print_blob=True, database=None)
settings.load_profile("house")


class NetworkForbidden(AssertionError):
    """A test tried to leave this machine."""


class StrayLines(logging.Handler):
    """Keeps the warnings and errors that the code under test logs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_stray_log_lines(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log fails the test, unless the test asks for `caplog` and looks itself."""
    if "caplog" in request.fixturenames:
        yield
        return
    handler = StrayLines()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if handler.lines:
        pytest.fail("Logged, and no test expected it:\n" + "\n".join(handler.lines))


@pytest.fixture(autouse=True, scope="session")
def _settings_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The settings of whoever runs the tests are neither read nor written."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        yield


@pytest.fixture(autouse=True, scope="session")
def _loopback_only() -> Iterator[None]:
    """Connections and look-ups beyond this machine raise; reserved names fail as they would."""
    connect, connect_ex, look_up = (
        socket.socket.connect,
        socket.socket.connect_ex,
        socket.getaddrinfo,
    )

    def refuse(host: object) -> None:
        name = host.decode() if isinstance(host, bytes) else host
        if name in LOOPBACK:
            return
        if isinstance(name, str) and name.endswith((".invalid", ".test")):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        raise NetworkForbidden(name)

    def guarded_connect(self, address):
        if isinstance(address, tuple):
            refuse(address[0])
        return connect(self, address)

    def guarded_connect_ex(self, address):
        if isinstance(address, tuple):
            refuse(address[0])
        return connect_ex(self, address)

    def guarded_look_up(host, *arguments, **options):
        refuse(host)
        return look_up(host, *arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        patch.setattr(socket, "getaddrinfo", guarded_look_up)
        yield
