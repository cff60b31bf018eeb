"""How far each centre's vault had come when it was last heard of."""

from sqlalchemy import BigInteger, Column, ForeignKey, LargeBinary, Table

from sync.register.tables.base import metadata

vault_head = Table(
    "vault_head",
    metadata,
    Column("centre", ForeignKey("centre.id"), primary_key=True),
    Column("account", LargeBinary(16), nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("told_at", BigInteger, nullable=False),
)
"""The end of its audit chain: a number and a digest. ``account`` is that of the device that told
it: one that joined with a code may speak for another vault."""
