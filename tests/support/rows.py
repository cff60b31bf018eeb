"""Every row of a vault's tables, to tell what a change changed."""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from app.services.desk import Desk
from models.entities import Base

MOVING = frozenset({"last_opened_at", "changed_at", "revision"})
"""Columns that move by themselves at each touch."""
BESIDE = frozenset({"audit_entry", "change", "setting", "content"})
"""What a change leaves behind even when undone: its trace, and bytes let go of till tomorrow."""

Rows = Mapping[str, frozenset[tuple[object, ...]]]


def rows_of(desk: Desk, leaving_out: Collection[str] = BESIDE) -> Rows:
    """The rows of each table as a set, without the columns that move by themselves."""
    found = {}
    with desk.read() as session:
        for name, table in Base.metadata.tables.items():
            if name not in leaving_out:
                columns = [column for column in table.columns if column.name not in MOVING]
                found[name] = frozenset(map(tuple, session.execute(select(*columns)).all()))
    return found
