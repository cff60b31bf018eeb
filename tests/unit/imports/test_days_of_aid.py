"""The day of an aid: in pieces, or told by the sheet."""

from tests.support.import_drafts import book, drafted, workbook

Rows = list[list[object]]


def test_of_two_columns_that_tell_the_day_the_first_alone_is_the_aids() -> None:
    rows: Rows = [["Anno", "Mese", "Giorno", "Giorno ritiro", "Scheda", "Cognome", "Nome", "Aiuto"]]
    rows += [[2026, 3, n, n + 10, n, f"Rossi{chr(96 + n)}", "Ada", "pacco"] for n in range(1, 9)]
    rows.append([2026, 3, 9, "da vedere", 9, "Verdi", "Ivo", "pacco"])
    found = drafted(workbook(*rows))
    assert [aid.given_on.iso for aid in found.aids if aid.given_on] == [
        f"2026-03-{n:02d}" for n in range(1, 10)
    ]
    assert [aid.quantity for aid in found.aids] == [1] * 9
    assert found.notices == ()


def test_in_a_sheet_of_one_month_a_day_that_is_none_leaves_the_aid_in_the_month() -> None:
    rows: Rows = [["Data", "Scheda", "Cognome", "Nome", "Aiuto"]]
    rows += [[f"{n}/3", n, f"Rossi{chr(96 + n)}", "Ada", "pacco"] for n in range(1, 9)]
    rows.append(["fine mese", 9, "Verdi", "Ivo", "pacco"])
    found = drafted(book(**{"Marzo 2026": rows}))
    assert [aid.given_on.iso for aid in found.aids[-2:] if aid.given_on] == [
        "2026-03-08",
        "2026-03",
    ]
    assert [(n.row, n.value, n.code) for n in found.notices] == [
        (10, "fine mese", "aid_date_not_understood")
    ]
