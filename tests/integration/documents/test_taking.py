"""Files of strangers: made fit to be kept, or refused with a plain reason, in little memory."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.services.documents import DocumentNotTaken, draw_page, looking, take_file, taking
from models.ids import new_id
from models.records.documents import OpenedDocument, TakenFile
from tests.support.hostile_documents import HOSTILE, PLACE, paper, photograph, write

ANSWERS = {
    *("taken", "foreign", "damaged", "protected", "pages", "too_many_pixels", "memory", "time")
}


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine starts processes slowly; what takes too long by itself still does."""
    for module in (taking, looking):
        monkeypatch.setattr(module, "SECONDS", 20)


def opened(file: TakenFile) -> OpenedDocument:
    return OpenedDocument(new_id(), file.name, file.media, file.data)


def taken(folder: Path, name: str, raw: bytes) -> TakenFile:
    (folder / name).write_bytes(raw)
    return take_file(folder / name)


def reason(folder: Path, name: str, raw: bytes) -> str:
    with pytest.raises(DocumentNotTaken) as caught:
        taken(folder, name, raw)
    return str(caught.value.values["reason"])


def test_a_photograph_is_turned_upright_and_forgets_where_it_was_taken(folder):
    raw = photograph()
    assert PLACE.encode() in raw
    file = taken(folder, "carta.jpg", raw)
    assert (file.name, file.media, file.pages) == ("carta.jpg", "image/jpeg", 1)
    with Image.open(BytesIO(file.data)) as kept:
        assert kept.size == (480, 640)
        assert not kept.getexif()
        assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert PLACE.encode() not in file.data


@pytest.mark.parametrize(("kind", "media"), [("PNG", "image/png"), ("BMP", "image/png")])
def test_a_scan_stays_sharp(folder, kind, media):
    made = BytesIO()
    Image.new("1", (300, 200), 1).save(made, kind)
    assert taken(folder, "scan", made.getvalue()).media == media


def test_a_scan_of_many_colours_is_kept_as_a_photograph(folder):
    made = BytesIO()
    Image.effect_noise((400, 400), 90).convert("RGB").save(made, "TIFF")
    file = taken(folder, "scan.tif", made.getvalue())
    assert file.media in {"image/jpeg", "image/png"}


def test_what_is_transparent_becomes_white(folder):
    made = BytesIO()
    Image.new("RGBA", (30, 20), (0, 0, 0, 0)).save(made, "PNG")
    with Image.open(BytesIO(taken(folder, "firma.png", made.getvalue()).data)) as kept:
        assert kept.convert("RGB").getpixel((3, 3)) == (255, 255, 255)


def test_a_large_photograph_is_made_smaller(folder):
    with Image.open(BytesIO(taken(folder, "a.jpg", photograph(6000, 4500)).data)) as kept:
        assert max(kept.size) == 4000


def test_a_pdf_is_kept_as_it_is(folder):
    raw = paper(3)
    assert taken(folder, "isee.pdf", raw) == TakenFile("isee.pdf", "application/pdf", raw, 3)


def test_a_file_too_large_is_refused_with_both_sizes(folder, monkeypatch):
    monkeypatch.setattr(taking, "LARGEST", 2_000)
    with pytest.raises(DocumentNotTaken) as caught:
        taken(folder, "a.pdf", paper(9))
    told = caught.value.values
    assert (told["reason"], told["allowed"]) == ("too_big", 2_000)
    assert told["size"] > 2_000
    monkeypatch.setattr(taking, "_LARGEST_READ", 1_000)
    assert reason(folder, "b.pdf", paper(9)) == "too_big"


def test_what_is_no_file_is_missing(folder):
    for path in (folder, folder / "none.pdf"):
        with pytest.raises(DocumentNotTaken) as caught:
            take_file(path)
        assert caught.value.values == {"reason": "missing"}


def test_a_name_is_kept_printable_and_not_endless(folder):
    name = "carta\n\u202eidentità.pdf" if os.name != "nt" else "carta identità.pdf"
    assert taken(folder, name, paper()).name == "carta identità.pdf"
    assert len(taken(folder, "a" * 200 + ".pdf", paper()).name) == 120


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_refused_plainly_or_shown_within_limits(name, folder):
    expected, _ = HOSTILE[name]
    file, told = None, "taken"
    try:
        file = take_file(write(name, folder))
        page = draw_page(opened(file), 0, 800, 1000)
    except DocumentNotTaken as error:
        told = str(error.values["reason"])
    else:
        assert len(page.pixels) == page.width * page.height * 3 <= 2_400_000
    if expected:
        assert (expected == "taken") == (file is not None)
        assert told == expected or file is not None
    assert told in ANSWERS


def test_pages_are_drawn_one_at_a_time(folder):
    file = taken(folder, "a.pdf", paper(2))
    first = draw_page(opened(file), 0, 800, 1000)
    second = draw_page(opened(file), 1, 800, 1000)
    assert (first.pages, second.pages) == (2, 2)
    assert first.height == 1000
    assert first.pixels != second.pixels
    with pytest.raises(DocumentNotTaken):
        draw_page(opened(file), 2, 800, 1000)


def test_a_picture_is_drawn_within_its_room(folder):
    file = taken(folder, "a.jpg", photograph(1200, 600))
    page = draw_page(opened(file), 0, 300, 300)
    assert (page.width, page.height, page.pages) == (150, 300, 1)


def never_ends(*_: object) -> None:
    """As a file that makes its reader turn in circles."""
    while True:
        pass


def leave_without_a_word(*_: object) -> None:
    """As a file that makes its reader crash."""
    raise SystemExit(3)


def takes_all_memory(*_: object) -> None:
    """As a file that swells."""
    bytearray(2**40)


@pytest.mark.parametrize(
    ("behaves", "seconds", "told"),
    [
        (never_ends, 1, "time"),
        (leave_without_a_word, 60, "damaged"),
        (takes_all_memory, 60, "memory"),
    ],
)
def test_a_reader_that_goes_astray_is_stopped(folder, monkeypatch, behaves, seconds, told):
    monkeypatch.setattr(taking, "SECONDS", seconds)
    monkeypatch.setattr(taking, "inspect_file", behaves)
    assert reason(folder, "a.pdf", paper()) == told
    monkeypatch.setattr(looking, "SECONDS", seconds)
    monkeypatch.setattr(looking, "draw", behaves)
    with pytest.raises(DocumentNotTaken) as caught:
        draw_page(OpenedDocument(new_id(), "a", "application/pdf", b""), 0, 9, 9)
    assert caught.value.values["reason"] == told
