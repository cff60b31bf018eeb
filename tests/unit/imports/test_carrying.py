"""Cells written once for several rows, and cells that are only blank."""

from datetime import date

import pytest

from models.records.imports import ImportDraft, RowOutcome
from tests.support.import_drafts import drafted, workbook

HEAD: list[object] = ["Scheda", "Cognome", "Nome", "Data aiuto", "Aiuto"]
NOBODY: list[object] = [None, None, None, date(2026, 3, 30), "pacco"]


def log(*rows: list[object]) -> ImportDraft:
    people: list[list[object]] = [
        [n, f"Rossi{chr(96 + n)}", "Ada", date(2026, 3, n), "pacco"] for n in range(1, 5)
    ]
    return drafted(workbook(HEAD, *people, *rows))


def test_aid_to_nobody_is_not_given_to_the_household_above() -> None:
    draft = log(NOBODY)
    assert draft.rows[-1].outcome is RowOutcome.LISTED
    assert [aid.household for aid in draft.aids] == [0, 1, 2, 3]


@pytest.mark.parametrize("blanks", [2, 3])
def test_names_written_once_for_several_rows_hold_for_all_of_them(blanks: int) -> None:
    draft = log(*[NOBODY] * blanks)
    assert [aid.household for aid in draft.aids] == [0, 1, 2, 3] + [3] * blanks
