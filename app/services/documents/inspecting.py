"""The work of the child process: what a file is, a picture made anew, a page made of pixels.

Nothing that strangers wrote is decoded in the program's own process: Pillow and PDFium read it in a
child under limits, see `app.services.confined`. A picture is made anew from its pixels, so that
nothing else of it is kept: no place, no time, no camera, no thumbnail of what was cut away.
"""

from io import BytesIO
from typing import TYPE_CHECKING, Final

from models.records.documents import DrawnPage, Media

if TYPE_CHECKING:
    from PIL.Image import Image

PICTURES: Final = ("JPEG", "PNG", "WEBP", "TIFF", "BMP")
MOST_PAGES: Final = 300
_PDF: Final = b"%PDF-"
_HEADER: Final = 1024
"""A PDF may begin with so many bytes of something else (ISO 32000-1, note 13 of annex H)."""
_MOST_PIXELS: Final = 60_000_000
_LONGEST_SIDE: Final = 4_000
"""Pixels; an A4 page at 300 dots an inch has 3508."""
_QUALITY: Final = 88

Inspected = tuple[Media, bytes, int]
"""What it is, the bytes to keep, its pages."""


def inspect_file(raw: bytes) -> Inspected | str:
    """What a file is and what is kept of it, or the reason why nothing is."""
    if _PDF in raw[:_HEADER]:
        return _inspect_pdf(raw)
    return _remake_picture(raw)


def draw(raw: bytes, media: str, page: int, width: int, height: int) -> DrawnPage | str:
    """One page, the first being 0, fitted into so many pixels; or the reason why not."""
    return (
        _draw_pdf(raw, page, width, height)
        if media == "application/pdf"
        else (_draw_picture(raw, width, height))
    )


def _inspect_pdf(raw: bytes) -> Inspected | str:
    from pypdfium2 import PdfDocument, PdfiumError
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    try:
        with PdfDocument(raw) as document:
            pages = len(document)
    except PdfiumError as error:
        return "protected" if error.err_code == FPDF_ERR_PASSWORD else "damaged"
    return ("application/pdf", raw, pages) if 0 < pages <= MOST_PAGES else "pages"


def _remake_picture(raw: bytes) -> Inspected | str:
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # judged here, before anything is decoded
    try:
        with Image.open(BytesIO(raw), formats=PICTURES) as found:
            if found.width * found.height > _MOST_PIXELS:
                return "too_many_pixels"
            if getattr(found, "n_frames", 1) > 1:
                return "pages"
            is_photograph = found.format in {"JPEG", "WEBP"}
            found.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
            upright = ImageOps.exif_transpose(found)
    except UnidentifiedImageError:
        return "foreign"
    except (OSError, ValueError, SyntaxError, ArithmeticError, LookupError, TypeError, EOFError):
        return "damaged"
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return _encode(_on_white(upright), is_photograph=is_photograph)


def _on_white(picture: "Image") -> "Image":
    """Without what is transparent: a new picture that holds pixels and nothing else."""
    from PIL import Image

    seen = picture.convert("RGBA") if picture.has_transparency_data else picture.convert("RGB")
    sheet = Image.new("RGB", seen.size, "white")
    sheet.paste(seen, mask=seen.getchannel("A") if seen.mode == "RGBA" else None)
    return sheet


def _encode(picture: "Image", *, is_photograph: bool) -> Inspected:
    kept = BytesIO()
    if is_photograph:
        picture.save(kept, "JPEG", quality=_QUALITY, optimize=True)
        return "image/jpeg", kept.getvalue(), 1
    picture.save(kept, "PNG", optimize=False)
    drawn = BytesIO()
    picture.save(drawn, "JPEG", quality=_QUALITY, optimize=True)
    if len(drawn.getvalue()) * 3 < len(kept.getvalue()):
        return "image/jpeg", drawn.getvalue(), 1
    return "image/png", kept.getvalue(), 1


def _draw_pdf(raw: bytes, page: int, width: int, height: int) -> DrawnPage | str:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with PdfDocument(raw) as document:
            pages = len(document)
            shown = document[page]
            across, down = shown.get_size()
            shrunk = max(across / width, down / height)
            if min(across, down) < shrunk:
                return "damaged"  # a thread: less than a pixel would be left of one side
            bitmap = shown.render(scale=1 / shrunk, rev_byteorder=True)
            picture = bitmap.to_pil().convert("RGB")
    except (PdfiumError, IndexError, ArithmeticError):
        return "damaged"
    return DrawnPage(picture.width, picture.height, picture.tobytes(), pages)


def _draw_picture(raw: bytes, width: int, height: int) -> DrawnPage | str:
    from PIL import Image

    try:
        with Image.open(BytesIO(raw), formats=("JPEG", "PNG")) as found:
            picture = found.convert("RGB")
    except (OSError, ValueError, SyntaxError):
        return "damaged"
    picture.thumbnail((width, height))
    return DrawnPage(picture.width, picture.height, picture.tobytes(), 1)
