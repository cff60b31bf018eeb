"""Documents of a household: taken from a file, kept in the vault, opened in memory only."""

from app.services.documents.errors import DocumentNotTaken
from app.services.documents.keeping import (
    add_document,
    copy_document,
    documents,
    open_document,
    remove_document,
)
from app.services.documents.looking import draw_page
from app.services.documents.taking import LARGEST, take_file

__all__ = [
    "LARGEST",
    "DocumentNotTaken",
    "add_document",
    "copy_document",
    "documents",
    "draw_page",
    "open_document",
    "remove_document",
    "take_file",
]
