"""Monthly counts: what each centre returned, and what was published of them."""

from sqlalchemy import BigInteger, Column, ForeignKey, LargeBinary, String, Table

from sync.register.tables.base import COUNTER, metadata
from sync.register.tables.trust import NAME_LENGTH

centre_return = Table(
    "centre_return",
    metadata,
    Column("centre", ForeignKey("centre.id"), primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("version", COUNTER, nullable=False),
    Column("arrived_at_water", COUNTER, nullable=False),
    Column("stored_at", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""A centre's counts of a month, as the message says them.

``arrived_at_water`` is the register's high water when the first one arrived: another centre knows
of this one's month when its own return has a version at least as high.
"""

published_month = Table(
    "published_month",
    metadata,
    Column("month", String(7), primary_key=True),
    Column("published_at", BigInteger, nullable=False),
    Column("published_by", String(NAME_LENGTH), nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""The network's counts of a month as they were published, once and for all."""
