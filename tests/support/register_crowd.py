"""Fills a register with the entries of centres that nobody asks about, inside the database."""

import sqlite3
from typing import Any, Final

from psycopg import sql
from sqlalchemy import Engine, update

from sync.register import tables

CROWD: Final = 1_000
"""The first of the crowd's centre numbers; a thousand centres share the entries."""

_SQLITE: Final = """
    WITH RECURSIVE number (value) AS (
        SELECT ? UNION ALL SELECT value + 1 FROM number WHERE value < ?)
    INSERT INTO entry (sequence, centre, "index", tag, sealed, is_erased)
    SELECT value, 1000 + value % 1000, randomblob(16), randomblob(16), randomblob(172), FALSE
    FROM number"""
_POSTGRESQL: Final = sql.SQL("""
    INSERT INTO entry (sequence, centre, "index", tag, sealed, is_erased)
    SELECT value, 1000 + value % 1000, uuid_send(gen_random_uuid()), uuid_send(gen_random_uuid()),
        decode(repeat(md5(value::text), 11), 'hex') || substr(uuid_send(gen_random_uuid()), 5),
        FALSE
    FROM generate_series({}, {}) AS value""")


_MANY: Final = 5_000_000
"""Rows for which it is quicker to make the indexes afterwards."""
_AT_ONCE: Final = 1_000_000
_BARE: Final = """
    ALTER TABLE entry DROP CONSTRAINT entry_pkey;
    DROP INDEX entry_by_tag;
    DROP INDEX entry_by_sequence"""
_INDEXED: Final = """
    SET LOCAL maintenance_work_mem = '1GB';
    ALTER TABLE entry ADD PRIMARY KEY ("index", centre, tag);
    CREATE INDEX entry_by_tag ON entry (centre, tag);
    CREATE INDEX entry_by_sequence ON entry (sequence)"""


def crowd(engine: Engine, present: int, wanted: int) -> None:
    """Add entries with the sequences from ``present + 1`` to ``wanted``."""
    if engine.dialect.name == "sqlite":
        _crowd_sqlite(str(engine.url.database), present + 1, wanted)
    else:
        _crowd_postgresql(engine, present + 1, wanted)
    with engine.connect() as connection:
        connection.execute(update(tables.register).values(high_water=wanted))
        connection.commit()


def _crowd_sqlite(path: str, first: int, last: int) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size=-1500000")
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute(_SQLITE, (first, last))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _crowd_postgresql(engine: Engine, first: int, last: int) -> None:
    is_many = last - first > _MANY
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        if is_many:
            driver.execute(_BARE)
        for start in range(first, last + 1, _AT_ONCE):
            driver.execute(_POSTGRESQL.format(start, min(start + _AT_ONCE - 1, last)))
            driver.commit()
        if is_many:
            driver.execute(_INDEXED)
        driver.commit()
        driver.autocommit = True
        driver.execute("VACUUM ANALYZE entry")
        driver.execute("CHECKPOINT")
        driver.autocommit = False
