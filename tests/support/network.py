"""A real register and real key-holders on the loopback, for tests that speak HTTP."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import uvicorn
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from litestar import Litestar

from sync.client import EnrolledDevice, enrol
from sync.keyholder import application as keyholder_application
from sync.keyholder.evaluation import Evaluating
from sync.protocol.messages import KeyHolderAddress
from sync.register import application as register_application
from sync.register.admission import Register
from sync.register.database import open_database
from sync.register.enrolment import invite
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
    key_holders: tuple[keyholder_application.KeyHolder, ...]
    clock: SettableClock

    def enrol(self, centre: str) -> EnrolledDevice:
        code = invite(self.register.engine, centre, self.clock())
        return enrol(self.register_url, code)


@contextmanager
def serving(application: Litestar) -> Iterator[str]:
    """Serve an application on a free port; connections wait on the socket until it is ready."""
    with socket.create_server(("127.0.0.1", 0)) as bound:
        server = uvicorn.Server(configure(application))
        thread = Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def local_network(
    folder: Path, *, key_holders: int = 2, workers: int = 1
) -> Iterator[LocalNetwork]:
    """Run a register and some key-holders until the block ends."""
    clock = SettableClock()
    signing_key = Ed25519PrivateKey.generate()
    with ExitStack() as stack:
        holders = tuple(
            keyholder_application.KeyHolder(
                evaluating=Evaluating(bytes([number]) * 32, workers),
                register_key=signing_key.public_key(),
                clock=clock,
            )
            for number in range(1, key_holders + 1)
        )
        addresses = tuple(
            KeyHolderAddress(
                url=stack.enter_context(serving(keyholder_application.make_application(holder))),
                public_key=holder.evaluating.public_key,
            )
            for holder in holders
        )
        register = Register(
            engine=open_database(str(folder / "register.db")),
            signing_key=signing_key,
            key_holders=addresses,
            clock=clock,
        )
        url = stack.enter_context(serving(register_application.make_application(register)))
        yield LocalNetwork(url, register, holders, clock)
