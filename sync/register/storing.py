"""Puts rows into the two sealed tables by the fastest way each database has.

SQLite takes rows one after another within one statement. PostgreSQL takes them by COPY: entries
straight to their place, for a tag is used once, and aid, which is corrected, by way of a temporary
table, each key once. Entries that turn out to be there already go that longer way too.

A tombstone is never written over: what was erased stays erased, whoever pushes it again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

from sqlalchemy import Connection

from sync.protocol.messages import AidRow, EntryRow

if TYPE_CHECKING:
    from psycopg import Connection as PostgresConnection

_SQLITE_ENTRIES: Final = """
    INSERT INTO entry (sequence, centre, "index", tag, sealed, is_erased)
    VALUES (?, ?, ?, ?, ?, FALSE)
    ON CONFLICT ("index", centre, tag) DO UPDATE
    SET sequence = excluded.sequence, sealed = excluded.sealed WHERE NOT entry.is_erased"""
_SQLITE_AID: Final = """
    INSERT INTO aid (sequence, centre, address, version, sealed, is_erased)
    VALUES (?, ?, ?, ?, ?, FALSE)
    ON CONFLICT (address) DO UPDATE
    SET sequence = excluded.sequence, version = excluded.version, sealed = excluded.sealed
    WHERE aid.centre = excluded.centre AND aid.version < excluded.version AND NOT aid.is_erased"""
_SQLITE_ERASED_ENTRIES: Final = """
    UPDATE entry SET sealed = x'', is_erased = TRUE, sequence = ?
    WHERE centre = ? AND tag = ? AND NOT is_erased"""
_SQLITE_ERASED_AID: Final = """
    UPDATE aid SET sealed = x'', is_erased = TRUE, sequence = ?
    WHERE centre = ? AND address = ? AND NOT is_erased"""

_NEW_ENTRIES: Final = """
    COPY entry (sequence, centre, "index", tag, sealed, is_erased) FROM STDIN (FORMAT BINARY)"""
_STAGED_ENTRIES: Final = """
    COPY pushed_entry (sequence, "index", tag, sealed) FROM STDIN (FORMAT BINARY)"""
_POSTGRESQL_ENTRIES: Final = """
    INSERT INTO entry (sequence, centre, "index", tag, sealed, is_erased)
    SELECT DISTINCT ON ("index", tag) sequence, %s, "index", tag, sealed, FALSE
    FROM pushed_entry ORDER BY "index", tag, sequence DESC
    ON CONFLICT ("index", centre, tag) DO UPDATE
    SET sequence = excluded.sequence, sealed = excluded.sealed WHERE NOT entry.is_erased"""
_STAGED_AID: Final = """
    COPY pushed_aid (sequence, address, version, sealed) FROM STDIN (FORMAT BINARY)"""
_POSTGRESQL_AID: Final = """
    INSERT INTO aid (sequence, centre, address, version, sealed, is_erased)
    SELECT DISTINCT ON (address) sequence, %s, address, version, sealed, FALSE
    FROM pushed_aid ORDER BY address, version DESC, sequence
    ON CONFLICT (address) DO UPDATE
    SET sequence = excluded.sequence, version = excluded.version, sealed = excluded.sealed
    WHERE aid.centre = excluded.centre AND aid.version < excluded.version AND NOT aid.is_erased"""
_POSTGRESQL_ERASED_ENTRIES: Final = """
    UPDATE entry SET sealed = '', is_erased = TRUE, sequence = %s + gone.place
    FROM unnest(%s::bytea[]) WITH ORDINALITY AS gone (tag, place)
    WHERE entry.centre = %s AND entry.tag = gone.tag AND NOT entry.is_erased"""
_POSTGRESQL_ERASED_AID: Final = """
    UPDATE aid SET sealed = '', is_erased = TRUE, sequence = %s + gone.place
    FROM unnest(%s::bytea[]) WITH ORDINALITY AS gone (address, place)
    WHERE aid.centre = %s AND aid.address = gone.address AND NOT aid.is_erased"""


class Storing(Protocol):
    """What a push does to the sealed tables; rows get the sequences after ``last``, in order."""

    def store_entries(self, centre: int, rows: Sequence[EntryRow], last: int) -> None:
        """Store entries, in place of the centre's own of the same index and tag."""

    def store_aid(self, centre: int, rows: Sequence[AidRow], last: int) -> None:
        """Store bundles, in place of the centre's own of a lower version."""

    def erase_entries(self, centre: int, tags: Sequence[bytes], last: int) -> None:
        """Empty the centre's own entries; an unknown tag is passed over."""

    def erase_aid(self, centre: int, addresses: Sequence[bytes], last: int) -> None:
        """Empty the centre's own bundles; an unknown address is passed over."""


