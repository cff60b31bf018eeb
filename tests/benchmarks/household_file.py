"""Opening a household file among a million aids, beside one bare select of its aid."""

from __future__ import annotations

import random
from statistics import quantiles
from time import perf_counter
from typing import TYPE_CHECKING

from sqlalchemy import text

from app.services.household_file import household_file, read_file
from tests.benchmarks.row import Row
from tests.support.crowd import Crowd, crowd

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from app.services.desk import Desk

FILES = 400
OPENED = 100
RAW = text("SELECT * FROM aid WHERE household_id = :household_id")


def measure() -> list[Row]:
    """95th percentiles over files chosen at random: reading alone, and with the audit entry."""
    some = crowd()
    dice = random.Random(5)
    chosen = dice.sample(some.households, FILES)
    for warm in chosen:
        read_file(some.desk, warm)
    limit = _p95([_raw(some, one) for one in chosen])
    read = _p95([_timed(read_file, some, one) for one in chosen])
    opened = _p95([_timed(household_file, some, one) for one in chosen[:OPENED]])
    return [
        Row("household file, read", read, limit, "ms p95", read / limit, "<= 3 ms", read <= 3),
        Row(
            "household file, opening audited and saved",
            opened,
            limit,
            "ms p95",
            opened / limit,
            "<= 50 ms",
            opened <= 50,
        ),
    ]


def _raw(some: Crowd, household_id: UUID) -> float:
    with some.desk.read() as session:
        connection = session.connection()
        began = perf_counter()
        connection.execute(RAW, {"household_id": household_id.bytes}).all()
        return perf_counter() - began


def _timed(opening: Callable[[Desk, UUID], object], some: Crowd, household_id: UUID) -> float:
    began = perf_counter()
    opening(some.desk, household_id)
    return perf_counter() - began


def _p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1] * 1e3
