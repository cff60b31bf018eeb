"""The register's own database, of either kind, under several pushes at once and bad luck."""

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from alembic.operations import Operations
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine, delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from sync.client import encode
from sync.protocol.limits import FEW_ROWS, MOST_BEYOND_ONE_EACH, MOST_ROWS, is_common
from sync.protocol.messages import AidRow, EntryPage, EntryRow, ForeignEntry, Push, Receipt
from sync.register import founding, tables
from sync.register.database import SchemaUnknown, noting, open_database, reading, writing
from sync.register.devices import Device
from sync.register.pulls import pull_aid, pull_entries
from sync.register.pushes import PushDiffers, store_push

NOW = datetime(2026, 10, 31, 12, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
MINE, THEIRS, CENTRES = 1, 2, MOST_ROWS + 1


@dataclass
class Worker:
    """What a worker process does with the database, in this one."""

    engine: Engine
    sequences: dict[int, int] = field(default_factory=dict)

    def push(self, centre: int, sequence: int = 0, **rows: tuple) -> Receipt:
        if not sequence:
            sequence = self.sequences[centre] = self.sequences.get(centre, 0) + 1
        message = Push(sequence=sequence, epoch=self.epoch(), **rows)
        name = bytes([centre]) * 16
        who = Device(name, centre, b"k" * 32, "confirmed", 0, last_seen_at=None, account=name)
        digest = sha256(encode(message)).digest()
        with writing(self.engine) as connection:
            return store_push(connection, who, message, digest, signing_key=KEY, now=NOW)

    def epoch(self) -> bytes:
        with reading(self.engine) as connection:
            return connection.execute(select(tables.register.c.epoch)).scalar_one()

    def pull(self, centre: int, cursor: int = 0) -> EntryPage:
        with reading(self.engine) as connection:
            return pull_entries(connection, centre, cursor)

    def count(self, table) -> int:
        with reading(self.engine) as connection:
            return connection.execute(select(func.count()).select_from(table)).scalar_one()


@pytest.fixture
def worker(register_database: str) -> Iterator[Worker]:
    opened = Worker(open_database(register_database))
    with writing(opened.engine) as connection:
        centres = [{"name": f"Centro {number}"} for number in range(1, CENTRES + 1)]
        connection.execute(insert(tables.centre), centres)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def second(worker: Worker) -> Iterator[Worker]:
    """Another worker at the same database."""
    register_database = worker.engine.url.render_as_string(hide_password=False)
    opened = Worker(open_database(register_database))
    yield opened
    opened.engine.dispose()


def entries(*indexes: bytes) -> tuple[EntryRow, ...]:
    return tuple(
        EntryRow(index, secrets.token_bytes(16), secrets.token_bytes(172)) for index in indexes
    )


def indexes(count: int) -> list[bytes]:
    return [secrets.token_bytes(16) for _ in range(count)]


def test_pushes_at_once_are_stored_each_whole_and_no_cursor_steps_over_one(
    worker: Worker, second: Worker
) -> None:
    known = indexes(400)
    worker.push(MINE, entries=entries(*known))
    start = worker.pull(MINE).cursor
    seen: list[bytes] = []

    def push(number: int) -> Receipt:
        through = (worker, second)[number % 2]
        part = known[number * 20 : (number + 1) * 20]
        return through.push(10 + number, entries=entries(*part))

    def follow() -> None:
        cursor = start
        while len(seen) < len(known):
            page = second.pull(MINE, cursor)
            seen.extend(entry.index for entry in page.entries)
            cursor = page.cursor

    with ThreadPoolExecutor(13) as threads:
        following = threads.submit(follow)
        receipts = list(threads.map(push, range(20)))
        following.result(timeout=60)
    assert sorted(seen) == sorted(known)
    assert sorted(each.high_water for each in receipts) == [start + 20 * n for n in range(1, 21)]
    assert worker.count(tables.entry) == 800


def test_a_push_that_two_workers_take_at_once_is_stored_once(
    worker: Worker, second: Worker
) -> None:
    rows = entries(*indexes(50))
    with ThreadPoolExecutor(8) as threads:
        given = list(
            threads.map(
                lambda number: (worker, second)[number % 2].push(THEIRS, 1, entries=rows),
                range(8),
            )
        )
    assert len(set(given)) == 1
    assert worker.count(tables.entry) == 50
    assert worker.count(tables.receipt) == 1


def test_other_content_under_a_sequence_is_refused_and_takes_no_number(worker: Worker) -> None:
    receipt = worker.push(MINE, sequence=1, entries=entries(b"i" * 16))
    with pytest.raises(PushDiffers):
        worker.push(MINE, sequence=1, entries=entries(b"j" * 16))
    assert worker.pull(THEIRS).high_water == receipt.high_water == 1


def test_two_workers_that_make_a_database_at_once_make_one(register_database: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        workers = [Worker(each) for each in threads.map(open_database, [register_database] * 4)]
    assert len({each.epoch() for each in workers}) == 1
    assert workers[0].count(tables.register) == 1
    for each in workers:
        each.engine.dispose()


def test_whoever_writes_to_a_file_writes_through_one_connection_that_stays_warm(
    tmp_path: Path,
) -> None:
    engine = open_database(str(tmp_path / "register.db"))

    def write(_: int) -> object:
        with writing(engine) as connection:
            return connection.connection.driver_connection

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(write, range(40)))) == 1
    with noting(engine) as connection:
        (mode,) = connection.exec_driver_sql("PRAGMA synchronous").one()
        assert mode == 1
    engine.dispose()


