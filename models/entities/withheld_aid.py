"""Aid not given because another centre had just given it."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base


class WithheldAid(Base):
    """An overlap avoided: the volunteer read that the window had not passed, and did not give.

    One row for a household, kind and end of window, however often it was asked again.
    """

    __tablename__ = "withheld_aid"
    __table_args__ = ({"sqlite_with_rowid": False},)

    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("household.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(primary_key=True)
    possible_from: Mapped[str] = mapped_column(primary_key=True)
    """The day the window passes: given here before it, the overlap was not avoided after all."""
    withheld_on: Mapped[str]
    other_centre: Mapped[str]
    operator_id: Mapped[UUID | None]
    recorded_at: Mapped[str]
