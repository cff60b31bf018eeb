"""Opens the register's database: SQLite unless an address says otherwise."""

import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, insert, select, text, update

from sync.register import tables

DEFAULT_WINDOWS: Final[Mapping[str, int]] = {"food": 15, "clothing": 90, "money": 30}
EPOCH_LENGTH: Final = 16
_BUSY_SECONDS: Final = 30

_APPEND_ONLY: Final = (
    """CREATE TRIGGER IF NOT EXISTS audit_keeps_rows BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END""",
    """CREATE TRIGGER IF NOT EXISTS audit_keeps_words BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END""",
)


class SchemaUnknown(Exception):
    """The database was made by another version of the program; ``args`` holds its number."""


def open_database(address: str) -> Engine:
    """Open a register's database, made and given an epoch on first use.

    Args:
        address: a file's path, or a database URL.

    Raises:
        SchemaUnknown: the schema is not this version's.
        sqlalchemy.exc.SQLAlchemyError: it cannot be opened.
    """
    url = address if "://" in address else f"sqlite:///{address}"
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_immediately)
    with engine.begin() as connection:
        tables.metadata.create_all(connection)
        if engine.dialect.name == "sqlite":
            for statement in _APPEND_ONLY:
                connection.execute(text(statement))
        _found(connection)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that takes no write lock and sees one unchanging state."""
    with engine.connect().execution_options(reads_only=True) as connection, connection.begin():
        yield connection


def take_sequences(connection: Connection, count: int) -> int:
    """Reserve ``count`` sequences and return the one before the first.

    The counter's row stays locked until commit: sequences become visible in their own order, so
    no cursor can step over one that is committed later.
    """
    connection.execute(
        update(tables.register).values(high_water=tables.register.c.high_water + count)
    )
    return read_high_water(connection) - count


def read_high_water(connection: Connection) -> int:
    """Return the last sequence given."""
    high_water: int = connection.execute(select(tables.register.c.high_water)).scalar_one()
    return high_water


def read_epoch(connection: Connection) -> bytes:
    """Return the 16 bytes that name this database since it was made."""
    epoch: bytes = connection.execute(select(tables.register.c.epoch)).scalar_one()
    return epoch


def _found(connection: Connection) -> None:
    version = connection.execute(select(tables.register.c.schema_version)).scalar_one_or_none()
    if version is None:
        connection.execute(
            insert(tables.register).values(
                id=1,
                schema_version=tables.SCHEMA_VERSION,
                epoch=secrets.token_bytes(EPOCH_LENGTH),
                high_water=0,
            )
        )
        connection.execute(
            insert(tables.window),
            [{"aid_kind": kind, "days": days} for kind, days in DEFAULT_WINDOWS.items()],
        )
    elif version != tables.SCHEMA_VERSION:
        raise SchemaUnknown(version)


def _prepare_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    # Transactions are begun below, by us: the driver's own way would begin them too late.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={_BUSY_SECONDS * 1000}",
        "cache_size=-64000",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediately(connection: Connection) -> None:
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
