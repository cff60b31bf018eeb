"""What the bodies of the network agreed on."""

from sqlalchemy import Column, Integer, String, Table

from sync.register.tables.base import metadata

window = Table(
    "window",
    metadata,
    Column("aid_kind", String(40), primary_key=True),
    Column("days", Integer, nullable=False),
)
"""The network's agreement: days within which the same kind of aid counts as doubled."""
