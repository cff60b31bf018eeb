"""Who was erased, carried over from a vault to the older one that takes its place."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import insert, select

from models.entities import Erased
from models.storage.engine import make_engine
from models.storage.schema import SCHEMA, bring_up_to_date, read_schema


class ErasedLine(NamedTuple):
    """That a household, or a person of `household_id`, was erased on a day, and why (a code)."""

    id: UUID
    household_id: UUID | None
    erased_on: str
    reason: str


def read_erased(path: Path, key: bytes) -> list[ErasedLine]:
    """All that was ever erased in a vault that nobody has open.

    Raises:
        VaultDamaged, DiskFailed: it cannot be read.
    """
    engine = make_engine(path, key, read_only=True)
    try:
        with engine.begin() as connection:
            if read_schema(connection) != SCHEMA:
                return []
            columns = select(Erased.id, Erased.household_id, Erased.erased_on, Erased.reason)
            return [ErasedLine(*row) for row in connection.execute(columns)]
    finally:
        engine.dispose()


def carry_over(path: Path, key: bytes, lines: Sequence[ErasedLine]) -> None:
    """Write who was erased into a restored vault: at its opening they are erased again.

    Raises:
        DiskFull, DiskFailed, VaultReadOnly: as the disk says.
    """
    if not lines:
        return
    engine = make_engine(path, key)
    try:
        bring_up_to_date(engine)
        with engine.begin() as connection:
            rows = [line._asdict() for line in lines]
            connection.execute(insert(Erased).prefix_with("OR IGNORE"), rows)
    finally:
        engine.dispose()
