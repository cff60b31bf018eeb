from datetime import date

import pytest

from app.services.imports.aid_words import kind_in_title, known_kind
from app.services.imports.cells import as_text, clean_text, column_letter, typed_cell
from app.services.imports.values import (
    NotUnderstood,
    is_blank_mark,
    mark_count,
    read_amount,
    read_date,
    read_quantity,
)
from app.services.imports.words import relation_of, sex_of
from models.records.imports import DateOrder

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("01/11/2025", "2025-11-01"),
        ("05-12-25", "2025-12-05"),
        ("2026-04-11T17:44", "2026-04-11"),
        ("2026-01-05 00:00:00", "2026-01-05"),
        ("05.11.2025", "2025-11-05"),
        ("45963", "2025-11-02"),
        (45962, "2025-11-01"),
        (45962.6, "2025-11-01"),
        (1980, "1980"),
        (5112025, "2025-11-05"),
        ("Nov 5, 2025", "2025-11-05"),
        ("Mar 5, 2026", "2026-03-05"),
        ("mar 05/05/2026", "2026-05-05"),
        ("05-Nov-25", "2025-11-05"),
        ("5 novembre 2025", "2025-11-05"),
        ("1° marzo 2026", "2026-03-01"),
        ("00/00/1971", "1971"),
        ("nov 25", "2025-11"),
        (date(2026, 1, 2), "2026-01-02"),
    ],
)
def test_dates_are_read_however_they_are_written(written: object, iso: str) -> None:
    assert read_date(written, DateOrder.DAY_FIRST, TODAY).iso == iso


def test_a_column_with_the_month_first_is_read_so() -> None:
    assert read_date("11/05/2025", DateOrder.MONTH_FIRST, TODAY).iso == "2025-11-05"


def test_two_digit_years_of_birth_lie_in_the_past() -> None:
    assert read_date("29/07/44", DateOrder.DAY_FIRST, TODAY, birth=True).iso == "1944-07-29"
    assert read_date("01/02/30", DateOrder.DAY_FIRST, TODAY).iso == "2030-02-01"


@pytest.mark.parametrize("written", ["31/02/2026", "domani l'altro", None, 3, 999999, 0.5])
def test_what_is_no_date_is_told(written: object) -> None:
    with pytest.raises(NotUnderstood):
        read_date(written, DateOrder.DAY_FIRST, TODAY)


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("€ 1.234,50", 123450),
        ("1,234.50", 123450),
        ("12,50 euro", 1250),
        ("12.50", 1250),
        ("60,00€", 6000),
        ("EUR 12,5", 1250),
        ("12,-", 1200),
        ("1234,5678", 123457),
        (180.35, 18035),
        (40, 4000),
    ],
)
def test_amounts_are_read_in_italian_and_english_writing(written: object, cents: int) -> None:
    assert read_amount(written) == cents


@pytest.mark.parametrize("written", ["poco", "", None, 1e12, date(2026, 1, 1)])
def test_what_is_no_amount_is_told(written: object) -> None:
    with pytest.raises(NotUnderstood):
        read_amount(written)


@pytest.mark.parametrize(
    ("written", "count"), [("2 pacchi", 2), ("n. 3", 3), ("x", 1), ("3,0", 3), (4, 4), ("sì", 1)]
)
def test_quantities_are_read_with_their_words(written: object, count: int) -> None:
    assert read_quantity(written) == count


@pytest.mark.parametrize("written", ["molti", 2.5, -1, None])
def test_what_is_no_quantity_is_told(written: object) -> None:
    with pytest.raises(NotUnderstood):
        read_quantity(written)


@pytest.mark.parametrize(
    ("written", "count"), [("X", 1), ("✓", 1), ("xx", 2), ("no", 0), ("3", 3), ("boh", None)]
)
def test_marks_of_a_grid_are_counted(written: str, count: int | None) -> None:
    assert mark_count(written) == count


@pytest.mark.parametrize("written", ["n.d.", "-", "???"[:2]])
def test_marks_for_nothing_known_are_blank(written: str) -> None:
    assert is_blank_mark(written)
    assert not is_blank_mark(3)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("pachi", "food"),
        ("borsa spesa", "food"),
        ("borsa alimentare", "food"),
        ("ALIMENTI", "food"),
        ("vestiti", "clothing"),
        ("abbigliam.", "clothing"),
        ("indumenti usati", "clothing"),
        ("gaurdaroba", "clothing"),
        ("buoni spesa", "money"),
        ("contrib. econom.", "money"),
        ("contributo spese condominiali", "money"),
        ("aiuto in denaro", "money"),
        ("pacco pannolini", "baby"),
        ("coperte", "blankets"),
        ("Rossi", None),
        ("!!", None),
    ],
)
def test_words_for_aid_are_known_with_their_slips(words: str, kind: str | None) -> None:
    assert known_kind(words) == kind


def test_a_title_tells_the_kind_only_in_whole_words() -> None:
    assert kind_in_title("PACCHI 2026") == "food"
    assert kind_in_title("Aiuti") is None
    assert kind_in_title("Centro di ascolto") is None


def test_relations_and_sexes_are_known_by_their_usual_words() -> None:
    assert relation_of("Intestataria") == "reference"
    assert relation_of("moglie/marito") == "spouse"
    assert relation_of("figlio/a") == "child"
    assert relation_of("Rossi Mario e famiglia tutta") is None
    assert (sex_of("Femmina"), sex_of("m"), sex_of("?")) == ("F", "M", "")


def test_cells_lose_control_letters_and_direction_marks_but_no_markup() -> None:
    assert clean_text("Ro\x00s\u202esi\u200f\n  Mario") == "Rossi Mario"
    assert clean_text('<img src="x">') == '<img src="x">'
    assert clean_text("Nicolo\u0300") == "Nicolò"


@pytest.mark.parametrize(
    ("value", "cell"),
    [(376.0, 376), (0.5, 0.5), (True, "sì"), ("", None), ("  ", None), (None, None)],
)
def test_cells_get_the_simplest_type(value: object, cell: object) -> None:
    assert typed_cell(value) == cell


def test_cells_are_shown_as_the_spreadsheet_shows_them() -> None:
    assert as_text(date(2026, 3, 5)) == "05/03/2026"
    assert as_text(12.5) == "12,5"
    assert as_text(None) == ""
    assert [column_letter(index) for index in (0, 25, 26, 701)] == ["A", "Z", "AA", "ZZ"]
