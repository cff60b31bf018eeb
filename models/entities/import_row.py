"""Source rows already brought in, so that the same file twice adds nothing."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base


class ImportRow(Base):
    """The fingerprint of one source row of a batch."""

    __tablename__ = "import_row"
    __table_args__ = ({"sqlite_with_rowid": False},)

    fingerprint: Mapped[bytes] = mapped_column(primary_key=True)
    batch_id: Mapped[UUID] = mapped_column(
        ForeignKey("import_batch.id", ondelete="CASCADE"), index=True
    )
    household_id: Mapped[UUID] = mapped_column(index=True)
    """Whose row it was; not a foreign key, so that an erased household does not come back."""
