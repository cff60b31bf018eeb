"""The sealed rows, their counter, and the receipts of what was pushed.

In PostgreSQL ``entry`` and ``aid`` are partitioned by hash of the token's index and of the
address. Those columns are in every unique key, so that a cluster can distribute the tables by them.
"""

from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    event,
)

from sync.register.tables.base import COUNTER, metadata

PARTITIONS: Final = 8
"""Parts of a table in PostgreSQL; every look-up pays a little for each of them."""

register = Table(
    "register",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("schema_version", Integer, nullable=False),
    Column("epoch", LargeBinary(16), nullable=False),
    Column("high_water", BigInteger, nullable=False),
)
"""One row. ``epoch`` changes when a database is made anew or put back from a copy; ``high_water``
is the last sequence."""

receipt = Table(
    "receipt",
    metadata,
    Column("device", LargeBinary(16), primary_key=True),
    Column("sequence", BigInteger, primary_key=True),
    Column("digest", LargeBinary(32), nullable=False),
    Column("rows", Integer, nullable=False),
    Column("epoch", LargeBinary(16), nullable=False),
    Column("high_water", BigInteger, nullable=False),
    Column("signature", LargeBinary(64), nullable=False),
    Column("stored_at", BigInteger, nullable=False),
)

entry = Table(
    "entry",
    metadata,
    Column("sequence", COUNTER, nullable=False),
    Column("centre", Integer, nullable=False),
    Column("index", LargeBinary(16), nullable=False),
    Column("tag", LargeBinary(16), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("is_erased", Boolean(create_constraint=False), nullable=False),
    PrimaryKeyConstraint("index", "centre", "tag"),
    Index("entry_by_tag", "centre", "tag"),
    Index("entry_by_sequence", "sequence"),
    postgresql_partition_by='HASH ("index")',
)
"""An erased entry stays as a tombstone: sealed content gone, sequence new, so that others hear."""

aid = Table(
    "aid",
    metadata,
    Column("address", LargeBinary(16), primary_key=True),
    Column("centre", Integer, nullable=False),
    Column("sequence", COUNTER, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("is_erased", Boolean(create_constraint=False), nullable=False),
    Index("aid_by_centre", "centre", "address"),
    sqlite_with_rowid=False,
    postgresql_partition_by="HASH (address)",
)

STAGING: Final = (
    """CREATE TEMPORARY TABLE IF NOT EXISTS pushed_entry
    (sequence bigint, "index" bytea, tag bytea, sealed bytea) ON COMMIT DELETE ROWS""",
    """CREATE TEMPORARY TABLE IF NOT EXISTS pushed_aid
    (sequence bigint, address bytea, version bigint, sealed bytea) ON COMMIT DELETE ROWS""",
)
"""Where PostgreSQL's COPY puts a push before it goes to its place; each connection's own."""


def _make_parts(table: Table, connection: Connection, **_: Any) -> None:
    if connection.dialect.name == "postgresql":
        for part in range(PARTITIONS):
            connection.exec_driver_sql(
                f"CREATE TABLE {table.name}_{part:02} PARTITION OF {table.name} "
                f"FOR VALUES WITH (MODULUS {PARTITIONS}, REMAINDER {part})"
            )


for _table in (entry, aid):
    event.listen(_table, "after_create", _make_parts)
