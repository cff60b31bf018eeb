"""A person's corrections of how a register is read."""

from dataclasses import replace
from datetime import date

import pytest

from app.services.imports.corrections import with_column, with_header, with_sheet, with_word
from app.services.imports.readback import column_readback
from app.services.imports.understanding import understand
from models.records.imports import NameOrder, Role, Sheet, SheetKind, Workbook
from models.rules.partial_date import PartialDate

TODAY = date(2026, 11, 22)
ROWS = (
    ("numero", "cognome e nome", "sesso", "nato il", "codice fiscale", "data", "cosa", "euro"),
    ("1", "Rossi Carmela", "F", "5/3/1948", "RSSCML48C45F205R", "3/10/2026", "pacco", "12,50"),
    ("2", "Bianchi Ugo", "m", "boh", "non lo so", "4/10/2026", "gommone", "abc"),
    ("3", "Verdi Ada", "F", None, None, "-", "pacco", None),
)


@pytest.fixture
def workbook() -> Workbook:
    return Workbook("registro.csv", (Sheet("registro", ROWS),))


def columns_by_header(mapping):
    return {column.header: column for column in mapping.sheets[0].columns}


def read_back(workbook, mapping, header, **changes):
    column = replace(columns_by_header(mapping)[header], **changes)
    found = column_readback(workbook, mapping, 0, column, TODAY)
    return {value.written: value for value in found}


def test_a_column_is_read_another_way(workbook):
    mapping = understand(workbook, TODAY)
    column = replace(columns_by_header(mapping)["nato il"], role=Role.NOTE)
    corrected = with_column(mapping, workbook, 0, column)
    assert columns_by_header(corrected)["nato il"].role is Role.NOTE
    assert corrected.register == mapping.register


def test_a_word_keeps_its_kind_when_another_column_is_corrected(workbook):
    mapping = with_word(understand(workbook, TODAY), "gommone", "furniture")
    column = replace(columns_by_header(mapping)["nato il"], role=Role.NOTE)
    corrected = with_column(mapping, workbook, 0, column)
    kinds = {entry.word: entry.kind for entry in corrected.aid_words}
    assert kinds["gommone"] == "furniture"
    assert kinds["pacco"] == "food"


def test_words_for_aid_go_with_the_sheet_that_held_them(workbook):
    mapping = understand(workbook, TODAY)
    its = replace(mapping.sheets[0], kind=SheetKind.IGNORE)
    assert with_sheet(mapping, workbook, 0, its).aid_words == ()


def test_headings_may_stand_in_another_row_or_nowhere():
    above = Workbook("r.csv", (Sheet("r", (("Parrocchia", "di", "San", "Pio"), *ROWS)),))
    mapping = understand(above, TODAY)
    moved = with_header(mapping, above, 0, 2, TODAY)
    assert moved.sheets[0].header_rows == (2,)
    assert moved.sheets[0].first_row == 3
    assert columns_by_header(moved)["nato il"].role is Role.BIRTH_DATE
    without = with_header(mapping, above, 0, 0, TODAY)
    assert without.sheets[0].header_rows == ()
    assert without.sheets[0].first_row == 1
    assert {column.header for column in without.sheets[0].columns} == {""}


def test_values_are_shown_as_written_and_as_understood(workbook):
    mapping = understand(workbook, TODAY)
    dates = read_back(workbook, mapping, "nato il", role=Role.BIRTH_DATE)
    assert dates["5/3/1948"].understood == PartialDate(1948, 3, 5)
    assert dates["5/3/1948"].row == 2
    assert dates["boh"].understood is None
    assert dates["boh"].is_doubtful
    names = read_back(
        workbook, mapping, "cognome e nome", role=Role.WHOLE_NAME, name_order=NameOrder.GIVEN_FIRST
    )
    assert names["Bianchi Ugo"].understood == "Ugo, Bianchi"
    amounts = read_back(workbook, mapping, "euro", role=Role.AMOUNT)
    assert amounts["12,50"].understood == 1250
    assert amounts["abc"].is_doubtful
    assert read_back(workbook, mapping, "sesso", role=Role.SEX)["m"].understood == "M"
    kinds = read_back(workbook, mapping, "cosa", role=Role.AID_KIND)
    assert kinds["pacco"].understood == "food"
    assert kinds["pacco"].count == 2
    counts = read_back(workbook, mapping, "numero", role=Role.COUNT_OF_KIND)
    assert counts["3"].understood == 3


def test_what_is_not_needed_is_never_doubtful_and_codes_may_be(workbook):
    mapping = understand(workbook, TODAY)
    ignored = read_back(workbook, mapping, "nato il", role=Role.IGNORE)
    assert not any(value.is_doubtful for value in ignored.values())
    codes = read_back(workbook, mapping, "codice fiscale", role=Role.CODE)
    assert codes["non lo so"].is_doubtful
    relations = read_back(workbook, mapping, "cosa", role=Role.RELATION)
    assert relations["pacco"].understood is None
    notes = read_back(workbook, mapping, "cosa", role=Role.NOTE)
    assert notes["gommone"].understood == "gommone"


def test_the_values_that_ask_for_a_look_come_first(workbook):
    mapping = understand(workbook, TODAY)
    column = replace(columns_by_header(mapping)["nato il"], role=Role.BIRTH_DATE)
    found = column_readback(workbook, mapping, 0, column, TODAY, most=1)
    assert [value.written for value in found] == ["boh"]
