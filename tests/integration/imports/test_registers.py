"""Whole registers: the seven centres' own, and made-up ones in other layouts."""

import json
from pathlib import Path

import pytest

from app.services.imports.drafting import draft
from app.services.imports.reading import read_workbook
from app.services.imports.understanding import understand
from models.records.imports import ImportDraft, RowOutcome
from tests.support.import_drafts import drafted, read, workbook
from tests.support.register_truth import TODAY
from tests.support.registers import LAYOUTS, make_register

DATA = Path("tests/data")
CENTRES = {
    "sacra_famiglia_pacchi.xlsx": "Centro di ascolto Sacra Famiglia",
    "san_pietro_martire.csv": "Centro di ascolto San Pietro Martire",
    "san_giuseppe.xlsx": "Centro di ascolto San Giuseppe",
    "sant_eusebio.ods": "Centro di ascolto Sant'Eusebio",
    "san_pio_x.csv": "Centro di ascolto San Pio X",
    "resurrezione.xls": "Centro di ascolto Resurrezione",
    "social_market_tessere.csv": "Social Market",
}
HOSTILE = (
    '<img src="http://x/y.png">',
    '=HYPERLINK("http://x","y")',
    "O'Brien; DROP TABLE",
    "Robert\x00Null",
    "\u202egnirts\u202c",
    "A" * 10_000,
    "{{7*7}} %s %n",
)


def accounted(found: ImportDraft) -> None:
    """Every row has one outcome, and those taken have a household."""
    places = [(account.sheet, account.row) for account in found.rows]
    assert len(set(places)) == len(places)
    for account in found.rows:
        has_household = account.outcome in {RowOutcome.TAKEN, RowOutcome.MERGED}
        assert (account.household is not None) == has_household


@pytest.mark.slow
@pytest.mark.parametrize("name", CENTRES)
def test_the_registers_of_the_centres_come_out_to_the_cent(name: str) -> None:
    truth = json.loads((DATA / "truth.json").read_text("utf-8"))["totals"][CENTRES[name]]
    table = read_workbook(DATA / "registers" / name)
    found = draft(table, understand(table, TODAY), TODAY)
    totals = found.totals
    told = {
        key: totals.euro_cents / 100 if key == "euro" else getattr(totals, key) for key in truth
    }
    assert told == truth
    assert found.count_of(RowOutcome.LISTED) == 0
    assert len(found.rows) == sum(len(sheet.rows) for sheet in table.sheets)
    accounted(found)


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", range(3))
def test_made_up_registers_come_out_exactly(layout: str, seed: int, tmp_path: Path) -> None:
    expected = make_register(seed * 1000 + 7, tmp_path, layout)
    table = read(expected.path)
    found = drafted(table)
    totals = found.totals
    assert (totals.households, totals.food_units) == (expected.households, expected.food_units)
    assert expected.food_entries in {None, totals.food_entries}
    assert totals.clothing_entries == expected.clothing_entries
    assert totals.money_entries == expected.money_entries
    assert totals.euro_cents == expected.euro_cents
    assert len(found.rows) == sum(len(sheet.rows) for sheet in table.sheets)
    accounted(found)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_in_every_field_are_taken_literally(text: str) -> None:
    head = [
        "Tessera",
        "Cognome",
        "Nome",
        "Nato il",
        "Indirizzo",
        "Data",
        "Aiuto",
        "Importo",
        "Note",
    ]
    usual = [
        [
            at,
            f"Rossi{chr(97 + at)}",
            "Anna",
            "01/02/1960",
            "Via Roma 1",
            "05/03/2026",
            "pacco",
            "",
            "x",
        ]
        for at in range(12)
    ]
    found = drafted(
        workbook(head, *usual, [text] * 9, [99, text, text, text, text, text, text, text, text])
    )
    accounted(found)
    assert found.households[-1].members[0].surname
    assert found.households[-1].members[0].surname == found.households[-1].members[0].surname[:200]
    assert found.aids[-1].given_on is None
