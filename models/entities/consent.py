"""Consents: dated, one a purpose, revocable."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base, IdKey, OfHousehold


class Consent(Base):
    """A consent given and perhaps withdrawn; without "register" nothing leaves the centre."""

    __tablename__ = "consent"

    id: Mapped[IdKey]
    household_id: Mapped[OfHousehold]
    purpose: Mapped[str]
    """file, register, referral."""
    given_on: Mapped[str]
    withdrawn_on: Mapped[str | None]
    notes: Mapped[str] = mapped_column(default="")
    document_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("document.id", ondelete="SET NULL"), index=True
    )
    """The signed form, scanned."""
