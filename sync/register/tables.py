"""The register's tables. Only what SQLite and PostgreSQL both know.

No column names a person or a household. ``sequence`` is one counter for the whole register: it
orders what changed, and a centre's cursor is a value of it. Times are UTC seconds since 1970.
"""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

SCHEMA_VERSION: Final = 1

# SQLite gives its fast row key only to INTEGER, which holds 64 bits there.
_Sequence = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData()

register = Table(
    "register",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("schema_version", Integer, nullable=False),
    Column("epoch", LargeBinary(16), nullable=False),
    Column("high_water", BigInteger, nullable=False),
)
"""One row. ``epoch`` changes when a database is made anew; ``high_water`` is the last sequence."""

centre = Table(
    "centre",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(200), nullable=False, unique=True),
)

invitation = Table(
    "invitation",
    metadata,
    Column("code_digest", LargeBinary(32), primary_key=True),
    Column("centre", ForeignKey("centre.id"), nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("device", ForeignKey("device.id")),
)
"""One-time codes, kept only as SHA-256; ``device`` is set by the one that used it."""

device = Table(
    "device",
    metadata,
    Column("id", LargeBinary(16), primary_key=True),
    Column("centre", ForeignKey("centre.id"), nullable=False),
    Column("public_key", LargeBinary(32), nullable=False),
    Column("enrolled_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger),
)

nonce = Table(
    "nonce",
    metadata,
    Column("device", LargeBinary(16), primary_key=True),
    Column("nonce", String(64), primary_key=True),
    Column("seen_at", BigInteger, nullable=False),
    Index("nonce_by_time", "seen_at"),
)

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
    Column("sequence", _Sequence, primary_key=True, autoincrement=False),
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
    Column("sequence", _Sequence, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("is_erased", Boolean(create_constraint=False), nullable=False),
    sqlite_with_rowid=False,
)

window = Table(
    "window",
    metadata,
    Column("aid_kind", String(40), primary_key=True),
    Column("days", Integer, nullable=False),
)
"""The network's agreement: days within which the same kind of aid counts as doubled."""

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("action", String(40), nullable=False),
    Column("device", LargeBinary(16)),
    Column("centre", Integer),
    Column("rows", Integer, nullable=False),
)
"""Who did what and how much of it; never which index or address. Rows are only ever added."""
