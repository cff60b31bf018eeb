"""Where headers stand, and what their columns are called."""

from datetime import date

from app.services.imports.headers import find_header
from models.records.imports import Row, Sheet

DAY = date(1960, 3, 2)
RECORDS: list[Row] = [(n, f"Rossi{chr(96 + n)}", "Ada", DAY, "Napoli") for n in range(1, 9)]


def sheet(*rows: Row) -> Sheet:
    return Sheet("Foglio1", rows)


def test_a_sheet_without_rows_has_no_header_and_no_columns() -> None:
    header = find_header(sheet())
    assert (header.rows, header.first_row, header.names, header.title) == ((), 1, (), "")


def test_a_title_may_stand_above_a_header_in_unknown_words() -> None:
    header = find_header(
        sheet(("Parrocchia",), ("Qwert", "Zuiop", "Asdfg", "Hjklm", "Yxcvb"), *RECORDS)
    )
    assert header.rows == (2,)
    assert header.first_row == 3
    assert header.names == ("Qwert", "Zuiop", "Asdfg", "Hjklm", "Yxcvb")
    assert header.title == "Parrocchia"


def test_details_under_one_group_are_named_with_it_and_other_columns_keep_their_own_name() -> None:
    header = find_header(
        sheet(
            ("Scheda", "Cognome", "Nome", "Nascita", None, "Telefono"),
            (None, None, None, "Data", "Luogo"),
            *RECORDS,
        )
    )
    assert header.rows == (1, 2)
    assert header.first_row == 3
    assert header.names == (
        *("Scheda", "Cognome", "Nome", "Nascita Data", "Nascita Luogo", "Telefono"),
    )
