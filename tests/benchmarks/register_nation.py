"""A register as large as a nation's part of one server: 10 and 30 million entries in PostgreSQL.

Runs when it is named (`dev.py bench register_nation`): it fills some 12 GB of disk.
"""

import asyncio
import random
import time
from statistics import median, quantiles

import psycopg
from sqlalchemy.engine import make_url

from sync.client import EntryRow
from sync.protocol.limits import MAX_PUSH_ROWS
from tests.benchmarks.row import Row
from tests.support.register_at_work import (
    CentreAtWork,
    RegisterAtWork,
    durable_postgres,
    register_at_work,
    some_entries,
)
from tests.support.register_crowd import crowd

LONG = True
LOOKED_UP_AMONG, NATION = 10_000_000, 30_000_000
SMALL, REQUESTS, ROUNDS = 40, 200, 5
LOOKUP_GOAL, P95_GOAL = 0.5, 50.0
ENTRIES_A_PERSON = 40
_SIZE = "SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree('entry')"
_SAMPLE = 'SELECT "index" FROM entry TABLESAMPLE SYSTEM (3)'
# Three times as fast as "= ANY", which asks every part for every token.
_LOOK_UP = """
    SELECT entry."index", tag, centre, sealed FROM unnest(%s::bytea[]) AS wanted ("index")
    JOIN entry ON entry."index" = wanted."index"
"""
Database = psycopg.Connection[tuple[object, ...]]


def measure() -> list[Row]:
    """Measure look-ups among 10 million, then requests among 30 million."""
    with durable_postgres() as server, server.database("register") as address:
        return asyncio.run(_measure(address))


async def _measure(address: str) -> list[Row]:
    plain = make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
    async with register_at_work(address) as register:
        ours, theirs = register.centre("Nostro"), register.centre("Altro")
        engine = register.register.engine
        crowd(engine, 0, LOOKED_UP_AMONG)
        with psycopg.connect(plain, autocommit=True) as database:
            rows = [await _look_up(ours, database)]
            crowd(engine, register.high_water(), NATION)
            rows += [_size(database), *await _small_requests(register, ours, theirs)]
    return rows


async def _look_up(ours: CentreAtWork, database: Database) -> Row:
    """A centre keeps 10 thousand people's keys that others keep too: which rows are there?"""
    sample = [row[0] for row in database.execute(_SAMPLE)]
    chosen = random.Random(3).sample(sample, 2 * ROUNDS * MAX_PUSH_ROWS)
    database.execute("SET enable_hashjoin = off; SET enable_mergejoin = off")
    times, ratios = [], []
    for turn in range(ROUNDS):
        part = chosen[2 * turn * MAX_PUSH_ROWS : 2 * (turn + 1) * MAX_PUSH_ROWS]
        mine, raw = part[::2], part[1::2]
        start = time.perf_counter()
        found = database.execute(_LOOK_UP, (sorted(raw),), binary=True).fetchall()
        limit = time.perf_counter() - start
        assert len(found) >= MAX_PUSH_ROWS
        seconds = await _pull_all(ours, mine)
        times.append((seconds, limit))
        ratios.append(limit / seconds)
    speed, limit = (MAX_PUSH_ROWS / median(column) for column in zip(*times, strict=True))
    ratio = median(ratios)
    title = "10 thousand tokens looked up among 10 million"
    goal = f">= {LOOKUP_GOAL} x"
    return Row(title, speed, limit, "tokens/s", ratio, goal, ratio >= LOOKUP_GOAL)


async def _pull_all(ours: CentreAtWork, mine: list[bytes]) -> float:
    blank = some_entries(len(mine))
    rows = [EntryRow(index, row.tag, row.sealed) for index, row in zip(mine, blank, strict=True)]
    receipt = await ours.push(rows)
    cursor, found, before = receipt.high_water - receipt.rows, 0, len(ours.seconds)
    while cursor < receipt.high_water:
        page = await ours.pull(cursor)
        cursor, found = page.cursor, found + len(page.entries)
    assert found >= MAX_PUSH_ROWS
    return sum(ours.seconds[before:])


def _size(database: Database) -> Row:
    """What a person takes on disk, indexes included."""
    ((size,),) = database.execute(_SIZE).fetchall()
    entry = int(str(size)) / NATION
    person = entry * ENTRIES_A_PERSON / 1_000
    floor = (SMALL * (16 + 16 + 172)) / 1_000
    title = f"bytes a person: {entry:.0f} an entry, {ENTRIES_A_PERSON} entries"
    return Row(title, person, floor, "kB", person / floor, "(for sizing)", met=True)


async def _small_requests(
    register: RegisterAtWork, ours: CentreAtWork, theirs: CentreAtWork
) -> list[Row]:
    """One person's entries pushed by one centre, and pulled by another that keeps the person."""

    async def push() -> None:
        kept = some_entries(SMALL)
        await ours.push(kept)
        blank = some_entries(SMALL)
        await theirs.push(
            [
                EntryRow(row.index, each.tag, each.sealed)
                for row, each in zip(kept, blank, strict=True)
            ]
        )

    async def pull() -> None:
        page = await ours.pull(register.high_water() - SMALL)
        assert len(page.entries) == SMALL

    async def both() -> None:
        await push()
        await pull()

    for _ in range(20):
        await both()
    before = len(theirs.seconds), len(ours.seconds)
    for _ in range(REQUESTS):
        await both()
    pushes, pulls = theirs.seconds[before[0] :], ours.seconds[before[1] :][1::2]
    return [_p95("push of one person", pushes), _p95("pull of one person", pulls)]


def _p95(name: str, seconds: list[float]) -> Row:
    worst, middle = quantiles(seconds, n=20)[-1] * 1_000, median(seconds) * 1_000
    title = f"{name} at 30 million entries, p95"
    return Row(title, worst, middle, "ms", worst / middle, "<= 50 ms", worst <= P95_GOAL)
