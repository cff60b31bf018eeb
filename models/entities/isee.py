"""ISEE certificates (D.P.C.M. 159/2013): value, type, day of the DSU, expiry."""

from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base, IdKey, OfHousehold


class Isee(Base):
    """One certificate; a household may hold two of different types at once."""

    __tablename__ = "isee"

    id: Mapped[IdKey]
    household_id: Mapped[OfHousehold]
    kind: Mapped[str] = mapped_column(default="ordinary")
    """ordinary, current, minors, other."""
    cents: Mapped[int]
    dsu_on: Mapped[str] = mapped_column(default="")
    expires_on: Mapped[str] = mapped_column(default="", index=True)
