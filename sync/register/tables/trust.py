"""Who may speak for whom, what key-holders complained of, and the log of who did what."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from sync.register.tables.base import COUNTER, metadata

NAME_LENGTH = 200

centre = Table(
    "centre",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(NAME_LENGTH), nullable=False, unique=True),
)

invitation = Table(
    "invitation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code_digest", LargeBinary(32), nullable=False, unique=True),
    Column("centre", ForeignKey("centre.id"), nullable=False),
    Column("invited_by", String(NAME_LENGTH), nullable=False),
    Column("allowance", BigInteger, nullable=False),
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
    Column("check_text", String(40), nullable=False),
    Column("allowance", BigInteger, nullable=False),
    Column("account", LargeBinary(16), nullable=False),
    Column("enrolled_at", BigInteger, nullable=False),
    Column("invited_by", String(NAME_LENGTH), nullable=False),
    Column("confirmed_at", BigInteger),
    Column("confirmed_by", String(NAME_LENGTH)),
    Column("revoked_at", BigInteger),
    Column("last_seen_at", BigInteger),
)
"""``allowance``: questions granted for the first load. ``account``: the device under which
key-holders count its questions, itself or the first of those it followed. ``last_seen_at`` is exact
to the hour.
"""

nonce = Table(
    "nonce",
    metadata,
    Column("device", LargeBinary(16), primary_key=True),
    Column("nonce", String(64), primary_key=True),
    Column("seen_at", BigInteger, nullable=False),
    Index("nonce_by_device_and_time", "device", "seen_at"),
)
"""Requests of the last minutes: none is taken twice, and a device's are counted."""

alarm = Table(
    "alarm",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key_holder", String(NAME_LENGTH), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("device", LargeBinary(16), nullable=False),
    Column("centre", Integer, nullable=False),
    Column("day", String(10), nullable=False),
    Column("questions", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("settled_at", BigInteger),
    Column("settled_by", String(NAME_LENGTH)),
    UniqueConstraint("key_holder", "kind", "device", "day"),
)
"""What key-holders reported: once a day for each device. Empty ``device``: none in particular."""

audit = Table(
    "audit",
    metadata,
    Column("id", COUNTER, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("action", String(40), nullable=False),
    Column("by", String(NAME_LENGTH), nullable=False),
    Column("device", LargeBinary(16)),
    Column("centre", Integer),
    Column("rows", Integer, nullable=False),
    Column("detail", String(NAME_LENGTH), nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
)
"""Who did what and how much of it; never which index or address. Rows are only ever added.

Each ``digest`` is SHA-256 over the one before and the line: see ``sync.register.audit``.
"""

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("length", BigInteger, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
)
"""One row: how many lines the log has and the digest of the last."""
