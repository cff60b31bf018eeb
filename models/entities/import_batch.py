"""Imports: one undoable batch a file."""

from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base, IdKey


class ImportBatch(Base):
    """A file that was brought in: its name, digest, what was taken, what was listed."""

    __tablename__ = "import_batch"

    id: Mapped[IdKey]
    file_name: Mapped[str]
    digest: Mapped[str]
    imported_at: Mapped[str]
    undone_at: Mapped[str | None]
    register: Mapped[str] = mapped_column(default="")
    """The name of the layout, shared by all exports of one register."""
    additions: Mapped[str] = mapped_column(default="{}")
    """JSON: what was added to households that were there before, to be taken away by the undo."""
    counts: Mapped[str] = mapped_column(default="{}")
    """JSON: name of the count to number."""
    notices: Mapped[str] = mapped_column(default="[]")
    """JSON: the source rows not taken as they were (sheet, row, column, value, reason)."""
