"""A kept mapping laid over a file that has grown since."""

from dataclasses import replace

from app.services.imports.mappings import find_mapping
from app.services.imports.understanding import understand
from models.records.imports import Mapping, Role, SheetKind
from tests.support.import_drafts import book
from tests.support.register_truth import TODAY

HEAD: list[object] = ["N.", "Nominativo", "Note", "gen 26", "feb 26", "mar 26"]
ROWS: list[list[object]] = [
    [number, f"Rossi{chr(96 + number)} Ada", f"nota {number}", "x", 2, "x"]
    for number in range(1, 15)
]


def kept() -> Mapping:
    """Last month's mapping, where a person said that the notes are not needed."""
    mapping = understand(book(Pacchi=[HEAD, *ROWS]), TODAY)
    sheet = mapping.sheets[0]
    columns = tuple(
        replace(column, role=Role.IGNORE) if column.header == "Note" else column
        for column in sheet.columns
    )
    return replace(mapping, register="our register", sheets=(replace(sheet, columns=columns),))


def test_a_month_added_since_is_counted_beside_the_corrections() -> None:
    grown = book(Pacchi=[[*HEAD, "apr 26"], *[[*row, 1] for row in ROWS]])
    found, is_known = find_mapping([kept()], grown, TODAY)
    columns = {column.header: column for column in found.sheets[0].columns}
    assert is_known
    assert columns["Note"].role is Role.IGNORE
    assert (columns["apr 26"].role, columns["apr 26"].month) == (Role.COUNT_OF_KIND, "2026-04")


def test_sheets_added_since_are_left_as_understood() -> None:
    legend = [["Sigla", "Significato"], *[[f"P{n}", n] for n in range(1, 9)]]
    grown = book(Pacchi=[HEAD, *ROWS], Istruzioni=[["Compilare tutto", "Grazie"]], Sigle=legend)
    found, is_known = find_mapping([kept()], grown, TODAY)
    assert is_known
    assert found.register == "our register"
    assert found.sheets[0] == kept().sheets[0]
    assert found.sheets[1:] == understand(grown, TODAY).sheets[1:]
    assert [sheet.header_rows for sheet in found.sheets] == [(1,), (), (1,)]
    assert {sheet.kind for sheet in found.sheets[1:]} == {SheetKind.IGNORE}
