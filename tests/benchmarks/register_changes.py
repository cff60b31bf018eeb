"""Five hundred changes where much is present already, in both databases, beside raw statements.

What is present grows thirtyfold meanwhile: what 500 changes cost must not.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine

from sync.client import EntryRow
from sync.register.database import look_up_by_key
from tests.benchmarks.row import Row
from tests.support.register_at_work import (
    CentreAtWork,
    RegisterAtWork,
    durable_postgres,
    register_at_work,
    some_entries,
)
from tests.support.register_crowd import crowd

CHANGES = 500
PRESENT = (100_000, 1_000_000, 3_000_000)
MEASURED_AT = 1_000_000
ROUNDS = 15
GOAL, FLAT_GOAL = 3.0, 1.5
RAW_CENTRE = 3
_PUSH = """
    INSERT INTO entry (sequence, centre, "index", tag, sealed, is_erased)
    VALUES ({0}, 3, {0}, {0}, {0}, FALSE)"""
_READ = """
    SELECT theirs."index", theirs.tag, theirs.centre, theirs.sealed FROM entry AS theirs
    WHERE theirs.sequence > {0} AND theirs.sequence <= {0} AND (
        SELECT count(*) FROM entry AS own
        WHERE own."index" = theirs."index" AND own.centre = {0} AND NOT own.is_erased) > 0"""


@dataclass(frozen=True)
class Turn:
    """Seconds of one turn."""

    push: float
    read: float
    raw_push: float
    raw_read: float


def measure() -> list[Row]:
    """Measure a push of 500 entries, and the pull by a centre that keeps the same people."""
    with TemporaryDirectory() as folder:
        rows = asyncio.run(_measure("SQLite", f"{folder}/register.db"))
    with durable_postgres() as server, server.database("register") as address:
        return [*rows, *asyncio.run(_measure("PostgreSQL", address))]


async def _measure(kind: str, address: str) -> list[Row]:
    costs: dict[int, list[Turn]] = {}
    async with register_at_work(address) as register:
        ours, theirs = register.centre("Nostro"), register.centre("Altro")
        assert register.centre("Senza programma").centre == RAW_CENTRE
        for wanted in PRESENT:
            crowd(register.register.engine, register.high_water(), wanted)
            await _turn(register, ours, theirs)
            costs[wanted] = [await _turn(register, ours, theirs) for _ in range(ROUNDS)]
    return [*_beside_raw(kind, costs[MEASURED_AT]), _flat(kind, costs)]


def _beside_raw(kind: str, turns: list[Turn]) -> list[Row]:
    pushes, reads = [turn.push for turn in turns], [turn.read for turn in turns]
    raw_pushes, raw_reads = [turn.raw_push for turn in turns], [turn.raw_read for turn in turns]
    both = [sum(pair) for pair in zip(pushes, reads, strict=True)]
    raw_both = [sum(pair) for pair in zip(raw_pushes, raw_reads, strict=True)]
    title = f"{CHANGES} changes, 1 million there"
    return [
        _row(f"{title}: pushed, {kind}", pushes, raw_pushes),
        _row(f"{title}: read, {kind}", reads, raw_reads),
        _row(f"{title}: both, {kind}", both, raw_both),
    ]


def _row(title: str, ours: Sequence[float], floor: Sequence[float]) -> Row:
    took, least = median(ours) * 1_000, median(floor) * 1_000
    return Row(title, took, least, "ms", took / least, f"<= {GOAL:g} x", took / least <= GOAL)


def _flat(kind: str, costs: dict[int, list[Turn]]) -> Row:
    """The same changes with thirty times as much present, beside what raw statements grow by."""
    few, many = costs[PRESENT[0]], costs[PRESENT[-1]]
    ours = [median(turn.push + turn.read for turn in turns) * 1_000 for turns in (few, many)]
    raw = [median(turn.raw_push + turn.raw_read for turn in turns) for turns in (few, many)]
    growth = (ours[1] / ours[0]) / (raw[1] / raw[0])
    title = f"{CHANGES} changes, 3 million beside 100 thousand, {kind}"
    goal = f"<= {FLAT_GOAL:g} x raw's growth"
    return Row(title, ours[1], ours[0], "ms", growth, goal, growth <= FLAT_GOAL)


async def _turn(register: RegisterAtWork, ours: CentreAtWork, theirs: CentreAtWork) -> Turn:
    kept, after = some_entries(CHANGES), (await ours.push(some_entries(1))).high_water
    cursor = (await ours.push(kept)).high_water
    await theirs.push(_under(kept))
    page = await ours.pull(cursor)
    assert after + CHANGES == cursor
    assert len(page.entries) == CHANGES
    raw = _raw(register.register.engine, page.cursor, ours.centre, _under(kept))
    register.skip_to(page.cursor + CHANGES)
    return Turn(theirs.seconds[-1], ours.seconds[-1], *raw)


def _under(kept: Sequence[EntryRow]) -> list[EntryRow]:
    """Another centre's entries under the same indexes."""
    blank = some_entries(len(kept))
    return [EntryRow(row.index, new.tag, new.sealed) for row, new in zip(kept, blank, strict=True)]


def _raw(
    engine: Engine, after: int, asking: int, entries: Sequence[EntryRow]
) -> tuple[float, float]:
    """Seconds of a raw insert, on disk when it ends, and of a raw read of the same rows."""
    rows = [(at, row.index, row.tag, row.sealed) for at, row in enumerate(entries, after + 1)]
    mark = "?" if engine.dialect.name == "sqlite" else "%s"
    with engine.connect() as connection, connection.begin():
        driver: Any = connection.connection.driver_connection
        start = time.perf_counter()
        driver.cursor().executemany(_PUSH.format(mark), rows)
        connection.commit()
        pushed = time.perf_counter() - start
    with engine.connect() as connection, connection.begin():
        look_up_by_key(connection)
        driver = connection.connection.driver_connection
        start = time.perf_counter()
        found = driver.execute(_READ.format(mark), (after, after + CHANGES, asking)).fetchall()
        read = time.perf_counter() - start
    assert len(found) == CHANGES
    return pushed, read
