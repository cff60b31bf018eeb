"""Documents and reserved notes as they are shown and as they are handed in."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

Media = Literal["application/pdf", "image/jpeg", "image/png"]


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A file fit to be kept: its name, what it is, its bytes as they will be kept, its pages."""

    name: str
    media: Media
    data: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class AddDocument:
    """Keep a file with a household; `kind` is a code of `document_kinds`."""

    household_id: UUID
    file: TakenFile
    kind: str
    name: str = ""
    """Instead of the file's own."""
    issued_on: date | None = None
    expires_on: date | None = None
    is_reserved: bool = False


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in the list; of a reserved one, who has no clearance sees no kind nor name."""

    document_id: UUID
    kind: str
    name: str
    media: str
    issued_on: date | None
    expires_on: date | None
    is_expired: bool
    is_reserved: bool
    is_readable: bool
    size: int
    """Bytes."""
    added_at: datetime
    operator: str


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of a household and how many bytes they take together."""

    lines: tuple[DocumentLine, ...]
    size: int


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """A document in memory, and nowhere else."""

    document_id: UUID
    name: str
    media: str
    data: bytes


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page as pixels: three bytes each (red, green, blue), row after row without gaps."""

    width: int
    height: int
    pixels: bytes
    pages: int
    """How many pages the whole document has."""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A reserved note, unsealed."""

    note_id: UUID
    text: str
    written_at: datetime
    operator: str
    amended_at: datetime | None
