"""Who signs in at the coordinator page, and their open sessions."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
)

from sync.register.tables.base import metadata

administrator = Table(
    "administrator",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(100), nullable=False, unique=True),
    Column("passphrase", String(200), nullable=False),
    Column("must_change", Boolean(create_constraint=False), nullable=False),
    Column("added_at", BigInteger, nullable=False),
)
"""``passphrase`` is an Argon2id hash as a PHC string, with its salt and parameters."""

page_session = Table(
    "page_session",
    metadata,
    Column("digest", LargeBinary(32), primary_key=True),
    Column("administrator", ForeignKey("administrator.id", ondelete="CASCADE"), nullable=False),
    Column("begun_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("flash", LargeBinary),
)
"""A session under the SHA-256 of its cookie. ``flash`` is what the next page says once, sealed
with a key made from the cookie: who reads the database reads neither."""

sign_in_failure = Table(
    "sign_in_failure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subject", LargeBinary(32), nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("sign_in_failure_by_subject", "subject", "at"),
)
"""Failed sign-ins of the last minutes, by SHA-256 of the name tried and of the address."""
