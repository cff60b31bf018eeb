"""Centres that push at the same time, through the one counter that all pushes lock."""

import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sync.protocol.limits import MAX_PUSH_ROWS
from tests.benchmarks.row import Row
from tests.support.mortal_register import mortal_register
from tests.support.pushing import join, push_together
from tests.support.register_at_work import durable_postgres

LONG = True

ROUNDS = 5
PUSHES = 8
TOGETHER = (2, 4, 8)
GOAL = 0.8
"""Of the speed of one centre alone: who waits for the counter must not make it slower."""


def measure() -> list[Row]:
    """The same pushes by one centre and by several at once, the middle of several rounds."""
    with TemporaryDirectory() as folder:
        rows = _rows("SQLite", f"{folder}/register.db", Path(folder))
    with (
        TemporaryDirectory() as folder,
        durable_postgres() as server,
        server.database("pushers") as database,
    ):
        return [*rows, *_rows("PostgreSQL", database, Path(folder))]


def _rows(name: str, database: str, folder: Path) -> list[Row]:
    with mortal_register(database, folder / "register.key") as register:
        register.start()
        pushers = join(database, register.url, max(TOGETHER), MAX_PUSH_ROWS)
        begun = 0
        speeds: dict[int, list[float]] = {count: [] for count in (1, *TOGETHER)}
        for _ in range(ROUNDS):
            for count, taken in speeds.items():
                each = PUSHES // count
                sequences = range(begun + 1, begun + each + 1)
                start = time.perf_counter()
                push_together(pushers[:count], sequences, register.url)
                taken.append(PUSHES * MAX_PUSH_ROWS / (time.perf_counter() - start))
                begun += each
    alone = median(speeds.pop(1))
    return [_row(name, count, median(taken), alone) for count, taken in speeds.items()]


def _row(name: str, count: int, speed: float, alone: float) -> Row:
    ratio = speed / alone
    text = f"{count} centres pushing at once beside one, {name}"
    return Row(text, speed, alone, "rows/s", ratio, f">= {GOAL} x", ratio >= GOAL)
