"""Files kept although their time is over."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base


class KeptLonger(Base):
    """Until when a household's file is kept beyond its time, and why."""

    __tablename__ = "kept_longer"

    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("household.id", ondelete="CASCADE"), primary_key=True
    )
    until: Mapped[str]
    reason: Mapped[str]
    """A code of `keeping_reasons`."""
    noted_at: Mapped[str]
    operator_id: Mapped[UUID | None]
