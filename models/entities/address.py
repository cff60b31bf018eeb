"""Addresses of a household."""

from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base, IdKey, OfHousehold


class Address(Base):
    """Where a household lives, or lived until `until`."""

    __tablename__ = "address"

    id: Mapped[IdKey]
    household_id: Mapped[OfHousehold]
    street: Mapped[str] = mapped_column(default="")
    municipality: Mapped[str] = mapped_column(default="")
    until: Mapped[str | None]
