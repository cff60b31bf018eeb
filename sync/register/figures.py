"""The register's figures for Prometheus, read from its database when they are asked for."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final, get_args

from sqlalchemy import Connection, Engine, Table, func, not_, select

from sync.register import tables
from sync.register.database import read_high_water, reading
from sync.register.devices import DeviceState, list_devices
from sync.serving.measures import Gauge

COUNTED_EVERY_SECONDS: Final = 3600.0
"""Counting a nation's rows takes seconds; they are counted again when the last count is so old."""


class Figures:
    """Reads a register's figures.

    Args:
        engine: its database.
        passed: seconds on a clock that never goes back.
    """

    def __init__(self, engine: Engine, passed: Callable[[], float] = time.monotonic) -> None:
        self._engine = engine
        self._passed = passed
        self._counted: tuple[float, dict[str, float]] | None = None

    def read(self) -> Iterator[Gauge]:
        """Give devices by state, standing rows, unsettled alarms and the last sequence."""
        with reading(self._engine) as connection:
            states = Counter(line.state for line in list_devices(connection))
            devices = {state: float(states[state]) for state in get_args(DeviceState)}
            yield Gauge("dapo_devices", "Devices by state.", devices, label="state")
            rows = self._rows(connection)
            yield Gauge("dapo_rows", "Rows that stand, counted once an hour.", rows, label="kind")
            alarms = select(func.count()).where(tables.alarm.c.settled_at.is_(None))
            open_alarms = float(connection.execute(alarms).scalar_one())
            yield Gauge("dapo_alarms_open", "Alarms nobody settled.", {"": open_alarms})
            high_water = float(read_high_water(connection))
            yield Gauge("dapo_high_water", "The last sequence given.", {"": high_water})

    def _rows(self, connection: Connection) -> dict[str, float]:
        now = self._passed()
        if self._counted is None or now - self._counted[0] >= COUNTED_EVERY_SECONDS:
            both = (tables.entry, tables.aid)
            self._counted = (now, {table.name: _standing(connection, table) for table in both})
        return self._counted[1]


def _standing(connection: Connection, table: Table) -> float:
    query = select(func.count()).select_from(table).where(not_(table.c.is_erased))
    return float(connection.execute(query).scalar_one())
