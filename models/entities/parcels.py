"""Parcels: the closing of a centre without a network, on its way on a USB stick."""

from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base


class Parcel(Base):
    """A parcel that was prepared; what it takes to read its answer is cleared once that came."""

    __tablename__ = "parcel"

    number: Mapped[int] = mapped_column(primary_key=True)
    """Counted by the device, never given twice."""
    month: Mapped[str]
    """Whose closing it carries."""
    made_at: Mapped[str]
    answered_at: Mapped[str | None]
    """When its answer was read; set too on a parcel that a later one made needless."""
    kept: Mapped[bytes]
    """Names of the letters and match keys of the questions (`sync.client.parcels.KeptParcel`)."""
    asked: Mapped[bytes]
    """The addresses and months that its aid queries name."""
