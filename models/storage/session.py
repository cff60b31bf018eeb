"""The session that the vault hands out, so that no other module makes one."""

from sqlalchemy.orm import Session


class VaultSession(Session):
    """A SQLAlchemy session on one vault; never leaves a service."""
