"""The notice and the consent form in seven languages: every word there, every letter drawn."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import msgspec
import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics

from app.reports.fonts import REGULAR, register_fonts
from app.reports.form_texts import form_texts, language_of, languages
from app.reports.forms import forms_pdf
from app.reports.paper import WIDTH
from app.reports.text import literal, runs, width_of
from models.records.privacy import PrivacyTerms, Signers
from tests.support.papers import TODAY, pages_of, text_of

LANGUAGES = tuple(languages())
CENTRE = "Centro di ascolto San Giuseppe"
TERMS = PrivacyTerms(
    controller="Parrocchia di San Giuseppe",
    address="Via della Consolata 12, Torino",
    contact="011 1234567",
    officer="Anna Verdi",
    months_after_aid=31,
    months_after_closing=7,
    recipients="Banca alimentare",
)
SIGNERS = Signers("0217", "Mahmoud Abdel Rahman · Heba Ibrahim", ("Abdel Rahman", "Heba Ibrahim"))
FILLED = {"months_after_aid": 31, "months_after_closing": 7}


@cache
def drawn(language: str, signers: Signers = SIGNERS, terms: PrivacyTerms = TERMS) -> bytes:
    return forms_pdf(terms, CENTRE, TODAY, language, signers)


def sentences(told: Any) -> Iterator[str]:
    """Every text of a language's file, except what is not printed."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict):
        for name, each in told.items():
            if name != "at_the_desk":
                yield from sentences(each)
    elif isinstance(told, list | tuple):
        for each in told:
            yield from sentences(each)


def texts(language: str) -> list[str]:
    return [each.format(**FILLED) for each in sentences(msgspec.to_builtins(form_texts(language)))]


def words(text: str) -> Counter[str]:
    """The words of a text in whatever order, without vowel signs and punctuation."""
    plain = unicodedata.normalize("NFKC", text)
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return Counter(re.findall(r"\w+", bare))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_language_can_be_read_on_its_paper(language):
    read = words(text_of(drawn(language)))
    expected = Counter[str]()
    for text in texts(language):
        expected |= words(text)
    assert expected - read == Counter()
    for told in (TERMS.controller, TERMS.address, TERMS.officer, TERMS.recipients):
        assert words(told) - read == Counter()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_is_missing_in_the_typefaces(language):
    register_fonts()
    for text in texts(language):
        for run in runs(literal(text, 4000), REGULAR, is_mirrored=form_texts(language).is_mirrored):
            known = pdfmetrics.getFont(run.font).face.charToGlyph
            assert [letter for letter in run.text if ord(letter) not in known] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_fits_on_one_sheet_and_the_form_on_another(language):
    pages = pages_of(drawn(language))
    assert len(pages) == 3
    assert "Abdel Rahman" not in pages[0] + pages[1]
    assert pages[2].count("Heba Ibrahim") == 2
    assert "…" not in "".join(pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_says_who_has_not_reviewed_it_yet_and_which_text_prevails(language):
    notice, form = pages_of(drawn(language))[1:]
    said = words(form_texts(language).prevails)
    assert said - words(notice) == Counter()
    assert said - words(form) == Counter()


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "it"])
def test_under_what_is_signed_stands_the_italian(language):
    form = words(pages_of(drawn(language))[2])
    italian = form_texts("it").consent
    for said in (italian.file, italian.register, italian.referral, italian.intro):
        assert words(said) - form == Counter()


def test_arabic_is_read_from_the_right_and_its_letters_are_joined():
    def middle_of(language: str, text: str) -> float:
        page = pypdfium2.PdfDocument(drawn(language))[0].get_textpage()
        start, length = page.search(text).get_next()
        page.count_rects(start, length)
        left, _, right, _ = page.get_rect(0)
        return (left + right) / 2

    assert middle_of("it", TERMS.controller) < WIDTH / 2 < middle_of("ar", TERMS.controller)
    assert middle_of("ar", CENTRE) < WIDTH / 2 < middle_of("it", CENTRE)
    (run,) = runs("سلام", REGULAR)
    names = [unicodedata.name(letter).removeprefix("ARABIC ") for letter in run.text]
    assert names == [
        "LETTER MEEM ISOLATED FORM",
        "LIGATURE LAM WITH ALEF FINAL FORM",
        "LETTER SEEN INITIAL FORM",
    ]


