"""Aid given: what, how much, when, why, by whom."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base


class Aid(Base):
    """One aid. Rows of a household lie together on disk (`WITHOUT ROWID`, household first)."""

    __tablename__ = "aid"
    __table_args__ = (
        Index("aid_month", "given_on", "kind", "quantity", "cents"),
        Index("aid_batch", "batch_id"),
        {"sqlite_with_rowid": False},
    )

    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("household.id", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    quantity: Mapped[int] = mapped_column(default=1)
    cents: Mapped[int | None]
    purpose: Mapped[str] = mapped_column(default="")
    given_on: Mapped[str]
    """`PartialDate.iso`: the day, or only the month; "" when the old register did not say."""
    member_id: Mapped[UUID | None]
    """Who collected it."""
    operator_id: Mapped[UUID | None]
    batch_id: Mapped[UUID | None]
    override_reason: Mapped[str] = mapped_column(default="")
    """Why it was given although the window had not passed."""
    recorded_at: Mapped[str]
