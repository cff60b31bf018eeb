"""Who may speak for whom, and the log of who did what."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from sync.register.tables.base import metadata

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
