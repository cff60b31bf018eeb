"""What the key-holders tell of their keys."""

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Table

from sync.register.tables.base import metadata

key_set = Table(
    "key_set",
    metadata,
    Column("identity_key", LargeBinary(32), primary_key=True),
    Column("message", LargeBinary, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
)
"""The last ``KeySet`` message of each key-holder, signed by it, as it came."""

pinned_key = Table(
    "pinned_key",
    metadata,
    Column("identity_key", LargeBinary(32), primary_key=True),
    Column("key_epoch", Integer, primary_key=True, autoincrement=False),
    Column("public_key", LargeBinary(32), nullable=False),
)
"""The key a key-holder showed first for a key epoch; it is the only one for good."""
