"""Documents and reserved notes of a household, and the bytes they refer to."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base, IdKey, OfHousehold


class Content(Base):
    """Bytes that a document or a note refers to; never changed, only replaced by others.

    They stand apart so that the journal keeps of a change which content a row referred to, and
    never its bytes. What nothing refers to any more is purged once it can no longer be undone.
    """

    __tablename__ = "content"

    id: Mapped[IdKey]
    household_id: Mapped[OfHousehold]
    data: Mapped[bytes]
    released_on: Mapped[str | None]
    """The day on which a row let go of it."""


class Document(Base):
    """An attachment: an identity card, a permit, a certificate, a signed consent."""

    __tablename__ = "document"

    id: Mapped[IdKey]
    household_id: Mapped[OfHousehold]
    content_id: Mapped[UUID] = mapped_column(ForeignKey("content.id"))
    details_id: Mapped[UUID | None] = mapped_column(ForeignKey("content.id"))
    """Of a reserved document its kind, name and day of issue, sealed; else they stand here."""
    kind: Mapped[str]
    name: Mapped[str]
    media: Mapped[str]
    """"application/pdf", "image/jpeg" or "image/png"; "" for a reserved one."""
    issued_on: Mapped[str | None]
    expires_on: Mapped[str | None]
    size: Mapped[int]
    added_at: Mapped[str]
    operator_id: Mapped[UUID | None]


class ReservedNote(Base):
    """A note sealed under the vault's second key (see `models.storage.reserved`)."""

    __tablename__ = "reserved_note"

    id: Mapped[IdKey]
    household_id: Mapped[OfHousehold]
    content_id: Mapped[UUID] = mapped_column(ForeignKey("content.id"))
    written_at: Mapped[str]
    operator_id: Mapped[UUID | None]
    amended_at: Mapped[str | None]
