"""Needs: coded problems of a household or of one of its people, from a day to a day."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base, IdKey, OfHousehold


class Need(Base):
    """A coded need (see `resources/codes/needs.toml`)."""

    __tablename__ = "need"

    id: Mapped[IdKey]
    household_id: Mapped[OfHousehold]
    member_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    code: Mapped[str]
    since: Mapped[str]
    until: Mapped[str | None]
    notes: Mapped[str] = mapped_column(default="")
