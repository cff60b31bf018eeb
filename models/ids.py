"""Identifiers made at the centre: UUID version 7 (RFC 9562), ordered by time of making."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A new identifier; later ones sort after earlier ones, so tables grow at their end."""
    return uuid7()
