"""Files that look like one household and are two: somebody said so."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base


class ToldApart(Base):
    """Two files that are not one household, the lesser identifier first; not proposed again."""

    __tablename__ = "told_apart"

    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("household.id", ondelete="CASCADE"), primary_key=True
    )
    other_id: Mapped[UUID] = mapped_column(
        ForeignKey("household.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    told_on: Mapped[str]
