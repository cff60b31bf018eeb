"""The folded words by which a household is found."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base


class SearchWord(Base):
    """One folded word of a name, phone, code, card or number, and whose it is."""

    __tablename__ = "search_word"
    __table_args__ = ({"sqlite_with_rowid": False},)

    word: Mapped[str] = mapped_column(primary_key=True)
    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("household.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    member_id: Mapped[bytes] = mapped_column(primary_key=True, default=b"")
    """Sixteen bytes of the member's identifier, empty for words of the household."""
    field: Mapped[str] = mapped_column(primary_key=True)
    """name, nickname, code, phone, card, number."""
