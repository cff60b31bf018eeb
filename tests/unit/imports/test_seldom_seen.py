"""What is seldom seen in a register, and must not be lost for that."""

from datetime import date

import pytest

from app.services.imports.delimited import decode
from app.services.imports.markup import is_markup, tables_of
from models.records.imports import RowOutcome
from tests.support.import_drafts import drafted, workbook

Rows = list[list[object]]


def sheet_of(*cells: str) -> str:
    """An XML spreadsheet with one row of cells."""
    return f'<?xml?><Workbook><Worksheet ss:Name="Uno"><Table><Row>{"".join(cells)}</Row></Table>'


def test_a_page_has_a_table_for_each_sheet() -> None:
    page = "<table><tr><td>Nr<br>1<td>x</table><p>fuori</p><table><td>Rossi &amp; C.</td></table>"
    assert tables_of(page, "aiuti") == [
        *(("aiuti", [["Nr 1", "x"]]), ("aiuti 2", [["Rossi & C."]]))
    ]
    assert is_markup(decode(b"\xef\xbb\xbf <HTML>"))
    assert not is_markup("Nr;Nome")
    with pytest.raises(ValueError, match="no table"):
        tables_of("<p>niente", "x")


def test_an_xml_spreadsheet_keeps_numbers_days_and_places() -> None:
    number = '<Cell><Data ss:Type="Number">12.5</Data></Cell>'
    day = '<Cell ss:Index="4"><Data ss:Type="DateTime">2026-03-05T00:00:00.000</Data></Cell>'
    wrong = '<Cell><Data ss:Type="Number">dodici</Data></Cell>'
    name, rows = tables_of(sheet_of(number, day, wrong), "x")[0]
    assert name == "Uno"
    assert rows[0][0] == 12.5
    assert rows[0][1:3] == [None, None]
    assert str(rows[0][3]) == "2026-03-05 00:00:00"
    assert rows[0][4] == "dodici"


def test_merged_cells_of_a_page_take_their_room() -> None:
    assert tables_of("<table><tr><td colspan=2>a</td><td>b</td></tr></table>", "x")[0][1] == [
        ["a", None, "b"]
    ]
    assert tables_of(sheet_of('<Cell ss:MergeAcross="1"><Data>a</Data></Cell><Cell>b'), "x")[0][
        1
    ] == [["a", None, "b"]]


def test_rows_left_out_of_an_xml_spreadsheet_keep_their_numbers() -> None:
    text = '<?xml?><Workbook><Table><Row ss:Index="3"><Cell><Data>x</Data></Cell></Row></Table>'
    assert tables_of(text, "x")[0][1] == [[], [], ["x"]]


def test_a_page_wider_than_any_register_is_cut() -> None:
    rows = tables_of(f"<table><tr>{'<td>x' * 2_050}</table>", "x")[0][1]
    assert len(rows[0]) == 2_000


def test_a_log_row_with_only_a_name_gives_nothing_but_is_accounted() -> None:
    rows: Rows = [["Data", "Scheda", "Cognome", "Nome", "Aiuto", "Euro"]]
    rows += [
        [date(2026, 3, n), n, "Rossi", f"Ada{chr(96 + n)}", "pacco", None] for n in range(1, 9)
    ]
    rows.append([None, 9, "Verdi", "Ivo"])
    found = drafted(workbook(*rows))
    assert found.totals.food_entries == 8
    assert found.rows[-1].outcome is RowOutcome.TAKEN
    assert found.totals.households == 9


def test_the_same_phone_and_note_are_kept_once() -> None:
    rows: Rows = [["Scheda", "Grado", "Cognome", "Nome", "Telefono", "Note"]]
    for n in range(1, 6):
        for relation, name in (("intestatario", "Ada"), ("figlio", "Ugo")):
            rows.append([n, relation, f"Rossi{chr(96 + n)}", name, "3331234567", "allergia"])
    household = drafted(workbook(*rows)).households[0]
    assert (household.phones, household.notes) == (("3331234567",), "allergia")


def test_a_size_that_no_family_has_is_listed() -> None:
    rows: Rows = [["Scheda", "Cognome e nome", "N. componenti"]]
    rows += [[n, f"Rossi{chr(96 + n)} Ada", 3] for n in range(1, 9)]
    rows.append([9, "Verdi Ivo", 99])
    found = drafted(workbook(*rows))
    assert found.households[-1].declared_size is None
    assert [notice.code for notice in found.notices] == ["size_not_understood"]


def test_a_childs_date_may_stand_after_a_comma_and_a_lone_one_is_listed() -> None:
    rows: Rows = [["Scheda", "Cognome", "Nome", "Figli"]]
    rows += [[n, f"Rossi{chr(96 + n)}", "Ada", "Salma, 07/10/2023"] for n in range(1, 8)]
    rows.append([8, "Verdi", "Ivo", "07/10/2023"])
    found = drafted(workbook(*rows))
    assert [m.born.iso for m in found.households[0].members[1:] if m.born] == ["2023-10-07"]
    assert [notice.code for notice in found.notices] == ["child_without_name"]


def test_a_mark_after_the_last_child_is_no_child() -> None:
    rows: Rows = [["Scheda", "Cognome", "Nome", "Figli"]]
    rows += [[n, f"Rossi{chr(96 + n)}", "Ada", "Salma 07/10/2023;"] for n in range(1, 8)]
    found = drafted(workbook(*rows))
    assert [m.given_name for m in found.households[0].members] == ["Ada", "Salma"]
    assert found.notices == ()


def test_children_in_columns_may_be_fewer_and_keep_a_surname_of_their_own() -> None:
    rows: Rows = [["Cognome", "Nome", "Figlio 1", "Figlio 2"]]
    rows += [[f"Rossi{chr(96 + n)}", "Ada", "Luca", "Anna"] for n in range(1, 9)]
    rows.append(["Verdi", "Ivo", "Neri Sara"])
    found = drafted(workbook(*rows))
    children = [household.members[1:] for household in found.households]
    assert [(m.surname, m.given_name) for m in children[0]] == [
        *(("Rossia", "Luca"), ("Rossia", "Anna"))
    ]
    assert [(m.surname, m.given_name, m.relation) for m in children[-1]] == [
        ("Neri", "Sara", "child")
    ]


def test_a_number_alone_among_records_is_a_household_without_name() -> None:
    rows: Rows = [["Scheda", "Cognome", "Nome", "Telefono"]]
    rows += [[n, f"Rossi{chr(96 + n)}", "Ada", "3331234567"] for n in range(1, 9)]
    rows.append([99])
    found = drafted(workbook(*rows))
    assert found.households[-1].old_number == "99"
    assert found.notices[-1].code == "number_without_name"


def test_a_name_with_a_lone_comma_is_still_a_name() -> None:
    rows: Rows = [["Scheda", "Cognome e nome"], *[[n, "Rossi Ada"] for n in range(1, 6)]]
    rows.append([6, "Verdi,"])
    assert drafted(workbook(*rows)).households[-1].members[0].surname == "Verdi,"


def test_a_month_told_by_a_word_of_no_month_is_no_month() -> None:
    rows: Rows = [["Anno", "Mese", "Giorno", "Scheda", "Cognome", "Nome", "Aiuto"]]
    rows += [[2026, "marzo", n, n, f"Rossi{chr(96 + n)}", "Ada", "pacco"] for n in range(1, 9)]
    rows.append([2026, "boh", 9, 9, "Verdi", "Ivo", "pacco"])
    found = drafted(workbook(*rows))
    assert found.aids[-1].given_on is None
    assert found.notices[-1].code == "aid_date_not_understood"
