"""The audit chain: who opened or changed what, and when."""

from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base


class AuditEntry(Base):
    """One entry; `digest` covers it and the digest before it, so a cut or an edit shows."""

    __tablename__ = "audit_entry"

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[str]
    operator_id: Mapped[bytes | None]
    action: Mapped[str]
    subject: Mapped[bytes | None]
    """Identifier of what it is about; not a foreign key, since it outlives it."""
    detail: Mapped[str] = mapped_column(default="")
    digest: Mapped[bytes]
