"""What a vault remembers so that it and the register agree again when one was put back."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base, IdKey


class Farewell(Base):
    """A household that left the register for good; its secrets are gone from the vault.

    The register keeps the address: an older copy of the vault, which still has the secrets, finds
    it there and lets nothing of the household stand again.
    """

    __tablename__ = "farewell"
    __table_args__ = ({"sqlite_with_rowid": False},)

    address: Mapped[bytes] = mapped_column(primary_key=True)
    household_id: Mapped[UUID] = mapped_column(index=True)
    left_on: Mapped[str | None]
    """When the register confirmed it; None while the erasure waits in the outbox."""
    is_learnt: Mapped[bool]
    """Said by a later state of this vault than the copy in use: found at the register."""


class Reconciliation(Base):
    """One comparison of the centre's rows at the register with its vault, and what came of it."""

    __tablename__ = "reconciliation"

    id: Mapped[IdKey]
    at: Mapped[str]
    reason: Mapped[str]
    """register_restored, vault_restored, joined_again, push_conflict, upgraded, resumed."""
    went_back_to: Mapped[str | None]
    """The moment of the copy that the register was put back from, where it is known."""
    erased: Mapped[int]
    missing: Mapped[int]
    held_back: Mapped[int]
    """Households."""
