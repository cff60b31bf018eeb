"""Pictures and PDFs: good ones, and ones made to harm a program that looks at them."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

PLACE = "45.1564 N 8.7921 E"
"""What a telephone wrote into a picture."""


def photograph(width: int = 640, height: int = 480, kind: str = "JPEG") -> bytes:
    """A picture that tells where and with what it was taken, and lies on its side."""
    made, exif = BytesIO(), Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x010E] = PLACE
    exif.get_ifd(0x8825)[2] = (45.0, 9.0, 23.0)
    Image.new("RGB", (width, height), (120, 60, 30)).save(made, kind, exif=exif)
    return made.getvalue()


def paper(pages: int = 2, words: str = "Permesso di soggiorno") -> bytes:
    """A PDF of some pages."""
    made = BytesIO()
    canvas = Canvas(made)
    for number in range(pages):
        canvas.drawString(100, 700, f"{words} {number + 1}")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def png(width: int, height: int, rows: bytes) -> bytes:
    """A PNG that claims a size, with whatever rows."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def pdf(*objects: str) -> bytes:
    """A PDF of these objects, the first of which is its catalogue; no table of places."""
    body = "\n".join(
        f"{number} 0 obj\n{told}\nendobj" for number, told in enumerate(objects, start=1)
    )
    return f"%PDF-1.7\n{body}\ntrailer << /Root 1 0 R /Size {len(objects) + 1} >>\n%%EOF".encode()


def _stream(content: str, more: str = "") -> str:
    return f"<< /Length {len(content)} {more} >>\nstream\n{content}\nendstream"


def _one_page(box: str, content: str, *others: str, resources: str = "<< >>") -> bytes:
    return pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Contents 4 0 R /Resources {resources} >>",
        _stream(content),
        *others,
    )


def _forms_in_forms() -> bytes:
    """Each form draws the next ten times: 10 to the 9th paths."""
    forms = [
        _stream(
            "/F Do " * 10,
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9]"
            f" /Resources << /XObject << /F {number + 1} 0 R >> >>",
        )
        for number in range(5, 13)
    ]
    last = _stream("0 0 9 9 re f " * 50, "/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    return _one_page(
        "[0 0 600 800]", "/F Do", *forms, last, resources="<< /XObject << /F 5 0 R >> >>"
    )


def _circle_of_pages() -> bytes:
    return pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 9 >>",
        "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 9 >>",
    )


def _script() -> bytes:
    return paper(1).replace(
        b"/Type /Catalog",
        b"/Type /Catalog /OpenAction << /S /JavaScript /JS (while(true){}) >>",
    )


def _locked() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption

    made = BytesIO()
    canvas = Canvas(made, encrypt=StandardEncryption("secret", ownerPassword="other"))
    canvas.drawString(9, 9, "x")
    canvas.save()
    return made.getvalue()


def _frames(kind: str) -> bytes:
    made = BytesIO()
    first, *others = [Image.new("RGB", (9, 9), (n, 0, 0)) for n in range(4)]
    first.save(made, kind, save_all=True, append_images=others)
    return made.getvalue()


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "bomb.png": ("too_many_pixels", lambda: png(30_000, 30_000, bytes(90_000_000))),
    "huge.png": ("too_many_pixels", lambda: png(2**31 - 1, 2**31 - 1, b"")),
    "broad.png": ("too_many_pixels", lambda: png(2**31 - 1, 1, b"")),
    "swollen.png": ("", lambda: png(10, 10, bytes(300_000_000))),
    "short.png": ("damaged", lambda: png(4_000, 4_000, bytes(100))),
    "no size.png": ("", lambda: png(0, 0, b"")),
    "truncated.jpg": ("damaged", lambda: photograph()[:700]),
    "half.png": ("damaged", lambda: photograph(kind="PNG")[:400]),
    "flipped.jpg": (
        "",
        lambda: bytes(byte ^ (n % 97 == 96) for n, byte in enumerate(photograph())),
    ),
    "many.tif": ("pages", lambda: _frames("TIFF")),
    "moving.gif": ("foreign", lambda: _frames("GIF")),
    "program.jpg": ("foreign", lambda: b"MZ\x90" + bytes(5_000)),
    "page.html": ("foreign", lambda: b"<html><script>alert(1)</script>"),
    "empty.pdf": ("foreign", lambda: b""),
    "picture.svg": ("foreign", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "script.eps": ("foreign", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"),
    "only a name.pdf": ("damaged", lambda: b"%PDF-1.7\n"),
    "noise.pdf": ("damaged", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 500),
    "cut.pdf": ("", lambda: paper()[:600]),
    "circle.pdf": ("", _circle_of_pages),
    "million.pdf": (
        "",
        lambda: pdf(
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        ),
    ),
    "locked.pdf": ("protected", _locked),
    "script.pdf": ("taken", _script),
    "forms.pdf": ("taken", _forms_in_forms),
    "field.pdf": ("taken", lambda: _one_page("[0 0 1e9 1e9]", "0 0 1 1 re f")),
    "thread.pdf": ("taken", lambda: _one_page("[0 0 14000 5]", "0 0 1 1 re f")),
    "saved states.pdf": ("taken", lambda: _one_page("[0 0 600 800]", "q " * 500_000)),
    "paths.pdf": (
        "taken",
        lambda: _one_page("[0 0 600 800]", "0 0 600 800 re 9 9 m 600 800 l S " * 20_000),
    ),
}
"""By name: the reason told ("taken" when it is kept, "" when any answer is good), and its bytes."""


def write(name: str, folder: Path) -> Path:
    """One of the hostile files."""
    path = folder / name
    path.write_bytes(HOSTILE[name][1]())
    return path
