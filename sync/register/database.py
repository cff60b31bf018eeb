"""Opens the register's database: SQLite unless an address says PostgreSQL."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    bindparam,
    create_engine,
    event,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.engine import URL, make_url

from sync.register import tables
from sync.register.founding import EPOCH_LENGTH, SchemaUnknown, found
from sync.register.tables.sealed import STAGING

if TYPE_CHECKING:
    from psycopg import Connection as PostgresConnection

__all__ = [
    "EPOCH_LENGTH",
    "SchemaUnknown",
    "among",
    "lock_counter",
    "look_up_by_key",
    "noting",
    "open_database",
    "read_epoch",
    "read_high_water",
    "reading",
    "take_sequences",
    "writing",
]

_BUSY_SECONDS: Final = 30
_CONNECTIONS: Final = 40
"""As many as the web server has threads, so that none waits for another's."""
_WRITERS: Final[WeakKeyDictionary[Engine, Engine]] = WeakKeyDictionary()
"""Of SQLite's engines: one connection of a process writes, since no two can at a time.

Its cache stays warm, which another's commit would empty, and who waits for it stands in a queue.
"""


def open_database(address: str) -> Engine:
    """Open a register's database, made and given an epoch on first use, upgraded when older.

    Args:
        address: a file's path, or a database URL (``postgresql+psycopg://host/name``).

    Raises:
        SchemaUnknown: the schema is another than this program knows to upgrade.
        sqlalchemy.exc.SQLAlchemyError: it cannot be opened.
    """
    url = make_url(address if "://" in address else f"sqlite:///{address}")
    engine = _make_engine(url, _CONNECTIONS)
    if engine.dialect.name == "sqlite":
        writer = _WRITERS[engine] = _make_engine(url, 1)
        event.listen(engine, "engine_disposed", lambda _: writer.dispose())
    try:
        with writing(engine) as connection:
            found(connection)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a transaction that is on disk when the block ends without error."""
    with _WRITERS.get(engine, engine).begin() as connection:
        yield connection


@contextmanager
def noting(engine: Engine) -> Iterator[Connection]:
    """Give one for small notes that a power cut may take back: their commit awaits no disk."""
    options = {"may_be_lost": True}
    with (
        _WRITERS.get(engine, engine).connect().execution_options(**options) as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that takes no write lock and sees one unchanging state."""
    options: dict[str, Any] = {"reads_only": True}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


def lock_counter(connection: Connection) -> int:
    """Wait for all earlier pushes, hold later ones off until commit; return the last sequence.

    Sequences so become visible in their own order, and no cursor can step over one that is
    committed later. It is the first row that a push locks: two of them cannot wait in a circle.
    """
    high_water: int = connection.execute(_COUNTER_HELD).scalar_one()
    return high_water


def take_sequences(connection: Connection, count: int) -> int:
    """Reserve ``count`` sequences and return the one before the first; see ``lock_counter``."""
    before = lock_counter(connection)
    connection.execute(_COUNTER_SET, {"taken": before + count})
    return before


def read_high_water(connection: Connection) -> int:
    """Return the last sequence given."""
    high_water: int = connection.execute(select(tables.register.c.high_water)).scalar_one()
    return high_water


def read_epoch(connection: Connection) -> bytes:
    """Return the 16 bytes that name this database since it was made."""
    epoch: bytes = connection.execute(select(tables.register.c.epoch)).scalar_one()
    return epoch


def among(
    connection: Connection, column: Column[Any], values: Sequence[bytes]
) -> ColumnElement[bool]:
    """Say that a column is one of many values, sorted and in the way the database reads fastest."""
    if connection.dialect.name == "postgresql":
        # Not "= ANY": that asks every part of the table for every value.
        return column.in_(select(func.unnest(literal(sorted(values), ARRAY(column.type)))))
    return column.in_(sorted(values))


def look_up_by_key(connection: Connection) -> None:
    """Keep PostgreSQL from plans that begin with a whole table, until the transaction ends.

    It cannot know how few rows a cursor leaves, and would rather read everything once.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_BY_KEY)


def _make_engine(url: URL, connections: int) -> Engine:
    # The connection used last is taken first: its cache and its plans are warm.
    engine = create_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=_BUSY_SECONDS,
        pool_pre_ping=True,
        pool_use_lifo=True,
        # An error quotes no indexes and no tags, whoever logs it.
        hide_parameters=True,
    )
    is_sqlite = engine.dialect.name == "sqlite"
    event.listen(engine, "connect", _prepare_sqlite if is_sqlite else _prepare_postgresql)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    # Transactions are begun below, by us: the driver's own way would begin them too late.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        f"busy_timeout={_BUSY_SECONDS * 1000}",
        "cache_size=-64000",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_postgresql(connection: "PostgresConnection[Any]", _: Any) -> None:
    connection.execute("SET jit = off")
    for staging in STAGING:
        connection.execute(staging)
    connection.commit()


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    may_be_lost = options.get("may_be_lost", False)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA synchronous={'NORMAL' if may_be_lost else 'FULL'}")
        reads_only = options.get("reads_only", False)
        connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
    elif may_be_lost:
        connection.exec_driver_sql("SET LOCAL synchronous_commit = off")


_BY_KEY: Final = (
    "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;"
    "SET LOCAL plan_cache_mode = force_generic_plan"
)
_COUNTER_HELD: Final = select(tables.register.c.high_water).with_for_update()
_COUNTER_SET: Final = update(tables.register).values(high_water=bindparam("taken"))
