"""Operators: the people who use the program."""

from sqlalchemy.orm import Mapped

from models.entities.base import Base, IdKey


class Operator(Base):
    """A person authorised in writing to use the vault."""

    __tablename__ = "operator"

    id: Mapped[IdKey]
    name: Mapped[str]
    role: Mapped[str]
    """volunteer, staff, coordinator."""
    authorised_on: Mapped[str]
    left_on: Mapped[str | None]
