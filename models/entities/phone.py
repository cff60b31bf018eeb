"""Telephone numbers of a household."""

from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base, IdKey, OfHousehold


class Phone(Base):
    """A number as written, and in E.164 form when it can be read so."""

    __tablename__ = "phone"

    id: Mapped[IdKey]
    household_id: Mapped[OfHousehold]
    written: Mapped[str]
    e164: Mapped[str] = mapped_column(default="", index=True)
    whose: Mapped[str] = mapped_column(default="")
