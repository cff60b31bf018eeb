"""A register that answers signed requests without a wire, and what it is measured against.

The wire is left out because both its ends would share the same cores.
"""

import secrets
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select, update

from sync.client import EntryRow, encode
from sync.protocol.certificates import enrolment_statement
from sync.protocol.codec import decode
from sync.protocol.limits import MSGPACK
from sync.protocol.messages import EnrolmentRequest, EntryPage, Message, Push, Receipt
from sync.protocol.signing import sign_request
from sync.register import tables
from sync.register.admission import Register
from sync.register.application import make_application
from sync.register.database import open_database, read_epoch, reading, writing
from sync.register.devices import confirm_device
from sync.register.enrolment import enrol, invite
from tests.support.postgresql import PostgresServer, postgres_server

MessageT = TypeVar("MessageT", bound=Message)
SEALED = 172
"""Bytes of a sealed entry."""


@dataclass
class CentreAtWork:
    """A device of a centre, with what the last request took."""

    client: httpx.AsyncClient
    device: bytes
    centre: int
    key: Ed25519PrivateKey
    epoch: bytes
    pushed: int = 0
    seconds: list[float] = field(default_factory=list)

    async def push(self, entries: Sequence[EntryRow]) -> Receipt:
        """Push entries; the time goes from the request to the answer."""
        self.pushed += 1
        push = Push(sequence=self.pushed, epoch=self.epoch, entries=tuple(entries))
        return await self._ask("POST", "/pushes", Receipt, encode(push))

    async def pull(self, cursor: int) -> EntryPage:
        """Ask for one page."""
        return await self._ask("GET", f"/entries?after={cursor}", EntryPage)

    async def _ask(
        self, method: str, path: str, kind: type[MessageT], body: bytes = b""
    ) -> MessageT:
        headers = {"content-type": MSGPACK} if body else {}
        request = self.client.build_request(method, path, content=body, headers=headers)
        sign_request(request, body, self.device.hex(), self.key, datetime.now(UTC))
        start = time.perf_counter()
        answer = await self.client.send(request)
        self.seconds.append(time.perf_counter() - start)
        answer.raise_for_status()
        return decode(answer.content, kind)


@dataclass(frozen=True)
class RegisterAtWork:
    """A running register and the way to its centres."""

    register: Register
    client: httpx.AsyncClient

    def centre(self, name: str) -> CentreAtWork:
        """A centre with a confirmed device."""
        key, now, engine = Ed25519PrivateKey.generate(), datetime.now(UTC), self.register.engine
        code, public_key = invite(engine, name, now), key.public_key().public_bytes_raw()
        proof = key.sign(enrolment_statement(code, public_key))
        request = EnrolmentRequest(code=code, public_key=public_key, proof=proof)
        with writing(engine) as connection:
            device = enrol(connection, request, self.register.public_key, now)
        confirm_device(engine, device.device, now)
        with reading(engine) as connection:
            epoch = read_epoch(connection)
        return CentreAtWork(self.client, device.device, device.centre, key, epoch)

    def high_water(self) -> int:
        """The last sequence given."""
        with reading(self.register.engine) as connection:
            return int(connection.execute(select(tables.register.c.high_water)).scalar_one())

    def skip_to(self, sequence: int) -> None:
        """Go on counting after rows that were put in without a push."""
        with writing(self.register.engine) as connection:
            connection.execute(update(tables.register).values(high_water=sequence))


@asynccontextmanager
async def register_at_work(address: str) -> AsyncIterator[RegisterAtWork]:
    """Open a register at a database's address until the block ends."""
    register = Register(
        engine=open_database(address),
        signing_key=Ed25519PrivateKey.generate(),
        requests_a_minute=2**31,
    )
    transport = httpx.ASGITransport(make_application(register))
    async with httpx.AsyncClient(
        transport=transport, base_url="http://register.test", timeout=600
    ) as client:
        yield RegisterAtWork(register, client)
    register.engine.dispose()


@contextmanager
def durable_postgres() -> Iterator[PostgresServer]:
    """A server that keeps what it confirms, as one in service does, with a quarter of a GB."""
    with postgres_server(
        shared_buffers="1GB", max_wal_size="8GB", checkpoint_timeout="30min", work_mem="16MB"
    ) as server:
        yield server


def some_entries(count: int) -> list[EntryRow]:
    """Entries as centres seal them, under indexes never seen."""
    return [
        EntryRow(secrets.token_bytes(16), secrets.token_bytes(16), secrets.token_bytes(SEALED))
        for _ in range(count)
    ]


@contextmanager
def raw_sqlite() -> Iterator[sqlite3.Connection]:
    """The same tables without our program: a file of SQLite, as durable."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "raw.db")
        open_database(str(path)).dispose()
        raw = sqlite3.connect(path, isolation_level=None)
        raw.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000;"
        )
        yield raw
        raw.close()