def test_rows_named_twice_in_one_push_stand_once_as_the_last_of_them(worker: Worker) -> None:
    index, tag = indexes(2)
    worker.push(MINE, entries=entries(index))
    twice = (EntryRow(index, tag, b"before"), EntryRow(index, tag, b"after"))
    bundles = (AidRow(tag, 2, b"later"), AidRow(tag, 1, b"sooner"))
    worker.push(THEIRS, entries=twice, aid=bundles)
    assert worker.pull(MINE).entries == (ForeignEntry(index, tag, THEIRS, b"after"),)
    with reading(worker.engine) as connection:
        (bundle,) = pull_aid(connection, [tag], 0).aid
    assert (bundle.version, bundle.sealed) == (2, b"later")


def test_what_was_erased_stays_erased_whoever_pushes_it_again(worker: Worker) -> None:
    index, tag, address = indexes(3)
    row, bundle = EntryRow(index, tag, b"sealed"), AidRow(address, 1, b"sealed")
    worker.push(MINE, entries=entries(index))
    worker.push(THEIRS, entries=(row,), aid=(bundle,))
    before = worker.push(THEIRS, erased_entries=(tag,), erased_aid=(address,)).high_water
    worker.push(THEIRS, entries=(row,), aid=(AidRow(address, 9, b"sealed"),))
    worker.push(THEIRS, erased_entries=(tag, tag), erased_aid=(address, b"unknown" + b"." * 9))
    page = worker.pull(MINE, cursor=2)
    assert page.entries == (ForeignEntry(index, tag, THEIRS, b""),)
    assert worker.pull(MINE, cursor=before).entries == ()
    with reading(worker.engine) as connection:
        (found,) = pull_aid(connection, [address], 0).aid
    assert found.sealed == b""


def test_nobody_erases_or_overwrites_what_another_centre_pushed(worker: Worker) -> None:
    index, tag = indexes(2)
    worker.push(MINE, entries=entries(index))
    worker.push(THEIRS, entries=(EntryRow(index, tag, b"theirs"),))
    worker.push(3, entries=(EntryRow(index, tag, b"third"),), erased_entries=())
    worker.push(3, erased_entries=(tag,))
    assert {(each.centre, each.sealed) for each in worker.pull(MINE).entries} == {
        (THEIRS, b"theirs"),
        (3, b""),
    }


