"""What stays of an erased household or person: counts, and that it was erased."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base, IdKey


class Erased(Base):
    """A household or person erased for good: its random identifier, by which no one is known.

    A backup made before has it still: restored over this vault, it is erased there again.
    """

    __tablename__ = "erased"

    id: Mapped[IdKey]
    household_id: Mapped[UUID | None]
    """Of a person, in which household; None for a household."""
    erased_on: Mapped[str]
    reason: Mapped[str]


class ErasedRow(Base):
    """The fingerprint of a source row that an import does not bring in again."""

    __tablename__ = "erased_row"
    __table_args__ = ({"sqlite_with_rowid": False},)

    fingerprint: Mapped[bytes] = mapped_column(primary_key=True)


class PastFigure(Base):
    """One count of a period over all erased households together; none of them can be told apart."""

    __tablename__ = "past_figure"
    __table_args__ = ({"sqlite_with_rowid": False},)

    period: Mapped[str] = mapped_column(primary_key=True)
    """"2026-11", "2026", or "" for all there ever was."""
    grouping: Mapped[str] = mapped_column(primary_key=True)
    """As `models.records.returns.Figure.table`."""
    code: Mapped[str] = mapped_column(primary_key=True)
    measure: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
