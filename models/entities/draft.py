"""What somebody was writing when the vault was locked."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base


class Draft(Base):
    """One unfinished form a person, page and tab; it goes with the household it is about."""

    __tablename__ = "draft"

    operator_id: Mapped[UUID] = mapped_column(ForeignKey("operator.id"), primary_key=True)
    page: Mapped[str] = mapped_column(primary_key=True)
    household_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("household.id", ondelete="CASCADE")
    )
    tab: Mapped[str] = mapped_column(primary_key=True)
    item: Mapped[str]
    """ "new", the identifier of what is amended, or nothing."""
    data: Mapped[bytes]
    """The fields, as JSON; sealed under the reserved key when `tab` is a reserved one."""
    kept_at: Mapped[str]
