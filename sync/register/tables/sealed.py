"""The sealed rows, their counter, and the receipts of what was pushed."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
)

from sync.register.tables.base import COUNTER, metadata

register = Table(
    "register",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("schema_version", Integer, nullable=False),
    Column("epoch", LargeBinary(16), nullable=False),
    Column("high_water", BigInteger, nullable=False),
)
"""One row. ``epoch`` changes when a database is made anew; ``high_water`` is the last sequence."""

receipt = Table(
    "receipt",
    metadata,
    Column("device", LargeBinary(16), primary_key=True),
    Column("sequence", BigInteger, primary_key=True),
    Column("digest", LargeBinary(32), nullable=False),
    Column("rows", Integer, nullable=False),
    Column("high_water", BigInteger, nullable=False),
    Column("signature", LargeBinary(64), nullable=False),
    Column("stored_at", BigInteger, nullable=False),
)

entry = Table(
    "entry",
    metadata,
    Column("sequence", COUNTER, primary_key=True, autoincrement=False),
    Column("centre", Integer, nullable=False),
    Column("index", LargeBinary(16), nullable=False),
    Column("tag", LargeBinary(16), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("is_erased", Boolean(create_constraint=False), nullable=False),
    UniqueConstraint("tag", "centre"),
    Index("entry_by_index", "index", "centre"),
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
    sqlite_with_rowid=False,
)
