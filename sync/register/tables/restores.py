"""What a register put back from an old copy must know: its past names, who speaks, who left."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, Table

from sync.register.tables.base import metadata

past_epoch = Table(
    "past_epoch",
    metadata,
    Column("epoch", LargeBinary(16), primary_key=True),
    Column("ended_at", BigInteger, nullable=False),
    Column("went_back_to", BigInteger, nullable=False),
)
"""Epochs that ended because the database was put back; ``went_back_to`` is the time of the last
push that the copy held, 0 when it held none."""

standing = Table(
    "standing",
    metadata,
    Column("centre", ForeignKey("centre.id"), primary_key=True),
    Column("device", LargeBinary(16), nullable=False),
    Column("epoch", LargeBinary(16)),
)
"""The device a centre speaks through, and the epoch in which its rows are known to be what its
vault wants: empty while it reconciles. Rows of another epoch are withheld from other centres."""

farewell = Table(
    "farewell",
    metadata,
    Column("centre", Integer, primary_key=True, autoincrement=False),
    Column("address", LargeBinary(16), primary_key=True),
    Column("said_at", BigInteger, nullable=False),
)
"""A household that left for good, at an address only its own centre can compute."""
