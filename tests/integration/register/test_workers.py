"""Several worker processes answer for one register as one would."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select

from sync.client import EnrolledDevice, Outgoing, RegisterClient, plan_pushes
from sync.protocol.messages import EntryRow, Receipt
from sync.protocol.signing import sign_request, utc_now
from sync.register import tables
from sync.register.database import open_database, reading
from tests.support.register_at_work import some_entries
from tests.support.server_processes import ServerProcesses, server_processes

CENTRES, PUSHES, ROWS = 6, 5, 40


@pytest.fixture
def servers(tmp_path: Path, register_database: str) -> Iterator[ServerProcesses]:
    with server_processes(
        tmp_path, "--workers", "2", database=register_database, is_measured=True
    ) as running:
        try:
            yield running
        finally:
            running.register.stop()


def push_all(device: EnrolledDevice, entries: list[EntryRow]) -> list[Receipt]:
    """Every push on a connection of its own, so that any worker may get it."""
    receipts = []
    for at in range(PUSHES):
        part = entries[at * ROWS : (at + 1) * ROWS]
        (push,) = plan_pushes(Outgoing(part), at + 1, device.epoch)
        with RegisterClient(device) as register:
            receipts.append(register.push(push))
    return receipts


def test_pushes_through_two_workers_are_numbered_without_a_gap_and_all_found(
    servers: ServerProcesses,
) -> None:
    reader = servers.enrol("Reader")
    devices = [servers.enrol(f"Centro {number}") for number in range(CENTRES)]
    kept = some_entries(PUSHES * ROWS)
    with RegisterClient(reader) as register:
        (push,) = plan_pushes(Outgoing(kept), 1, reader.epoch)
        start = register.push(push).high_water
    found: set[bytes] = set()
    expected = CENTRES * len(kept)

    def follow() -> None:
        cursor = start
        while len(found) < expected:
            with RegisterClient(reader) as register:
                for page in register.pull_entries(cursor):
                    found.update(entry.tag for entry in page.entries)
                    cursor = page.cursor

    loads = [
        [EntryRow(row.index, new.tag, new.sealed) for row, new in zip(kept, blank, strict=True)]
        for blank in (some_entries(len(kept)) for _ in devices)
    ]
    with ThreadPoolExecutor(CENTRES + 1) as threads:
        following = threads.submit(follow)
        receipts = [each for part in threads.map(push_all, devices, loads) for each in part]
        following.result(timeout=120)
    assert found == {row.tag for load in loads for row in load}
    numbers = sorted(receipt.high_water for receipt in receipts)
    assert numbers == [start + ROWS * turn for turn in range(1, CENTRES * PUSHES + 1)]
    engine = open_database(servers.database)
    with reading(engine) as connection:
        assert connection.scalar(select(func.count()).select_from(tables.entry)) == expected + len(
            kept
        )
    engine.dispose()


def test_a_request_seen_by_one_worker_is_a_replay_to_the_other(servers: ServerProcesses) -> None:
    device = servers.enrol("Centro")
    request = httpx.Request("GET", f"{servers.register.url}/network")
    key = Ed25519PrivateKey.from_private_bytes(device.private_key)
    sign_request(request, b"", device.device.hex(), key, utc_now())

    def send(_: int) -> int:
        with httpx.Client() as client:
            return client.send(request).status_code

    with ThreadPoolExecutor(8) as threads:
        statuses = list(threads.map(send, range(16)))
    assert sorted(statuses) == [200] + [401] * 15
