"""A page of a document as pixels, made in a child process and never written anywhere."""

from app.services.confined import LimitReached, confined
from app.services.documents.errors import DocumentNotTaken
from app.services.documents.inspecting import draw
from app.services.documents.taking import MEMORY, SECONDS
from models.records.documents import DrawnPage, OpenedDocument


def draw_page(opened: OpenedDocument, page: int, width: int, height: int) -> DrawnPage:
    """One page, the first being 0, fitted into so many pixels.

    Raises:
        DocumentNotTaken: it cannot be shown ("damaged", "memory", "time"); it can still be copied.
    """
    try:
        drawn = confined(
            draw, opened.data, opened.media, page, width, height, memory=MEMORY, seconds=SECONDS
        )
    except LimitReached as error:
        reason = "damaged" if error.limit == "crash" else error.limit
        raise DocumentNotTaken(reason=reason) from error
    if isinstance(drawn, str):
        raise DocumentNotTaken(reason=drawn)
    return drawn
