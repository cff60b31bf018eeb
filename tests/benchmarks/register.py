"""Pushes to the register beside the raw store, in one run."""

import asyncio
import secrets
import sqlite3
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.client import EntryRow, Outgoing, encode, plan_pushes
from sync.protocol.certificates import enrolment_statement
from sync.protocol.limits import MAX_PUSH_ROWS, MSGPACK
from sync.protocol.messages import EnrolmentRequest
from sync.protocol.signing import sign_request
from sync.register.admission import Register
from sync.register.application import make_application
from sync.register.database import open_database
from sync.register.enrolment import enrol, invite
from tests.benchmarks.row import Row

ROUNDS = 9
GOAL = 0.7


def measure() -> list[Row]:
    """Measure pushes from the request to the disk, the middle of several rounds.

    The wire is left out: both ends of it would share these cores.
    """
    with tempfile.TemporaryDirectory() as folder:
        times = asyncio.run(_take_turns(Path(folder)))
    speed, limit = (MAX_PUSH_ROWS / median(column) for column in zip(*times, strict=True))
    ratio = median(raw / ours for ours, raw in times)
    return [Row("push to the register", speed, limit, "rows/s", ratio, ">= 0.7 x", ratio >= GOAL)]


async def _take_turns(folder: Path) -> list[tuple[float, float]]:
    register = Register(
        engine=open_database(str(folder / "register.db")),
        signing_key=Ed25519PrivateKey.generate(),
    )
    key, now = Ed25519PrivateKey.generate(), datetime.now(UTC)
    code, public_key = invite(register.engine, "Centro", now), key.public_key().public_bytes_raw()
    proof = key.sign(enrolment_statement(code, public_key))
    with register.engine.begin() as connection:
        request = EnrolmentRequest(code=code, public_key=public_key, proof=proof)
        device = enrol(connection, request, now)
    raw = _raw_store(folder / "raw.db")
    transport = httpx.ASGITransport(make_application(register))
    async with httpx.AsyncClient(transport=transport, base_url="http://register.test") as client:
        times = [
            (await _push(client, device.device.hex(), key, turn), _insert(raw, turn))
            for turn in range(1, ROUNDS + 1)
        ]
    raw.close()
    register.engine.dispose()
    return times


def _rows() -> list[EntryRow]:
    return [
        EntryRow(secrets.token_bytes(16), secrets.token_bytes(16), secrets.token_bytes(172))
        for _ in range(MAX_PUSH_ROWS)
    ]


async def _push(
    client: httpx.AsyncClient, device: str, key: Ed25519PrivateKey, sequence: int
) -> float:
    (push,) = plan_pushes(Outgoing(_rows()), sequence)
    body = encode(push)
    headers = {"content-type": MSGPACK}
    request = client.build_request("POST", "/pushes", content=body, headers=headers)
    sign_request(request, body, device, key, datetime.now(UTC))
    start = time.perf_counter()
    (await client.send(request)).raise_for_status()
    return time.perf_counter() - start


def _raw_store(path: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(path, isolation_level=None)
    raw.executescript(
        """
        PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000;
        CREATE TABLE entry (
            sequence INTEGER PRIMARY KEY, centre INTEGER NOT NULL, "index" BLOB NOT NULL,
            tag BLOB NOT NULL, sealed BLOB NOT NULL, is_erased BOOLEAN NOT NULL,
            UNIQUE (tag, centre));
        CREATE INDEX entry_by_index ON entry ("index", centre);
        """
    )
    return raw


def _insert(raw: sqlite3.Connection, turn: int) -> float:
    first = turn * MAX_PUSH_ROWS
    rows = [(first + at, 1, row.index, row.tag, row.sealed, 0) for at, row in enumerate(_rows())]
    start = time.perf_counter()
    raw.execute("BEGIN IMMEDIATE")
    raw.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", rows)
    raw.execute("COMMIT")
    return time.perf_counter() - start
