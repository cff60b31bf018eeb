"""What the bodies of the network agreed on, and what its coordinator tells them."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Table

from sync.register.tables.base import metadata

agreement = Table(
    "agreement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("valid_from", String(10), nullable=False),
    Column("network_size", String(10), nullable=False),
    Column("threshold", Integer, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("made_by", String(100), nullable=False),
    Column("withdrawn_at", BigInteger),
    Column("withdrawn_by", String(100)),
)
"""One row a version, never changed: of those valid from a day on, the last one made holds.
``valid_from`` is a day, "2026-11-01"."""

agreement_window = Table(
    "agreement_window",
    metadata,
    Column("agreement", ForeignKey("agreement.id"), primary_key=True),
    Column("aid_kind", String(40), primary_key=True),
    Column("days", Integer, nullable=False),
)
"""Days within which aid of one kind counts as doubled; a kind without a row is not compared."""

announcement = Table(
    "announcement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", String(120), nullable=False),
    Column("text", String(2000), nullable=False),
    Column("shown_from", String(10), nullable=False),
    Column("shown_until", String(10), nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("made_by", String(100), nullable=False),
    Column("withdrawn_at", BigInteger),
)
"""The board: plain text that centres see from one day until another, both included."""
