"""What all tables share."""

from typing import Final

from sqlalchemy import BigInteger, Integer, MetaData

SCHEMA_VERSION: Final = 2
"""Raised with every change of a released schema, with a step in ``founding.UPGRADES``."""

# SQLite gives its fast row key only to INTEGER, which holds 64 bits there.
COUNTER: Final = BigInteger().with_variant(Integer(), "sqlite")
"""A number that grows with every row."""

metadata: Final = MetaData()
