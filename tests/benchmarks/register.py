"""Pushes to the register beside the raw store, in one run, in both databases."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Sequence
from statistics import median
from tempfile import TemporaryDirectory

import psycopg
from sqlalchemy.engine import make_url

from sync.client import EntryRow
from sync.protocol.limits import MAX_PUSH_ROWS
from sync.register.database import open_database
from tests.benchmarks.row import Row
from tests.support.register_at_work import (
    durable_postgres,
    raw_sqlite,
    register_at_work,
    some_entries,
)

ROUNDS = 15
SQLITE_GOAL, POSTGRESQL_GOAL = 0.7, 0.6
_RAW = """
    INSERT INTO entry (sequence, centre, "index", tag, sealed, is_erased)
    VALUES (?, 1, ?, ?, ?, FALSE)"""
_COPY = b'COPY entry (sequence, centre, "index", tag, sealed, is_erased) FROM STDIN (FORMAT BINARY)'
Insert = Callable[[int, Sequence[EntryRow]], float]


def measure() -> list[Row]:
    """Measure pushes from the request to the disk, the middle of several rounds."""
    with TemporaryDirectory() as folder, raw_sqlite() as raw:
        times = asyncio.run(_take_turns(f"{folder}/register.db", _inserting(raw)))
    rows = [_row("push to the register, SQLite", times, SQLITE_GOAL)]
    with (
        durable_postgres() as server,
        server.database("ours") as ours,
        server.database("raw") as twin,
    ):
        open_database(twin).dispose()
        with psycopg.connect(_plain(twin)) as connection:
            times = asyncio.run(_take_turns(ours, _copying(connection)))
    return [*rows, _row("push to the register, PostgreSQL", times, POSTGRESQL_GOAL)]


def _row(name: str, times: list[tuple[float, float]], goal: float) -> Row:
    speed, limit = (MAX_PUSH_ROWS / median(column) for column in zip(*times, strict=True))
    ratio = median(raw / ours for ours, raw in times)
    return Row(name, speed, limit, "rows/s", ratio, f">= {goal} x", ratio >= goal)


async def _take_turns(address: str, insert: Insert) -> list[tuple[float, float]]:
    async with register_at_work(address) as register:
        centre = register.centre("Centro")
        times = []
        for turn in range(ROUNDS):
            await centre.push(some_entries(MAX_PUSH_ROWS))
            times.append((centre.seconds[-1], insert(turn, some_entries(MAX_PUSH_ROWS))))
    return times


def _inserting(raw: sqlite3.Connection) -> Insert:
    def insert(turn: int, entries: Sequence[EntryRow]) -> float:
        first = turn * MAX_PUSH_ROWS
        rows = [(at, row.index, row.tag, row.sealed) for at, row in enumerate(entries, first)]
        start = time.perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany(_RAW, rows)
        raw.execute("COMMIT")
        return time.perf_counter() - start

    return insert


def _copying(connection: "psycopg.Connection[tuple[object, ...]]") -> Insert:
    def insert(turn: int, entries: Sequence[EntryRow]) -> float:
        first = turn * MAX_PUSH_ROWS
        rows = [
            (at, 1, row.index, row.tag, row.sealed, False) for at, row in enumerate(entries, first)
        ]
        start = time.perf_counter()
        with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
            copy.set_types(["int8", "int4", "bytea", "bytea", "bytea", "bool"])
            for row in rows:
                copy.write_row(row)
        connection.commit()
        return time.perf_counter() - start

    return insert


def _plain(address: str) -> str:
    return make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