def storing(connection: Connection) -> Storing:
    """Return the way of the connection's database."""
    return _WAYS[connection.dialect.name](connection)


@dataclass(frozen=True)
class _Sqlite:
    connection: Connection

    def store_entries(self, centre: int, rows: Sequence[EntryRow], last: int) -> None:
        numbered = enumerate(rows, last + 1)
        self._write(
            _SQLITE_ENTRIES,
            [(sequence, centre, row.index, row.tag, row.sealed) for sequence, row in numbered],
        )

    def store_aid(self, centre: int, rows: Sequence[AidRow], last: int) -> None:
        numbered = enumerate(rows, last + 1)
        self._write(
            _SQLITE_AID,
            [
                (sequence, centre, row.address, row.version, row.sealed)
                for sequence, row in numbered
            ],
        )

    def erase_entries(self, centre: int, tags: Sequence[bytes], last: int) -> None:
        numbered = enumerate(tags, last + 1)
        self._write(_SQLITE_ERASED_ENTRIES, [(number, centre, tag) for number, tag in numbered])

    def erase_aid(self, centre: int, addresses: Sequence[bytes], last: int) -> None:
        numbered = enumerate(addresses, last + 1)
        self._write(_SQLITE_ERASED_AID, [(number, centre, address) for number, address in numbered])

    def _write(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            self.connection.exec_driver_sql(statement, rows)


@dataclass(frozen=True)
class _Postgresql:
    connection: Connection

    def store_entries(self, centre: int, rows: Sequence[EntryRow], last: int) -> None:
        from psycopg.errors import UniqueViolation

        if not rows:
            return
        # In the order of the key each page of its index is visited once.
        ordered = sorted(enumerate(rows, last + 1), key=lambda numbered: numbered[1].index)
        try:
            with self.connection.begin_nested():
                self._copy(
                    _NEW_ENTRIES,
                    ("int8", "int4", "bytea", "bytea", "bytea", "bool"),
                    (
                        (sequence, centre, row.index, row.tag, row.sealed, False)
                        for sequence, row in ordered
                    ),
                )
        except UniqueViolation:
            self._copy(
                _STAGED_ENTRIES,
                ("int8", "bytea", "bytea", "bytea"),
                ((sequence, row.index, row.tag, row.sealed) for sequence, row in ordered),
            )
            self.connection.exec_driver_sql(_POSTGRESQL_ENTRIES, (centre,))

    def store_aid(self, centre: int, rows: Sequence[AidRow], last: int) -> None:
        if rows:
            numbered = enumerate(rows, last + 1)
            self._copy(
                _STAGED_AID,
                ("int8", "bytea", "int8", "bytea"),
                ((sequence, row.address, row.version, row.sealed) for sequence, row in numbered),
            )
            self.connection.exec_driver_sql(_POSTGRESQL_AID, (centre,))

    def erase_entries(self, centre: int, tags: Sequence[bytes], last: int) -> None:
        if tags:
            parameters = (last, list(tags), centre)
            self.connection.exec_driver_sql(_POSTGRESQL_ERASED_ENTRIES, parameters)

    def erase_aid(self, centre: int, addresses: Sequence[bytes], last: int) -> None:
        if addresses:
            parameters = (last, list(addresses), centre)
            self.connection.exec_driver_sql(_POSTGRESQL_ERASED_AID, parameters)

    def _copy(self, statement: str, types: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
        driver = cast("PostgresConnection[Any]", self.connection.connection.driver_connection)
        with driver.cursor() as cursor, cursor.copy(statement.encode()) as copy:
            copy.set_types(types)
            for row in rows:
                copy.write_row(row)


_WAYS: Final[Mapping[str, type[_Sqlite] | type[_Postgresql]]] = {
    "sqlite": _Sqlite,
    "postgresql": _Postgresql,
}
