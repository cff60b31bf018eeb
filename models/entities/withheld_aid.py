"""Aid not given because another centre had just given it."""

from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from models.entities.base import Base, IdKey, OfHousehold


class WithheldAid(Base):
    """An overlap avoided: the volunteer read that the window had not passed, and did not give.

    One row for a household, kind and end of window, however often it was asked again.
    """

    __tablename__ = "withheld_aid"
    __table_args__ = (UniqueConstraint("household_id", "kind", "possible_from"),)

    id: Mapped[IdKey]
    household_id: Mapped[OfHousehold]
    kind: Mapped[str]
    possible_from: Mapped[str]
    """The day the window passes: given here before it, the overlap was not avoided after all."""
    withheld_on: Mapped[str]
    other_centre: Mapped[str]
    operator_id: Mapped[UUID | None]
    recorded_at: Mapped[str]