def test_latin_words_and_brackets_stand_right_within_an_arabic_line():
    (*_, run) = runs("الدخل (ISEE)", REGULAR, is_mirrored=True)
    whole = "".join(each.text for each in runs("الدخل (ISEE)", REGULAR, is_mirrored=True))
    assert whole.startswith("(ISEE) ")
    assert run.font != REGULAR
    whole = "".join(each.text for each in runs("Famiglia محمد di Torino", REGULAR))
    assert whole.startswith("Famiglia ")
    assert whole.endswith(" di Torino")


def test_an_arabic_line_is_as_wide_as_its_parts():
    register_fonts()
    line = "Famiglia محمد di Torino"
    parts = runs(line, REGULAR)
    assert len(parts) == 3
    assert width_of(line, REGULAR, 10) == pytest.approx(
        sum(pdfmetrics.stringWidth(part.text, part.font, 10 * part.scale) for part in parts)
    )


def test_without_a_household_there_are_lines_to_write_on():
    blank = pages_of(drawn("it", Signers()))[2]
    assert blank.count("Firma") == 4  # three lines, and "Firma ogni adulto"
    assert "0217" not in blank


def test_many_adults_get_a_line_each_on_as_many_pages_as_needed():
    people = tuple(f"Persona {number}" for number in range(30))
    read = text_of(drawn("fr", Signers("1", "Casa", people)))
    assert all(f"{name} " in f"{read} " for name in people)


@pytest.mark.parametrize("language", ["it", "ar"])
def test_hostile_words_are_drawn_as_they_are(language):
    hostile = '<img src="file:///etc/hostname"> {months_after_aid} <b'
    turned = "\N{RIGHT-TO-LEFT OVERRIDE}oiraM\N{NULL}\N{BELL}"
    pdf = drawn(
        language,
        Signers(hostile, turned, (hostile, turned, "x" * 5000, "مرحبا")),
        replace(TERMS, controller=hostile, contact="A" * 3000, recipients=turned, officer="\n"),
    )
    read = text_of(pdf)
    assert '<img src="file:///etc/hostname"> {months_after_aid} <b' in read
    assert "oiraM" in read
    assert b"hostname" not in pdf
    assert b"/Subtype /Image" not in pdf


def test_an_arabic_name_on_an_italian_paper_has_its_letters():
    read = unicodedata.normalize("NFKC", text_of(drawn("it", Signers("1", "محمد علي", ("محمد",)))))
    assert "محمد علي" in read


def test_the_contact_is_the_desk_until_one_is_written():
    assert "allo sportello del centro" in text_of(drawn("it", terms=PrivacyTerms("San Giuseppe")))


@pytest.mark.parametrize(
    ("citizenship", "language"),
    [
        ("Marocco", "ar"),
        ("marocchina", "ar"),
        ("NIGERIA", "en"),
        ("Niger", "fr"),
        ("perù", "es"),
        ("Rumena", "ro"),
        ("Ucraina", "uk"),
        ("Costa d'Avorio", "fr"),
        ("Italiana", "it"),
        ("", ""),
        ("Cina", ""),
    ],
)
def test_a_language_is_proposed_from_the_citizenship(citizenship, language):
    assert language_of(citizenship) == language


def test_every_language_tells_the_months_the_three_purposes_and_the_authority():
    for language in LANGUAGES:
        (kept, _) = form_texts(language).how_long.lines
        assert "{months_after_aid}" in kept
        assert "{months_after_closing}" in kept
        assert len(form_texts(language).why.lines) == 3
        assert "www.garanteprivacy.it" in form_texts(language).rights.lines[-1]
