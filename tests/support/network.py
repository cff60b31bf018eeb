"""A real register and real key-holders on the loopback, for tests that speak HTTP."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Self

import uvicorn
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from litestar import Litestar
from sqlalchemy import Engine

from app.services.desk import Desk
from app.services.network import enrol as join
from sync.client import EnrolledDevice, RegisterClient, enrol
from sync.keyholder import application as keyholder_application
from sync.keyholder.admission import KeyHolder, TrustedRegister, open_key_holder
from sync.keyholder.evaluation import Evaluating
from sync.keyholder.keys import KeyRing, rotate
from sync.protocol.messages import KeyHolderAddress
from sync.register import application as register_application
from sync.register.admission import Register
from sync.register.database import open_database, reading
from sync.register.devices import confirm_device, list_devices
from sync.register.enrolment import invite
from sync.register.key_sets import see_key_sets
from sync.serving.listening import configure


@dataclass
class SettableClock:
    """A clock that stands still until it is moved."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **amount: float) -> None:
        self.now += timedelta(**amount)


@dataclass(frozen=True)
class LocalNetwork:
    """Addresses and insides of a running network."""

    register_url: str
    register: Register
    key_holders: tuple[KeyHolder, ...]
    clock: SettableClock

    def invite(self, centre: str, allowance: int = 0) -> str:
        """A one-time code for a centre."""
        return invite(self.register.engine, centre, self.clock(), allowance=allowance)

    def confirm_waiting(self) -> None:
        """Confirm every device that waits, as on the command line."""
        confirm_waiting(self.register.engine, self.clock())

    def enrol(self, centre: str, allowance: int = 0) -> EnrolledDevice:
        """A device of a centre, confirmed and with its certificate."""
        device = enrol(self.register_url, self.invite(centre, allowance))
        self.confirm_waiting()
        with RegisterClient(device, clock=self.clock) as register:
            return device.renewed(register.network())

    def welcome(self, desk: Desk, centre: str, url: str = "", allowance: int = 0) -> None:
        """Let a desk's vault join as a centre; its next closing brings the certificate."""
        join(desk, url or self.register_url, self.invite(centre, allowance))
        self.confirm_waiting()

    def watch(self) -> None:
        """What every key-holder does each minute."""
        for holder in self.key_holders:
            holder.watch.look()

    def rotate(self, begins: date) -> None:
        """Give every key-holder its next key, and let the register see it."""
        for holder in self.key_holders:
            rotate(holder.keys.path, begins, self.clock().date())
        self.see_keys()

    def see_keys(self) -> None:
        """What the register does every minute."""
        see_key_sets(self.register.engine, self.register.key_holders, self.clock)


def confirm_waiting(engine: Engine, now: datetime) -> None:
    """Confirm every device that waits, as on the command line."""
    with reading(engine) as connection:
        devices = list_devices(connection)
    for line in devices:
        if line.state == "waiting":
            confirm_device(engine, line.device, now)


def free_socket() -> socket.socket:
    """A socket on a free port of the loopback."""
    return socket.create_server(("127.0.0.1", 0))


class Servers:
    """Applications served on ports of the loopback until the block ends.

    All end at once: each looks every tenth of a second only whether it should.
    """

    def __init__(self) -> None:
        self._running: list[tuple[uvicorn.Server, Thread]] = []
        self._sockets = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._sockets:
            for server, _ in self._running:
                server.should_exit = True
            for _, thread in self._running:
                thread.join()

    def bind(self) -> socket.socket:
        """A socket on a free port that closes with the block."""
        return self._sockets.enter_context(free_socket())

    def serve(self, application: Litestar, on: socket.socket | None = None) -> str:
        """Serve an application; connections wait on the socket until it is ready."""
        bound = on or self.bind()
        server = uvicorn.Server(configure(application))
        thread = Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        self._running.append((server, thread))
        return address_of(bound)


def address_of(bound: socket.socket) -> str:
    """The address of what is served on a socket of the loopback."""
    return f"http://127.0.0.1:{bound.getsockname()[1]}"


@contextmanager
def serving(application: Litestar) -> Iterator[str]:
    """Serve one application on a free port."""
    with Servers() as servers:
        yield servers.serve(application)


@contextmanager
def local_network(
    folder: Path,
    *,
    key_holders: int = 2,
    workers: int = 0,
    database: str | None = None,
    requests_a_minute: int = 1_000_000,
) -> Iterator[LocalNetwork]:
    """Run a register and some key-holders until the block ends.

    Without the address of a ``database`` the register keeps a file of SQLite in the folder.
    """
    clock = SettableClock()
    signing_key = Ed25519PrivateKey.generate()
    with Servers() as servers:
        bound = servers.bind()
        url = address_of(bound)
        trusted = TrustedRegister(url, signing_key.public_key())
        holders = tuple(
            open_key_holder(
                KeyRing(folder / f"key_holder_{number}.key", clock),
                Evaluating(workers),
                trusted,
                folder / f"key_holder_{number}.db",
                clock=clock,
            )
            for number in range(1, key_holders + 1)
        )
        addresses = tuple(
            KeyHolderAddress(
                url=servers.serve(keyholder_application.make_application(holder)),
                identity_key=holder.keys.identity_key,
            )
            for holder in holders
        )
        register = Register(
            engine=open_database(database or str(folder / "register.db")),
            signing_key=signing_key,
            key_holders=addresses,
            clock=clock,
            # The clock stands still: all that a test asks is asked in one minute.
            requests_a_minute=requests_a_minute,
        )
        see_key_sets(register.engine, addresses, clock)
        servers.serve(register_application.make_application(register), bound)
        yield LocalNetwork(url, register, holders, clock)
