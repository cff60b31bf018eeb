"""What every test stands on: no screen, no network, no line in the log that nobody expected."""

import gc
import logging
import os
import socket
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import settings

from tests.support.passphrases import quick_passphrases

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


SYSTEMS = {"posix": os.name == "posix", "linux": sys.platform == "linux"}
"""Marks of tests that say what they need of the system; whether this one has it."""


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector need not look through it again and again."""
    gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out what this system cannot do; the mark says what that is."""
    for mark in item.iter_markers():
        if not SYSTEMS.get(mark.name, True):
            pytest.skip(f"{mark.name}: {mark.args[0]}")


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
def _quick_passphrases() -> Iterator[None]:
    """A passphrase takes a quarter of a second on purpose; here it takes none."""
    with quick_passphrases():
        yield


@pytest.fixture
def small_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Questions of 64 elements in place of 512, nearly all of which would be filling."""
    for module in ("tokens", "parcels"):
        monkeypatch.setattr(f"sync.client.{module}.MAX_BATCH", 64)


@pytest.fixture(autouse=True, scope="session")
def _trust_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No public authority counts in tests; each client would read them all, which takes long."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today)
        .not_valid_after(today + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("authorities") / "nobody.pem"
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(file))
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
