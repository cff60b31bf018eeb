"""The journal: rows before and after each everyday change, from which it is undone.

Images are read from the tables themselves, not from the objects: before the first flush that
touches a row, and again at commit. A row deleted takes with it those that hang from it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Table, and_, delete, event, insert, select, text, update
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from models.entities import Base
from models.entities.base import Id
from models.errors import ChangedMeanwhile
from models.storage.session import VaultSession

EVERYDAY: Final = tuple(
    Base.metadata.tables[name]
    for name in (
        "household",
        "member",
        "identity_code",
        "address",
        "phone",
        "isee",
        "need",
        "consent",
        "aid",
        "withheld_aid",
        "kept_longer",
        "document",
        "reserved_note",
        "told_apart",
    )
)
_VOLATILE: Final = frozenset({"last_opened_at", "changed_at", "revision", "form_language"})
"""Columns that move by themselves: neither compared nor put back."""

Image = dict[str, Any]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after a change; None where it was not there."""

    table: str
    key: Key
    before: Image | None
    after: Image | None


@dataclass(slots=True)
class Journal:
    """What a transaction has touched so far: table and key to the image before."""

    before: dict[tuple[str, Key], Image | None] = field(default_factory=dict)

    def note(self, session: Session, table: Table, key: Key) -> None:
        """Remember a row as it is, once."""
        if (table.name, key) not in self.before:
            self.before[table.name, key] = _image(session, table, key)

    def note_with_children(self, session: Session, table: Table, key: Key) -> None:
        """Remember a row about to go, and all that goes or is changed with it."""
        self.note(session, table, key)
        for child, child_key in _children(session, table, key):
            self.note_with_children(session, child, child_key)

    def changes(self, session: Session) -> list[RowChange]:
        """The rows that are no longer as they were."""
        found = [
            RowChange(name, key, before, _image(session, Base.metadata.tables[name], key))
            for (name, key), before in self.before.items()
        ]
        return [row for row in found if _firm(row.before) != _firm(row.after)]


def encode_changes(rows: Sequence[RowChange]) -> str:
    """Changes as the JSON of `Change.rows`."""
    told = [
        {"table": row.table, "key": row.key, "before": row.before, "after": row.after}
        for row in rows
    ]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def decode_changes(told: str) -> list[RowChange]:
    """The inverse of `encode_changes`."""
    return [
        RowChange(row["table"], tuple(row["key"]), row["before"], row["after"])
        for row in json.loads(told)
    ]


def put_back(session: VaultSession, rows: Sequence[RowChange]) -> None:
    """Make the rows as they were before the change.

    Raises:
        ChangedMeanwhile: one of them, or one that hangs from them, was changed since.
    """
    own = {(row.table, row.key) for row in rows}
    for row in rows:
        table = Base.metadata.tables[row.table]
        if _firm(_image(session, table, row.key)) != _firm(row.after):
            raise ChangedMeanwhile(table=row.table)
        if row.before is None:
            for child, key in _children(session, table, row.key):
                if (child.name, key) not in own:
                    raise ChangedMeanwhile(table=child.name)
    session.execute(text("PRAGMA defer_foreign_keys = ON"))
    connection = session.connection()
    # What moved to a row that goes must be back before that row takes along what hangs from it.
    for row in sorted(rows, key=_turn):
        table = Base.metadata.tables[row.table]
        if row.before is None:
            connection.execute(delete(table).where(_where(table, row.key)))
        elif row.after is None:
            connection.execute(insert(table), [_values(table, row.before)])
        else:
            values = _values(table, _firm(row.before) or {})
            connection.execute(update(table).where(_where(table, row.key)).values(values))


def _turn(row: RowChange) -> int:
    """First the rows that were changed, then those that went, last those that were added."""
    if row.before is None:
        return 2
    return 1 if row.after is None else 0


def kept_values(table: str, image: Image) -> Image:
    """The columns of an image as an entity has them, without those that move by themselves."""
    return _values(Base.metadata.tables[table], _firm(image) or {})


def _image(session: Session, table: Table, key: Key) -> Image | None:
    row = (
        session.connection()
        .execute(select(table).where(_where(table, key)))
        .mappings()
        .one_or_none()
    )
    if row is None:
        return None
    return {name: str(value) if isinstance(value, UUID) else value for name, value in row.items()}


def _values(table: Table, image: Image) -> Image:
    return {
        name: UUID(value) if value is not None and isinstance(table.c[name].type, Id) else value
        for name, value in image.items()
    }


def _firm(image: Image | None) -> Image | None:
    return image and {name: value for name, value in image.items() if name not in _VOLATILE}


def _where(table: Table, key: Key) -> ColumnElement[bool]:
    columns = zip(table.primary_key.columns, key, strict=True)
    return and_(*(column == UUID(part) for column, part in columns))


def _children(session: Session, table: Table, key: Key) -> Iterator[tuple[Table, Key]]:
    """Rows of everyday tables that refer to this one."""
    if len(key) > 1:
        return
    for child in EVERYDAY:
        for foreign in child.foreign_keys:
            if foreign.column.table is table:
                keys = select(*child.primary_key.columns).where(foreign.parent == UUID(key[0]))
                for found in session.connection().execute(keys).all():
                    yield child, tuple(str(part) for part in found)


def _key_of(entity: Base) -> tuple[Table, Key]:
    key = entity.__mapper__.primary_key_from_instance(entity)
    return Base.metadata.tables[entity.__tablename__], tuple(str(part) for part in key)


def _before_flush(session: Session, _context: UOWTransaction, _instances: object) -> None:
    journal = session.info.get("journal")
    if isinstance(journal, Journal):
        for entity in session.dirty:
            if entity.__table__ in EVERYDAY and session.is_modified(entity):
                journal.note(session, *_key_of(entity))
        for entity in session.deleted:
            if entity.__table__ in EVERYDAY:
                journal.note_with_children(session, *_key_of(entity))


def _after_flush(session: Session, _context: UOWTransaction) -> None:
    """Rows added have their key only now; before it they were not there."""
    journal = session.info.get("journal")
    if isinstance(journal, Journal):
        for entity in session.new:
            if entity.__table__ in EVERYDAY:
                table, key = _key_of(entity)
                journal.before.setdefault((table.name, key), None)


def _refuse_bulk(state: ORMExecuteState) -> None:
    """A bulk statement on an everyday table would escape the journal, and with it the undo."""
    if isinstance(state.session.info.get("journal"), Journal) and not state.is_select:
        table = getattr(state.statement, "table", None)
        if table in EVERYDAY:
            raise TypeError(f"bulk statement on {table} in a journaled unit of work")


event.listen(VaultSession, "before_flush", _before_flush)
event.listen(VaultSession, "after_flush", _after_flush)
event.listen(VaultSession, "do_orm_execute", _refuse_bulk)