def test_an_index_with_too_many_rows_is_told_retired_and_gives_only_what_was_erased(
    worker: Worker,
) -> None:
    (index,) = indexes(1)
    worker.push(MINE, entries=entries(index))
    crowd = entries(*[index] * FEW_ROWS)
    worker.push(THEIRS, entries=crowd)
    cursor = worker.push(THEIRS, entries=entries(*indexes(3))).high_water
    page = worker.pull(MINE)
    assert (page.entries, page.retired) == ((), (index,))
    worker.push(3, entries=entries(index))
    worker.push(THEIRS, erased_entries=(crowd[0].tag,))
    page = worker.pull(MINE, cursor)
    assert page.entries == (ForeignEntry(index, crowd[0].tag, THEIRS, b""),)
    assert page.retired == (index,)
    worker.push(THEIRS, erased_entries=tuple(row.tag for row in crowd[1:3]))
    page = worker.pull(MINE, page.cursor)
    assert page.retired == ()
    assert {row.tag for row in page.entries if row.sealed} >= {row.tag for row in crowd[3:]}


@pytest.mark.parametrize(
    ("centres", "rows_of_one"), [(12, 1), (12, 5), (12, 6), (MOST_ROWS, 1), (MOST_ROWS + 1, 1)]
)
def test_one_row_at_each_of_many_centres_is_evidence_and_many_at_one_are_not(
    worker: Worker, centres: int, rows_of_one: int
) -> None:
    """A household kept by twelve of twenty centres is found; a key that strangers share is not."""
    (index,) = indexes(1)
    for centre in range(1, centres):
        worker.push(centre, entries=entries(index))
    worker.push(centres, entries=entries(*[index] * rows_of_one))
    rows = centres - 1 + rows_of_one
    page = worker.pull(MINE)
    assert is_common(rows, centres) is (rows > MOST_ROWS or rows_of_one > MOST_BEYOND_ONE_EACH + 1)
    assert bool(page.retired) is is_common(rows, centres)
    assert len(page.entries) == (0 if page.retired else rows - 1)


def test_the_audit_log_refuses_to_lose_or_change_a_line(worker: Worker) -> None:
    worker.push(MINE, entries=entries(*indexes(1)))
    for change in (delete(tables.audit), update(tables.audit).values(rows=0)):
        with pytest.raises(DBAPIError, match="append-only"), writing(worker.engine) as connection:
            connection.execute(change)
    assert worker.count(tables.audit) == 1


def test_a_database_of_an_earlier_release_is_brought_up_to_this_one_by_its_steps(
    register_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_database(register_database).dispose()
    now = tables.SCHEMA_VERSION

    def add_a_column(operations: Operations) -> None:
        operations.execute("ALTER TABLE receipt ADD COLUMN parcel INTEGER")

    monkeypatch.setattr(tables, "SCHEMA_VERSION", now + 1)
    with pytest.raises(SchemaUnknown) as caught:
        open_database(register_database)
    assert caught.value.args == (now,)
    monkeypatch.setattr(founding, "UPGRADES", {now: add_a_column})
    for _ in range(2):
        engine = open_database(register_database)
        with writing(engine) as connection:
            connection.exec_driver_sql("SELECT parcel FROM receipt").all()
            version = connection.execute(select(tables.register.c.schema_version)).scalar_one()
        engine.dispose()
        assert version == now + 1


def test_a_step_that_fails_leaves_the_database_as_it_was(
    register_database: str, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = tables.SCHEMA_VERSION

    def break_off(operations: Operations) -> None:
        operations.execute("ALTER TABLE receipt ADD COLUMN parcel INTEGER")
        raise RuntimeError

    monkeypatch.setattr(tables, "SCHEMA_VERSION", now + 1)
    monkeypatch.setattr(founding, "UPGRADES", {now: break_off})
    with pytest.raises(RuntimeError):
        open_database(register_database)
    with writing(worker.engine) as connection:
        assert connection.execute(select(tables.register.c.schema_version)).scalar_one() == now
        with pytest.raises(DBAPIError):
            connection.exec_driver_sql("SELECT parcel FROM receipt")


def test_a_reader_sees_one_state_however_long_it_takes(worker: Worker, second: Worker) -> None:
    (index,) = indexes(1)
    worker.push(MINE, entries=entries(index))
    with reading(worker.engine) as connection:
        before = pull_entries(connection, MINE, 0)
        second.push(THEIRS, entries=entries(index))
        assert pull_entries(connection, MINE, 0) == before
    assert len(worker.pull(MINE).entries) == 1
