"""What the child process does, called here: what it answers of good files and of bad ones."""

from io import BytesIO

import pytest
from PIL import Image

from app.services.documents.inspecting import draw, inspect_file
from tests.support.hostile_documents import HOSTILE, paper, pdf, photograph, png


def picture(made: Image.Image, kind: str) -> bytes:
    raw = BytesIO()
    made.save(raw, kind)
    return raw.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        *("huge.png", "truncated.jpg", "half.png", "many.tif", "moving.gif", "program.jpg"),
        *("only a name.pdf", "locked.pdf"),
    ],
)
def test_a_bad_file_is_answered_with_its_reason(name):
    expected, write = HOSTILE[name]
    assert inspect_file(write()) == expected


def test_a_pdf_without_pages_is_damaged():
    bare = pdf("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>")
    assert inspect_file(bare) == "damaged"


def test_a_pdf_of_too_many_pages_is_refused():
    assert inspect_file(paper(301)) == "pages"


def test_what_is_kept_is_a_photograph_a_scan_or_a_pdf():
    scan = picture(Image.new("1", (300, 200), 1), "PNG")
    noise = picture(Image.effect_noise((900, 900), 60).convert("RGB"), "BMP")
    clear = picture(Image.new("RGBA", (30, 20), (0, 0, 0, 0)), "PNG")
    found = [inspect_file(raw)[0] for raw in (photograph(), scan, noise, clear, paper())]
    assert found == ["image/jpeg", "image/png", "image/jpeg", "image/png", "application/pdf"]


def test_pages_and_pictures_are_drawn_into_their_room():
    drawn = draw(paper(2), "application/pdf", 1, 400, 400)
    assert (drawn.height, drawn.pages) == (400, 2)
    drawn = draw(picture(Image.new("RGB", (600, 200)), "PNG"), "image/png", 0, 300, 300)
    assert (drawn.width, drawn.height, len(drawn.pixels)) == (300, 100, 90_000)


@pytest.mark.parametrize(
    ("raw", "media", "page"),
    [
        (b"%PDF-1.7", "application/pdf", 0),
        (paper(1), "application/pdf", 1),
        (HOSTILE["thread.pdf"][1](), "application/pdf", 0),
        (png(9, 9, b""), "image/png", 0),
    ],
)
def test_what_cannot_be_drawn_is_damaged(raw, media, page):
    assert draw(raw, media, page, 400, 400) == "damaged"
