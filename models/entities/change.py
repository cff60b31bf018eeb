"""The journal of everyday changes, from which they are undone."""

from uuid import UUID

from sqlalchemy.orm import Mapped

from models.entities.base import Base, IdKey


class Change(Base):
    """One change: the rows before and after it, as JSON, until it is undone."""

    __tablename__ = "change"

    id: Mapped[IdKey]
    at: Mapped[str]
    operator_id: Mapped[UUID | None]
    action: Mapped[str]
    household_id: Mapped[UUID | None]
    rows: Mapped[str]
    """JSON list of {table, key, before, after}; `before` null for a row that was added."""
    undone_at: Mapped[str | None]
