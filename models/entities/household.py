"""Households: the unit that aid is given to."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base, IdKey


class Household(Base):
    """A household and what is known of it as a whole; one name or nickname is enough."""

    __tablename__ = "household"

    id: Mapped[IdKey]
    number: Mapped[str] = mapped_column(default="", index=True)
    """The number in the centre's own old register, as written there."""
    label: Mapped[str] = mapped_column(default="")
    """How the household is called before anyone in it has a name."""
    card: Mapped[str] = mapped_column(default="", index=True)
    """Number of its card (tessera) at the counter."""
    declared_people: Mapped[int | None]
    """People counted in the old register, when more than those written by name."""
    declared_minors: Mapped[int | None]
    is_homeless: Mapped[bool] = mapped_column(default=False)
    notes: Mapped[str] = mapped_column(default="")
    opened_on: Mapped[str]
    closed_on: Mapped[str | None]
    closing_reason: Mapped[str] = mapped_column(default="")
    last_opened_at: Mapped[str | None] = mapped_column(index=True)
    changed_at: Mapped[str]
    revision: Mapped[int] = mapped_column(default=1)
    """Grows at each change; `version_id_col`, so that two windows cannot overwrite each other."""
    merged_into: Mapped[UUID | None] = mapped_column(
        ForeignKey("household.id", ondelete="CASCADE"), index=True
    )
    """The file that took this one in: this one is closed and empty then, and leads there."""
    form_language: Mapped[str | None]
    """In which its notice and consent form were last printed."""

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 - SQLAlchemy types it otherwise
