"""Lists written from a real vault: whole or not at all, and never a formula."""

import errno
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import python_calamine

from app.services.aid import record_aid
from app.services.consents import withdraw_consent
from app.services.desk import Desk
from app.services.economy import record_isee
from app.services.exports import LONGEST_CELL, export_table, harmless
from app.services.household_file import read_file
from app.services.households import close_household, register_household
from app.services.members import member_left
from app.services.totals import VaultTotals, vault_totals
from models.errors import DiskFailed, DiskFull, RuleBroken
from models.records.aid import RecordAid
from models.records.household import CodeLine, IseeLine, MemberDraft, RegisterHousehold
from models.rules.partial_date import PartialDate
from tests.support.vaults import ClosedVault, make_vault


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> ClosedVault:
    return make_vault(tmp_path_factory.mktemp("exports"))


@pytest.fixture
def desk(empty: ClosedVault, tmp_path: Path) -> Iterator[Desk]:
    """A couple with everything known, and a nickname alone."""
    opened = empty.copy_to(tmp_path).open()
    _fill(opened)
    yield opened
    opened.close()


def _fill(desk: Desk) -> None:
    maria = MemberDraft(
        surname="Rossi",
        given_name="Maria",
        sex="F",
        born=PartialDate(1960, 3, 2),
        codes=(CodeLine("stp", "STP0301234567890"),),
    )
    ugo = MemberDraft("spouse", "Bianchi", "Ugo", born=PartialDate(1958, is_approximate=True))
    couple = register_household(
        desk,
        RegisterHousehold(
            (maria, ugo),
            number="0101",
            card="T1",
            street="Via Friuli 12",
            municipality="Cinisello Balsamo",
            phone="+39 333 1234567",
            notes="=1+1",
            consents=("file", "register"),
        ),
    )
    withdraw_consent(desk, couple, "register")
    record_isee(desk, couple, IseeLine("ordinary", 418050, None, PartialDate(2026, 12, 31)))
    record_aid(desk, RecordAid(couple, "food", 2, given_on=PartialDate(2026, 10)))
    record_aid(desk, RecordAid(couple, "money", cents=123450, purpose="@bolletta"))
    nobody = register_household(desk, RegisterHousehold((MemberDraft(nickname="il nonno"),)))
    close_household(desk, nobody, "moved")
    left = read_file(desk, couple).members[1]
    member_left(desk, couple, left.member_id, date(2026, 11, 1))


def rows_of(path: Path) -> list[list[Any]]:
    return python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def test_households_are_listed_with_what_is_known(desk: Desk, tmp_path: Path):
    assert export_table(desk, tmp_path / "n.xlsx", "households") == 2
    titles, nickname, couple = rows_of(tmp_path / "n.xlsx")
    known = dict(zip(titles, couple, strict=True))
    assert known["Nomi"] == "Rossi Maria"
    assert known["ISEE"] == 4180.5
    assert known["ISEE fino al"] == date(2026, 12, 31)
    assert known["Consensi"] == "Tenuta della scheda"
    assert known["Telefoni"] == "+39 333 1234567"
    assert known["Note"] == "=1+1"
    assert nickname[titles.index("Nomi")] == "il nonno"
    assert nickname[titles.index("Chiusa il")] == date(2026, 11, 22)


def test_people_are_listed_also_those_who_left(desk: Desk, tmp_path: Path):
    assert export_table(desk, tmp_path / "m.xlsx", "members", "en") == 3
    titles, *people = rows_of(tmp_path / "m.xlsx")
    by_name = {row[2]: dict(zip(titles, row, strict=True)) for row in people}
    assert by_name["Rossi"]["Born"] == date(1960, 3, 2)
    assert by_name["Rossi"]["Codes"] == "STP0301234567890"
    assert by_name["Bianchi"]["Born"] == "~1958"
    assert by_name["Bianchi"]["Left on"] == date(2026, 11, 1)


def test_a_list_in_csv_has_no_cell_that_begins_a_formula(desk: Desk, tmp_path: Path):
    export_table(desk, tmp_path / "n.csv", "households")
    export_table(desk, tmp_path / "a.csv", "aid")
    text = (tmp_path / "n.csv").read_text(encoding="utf-8-sig")
    assert ";'=1+1" in text
    assert ";'+39 333 1234567" in text
    assert ";4180,50;31/12/2026" in text
    aid = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert "1234,50;'@bolletta;volontaria 3" in aid
    assert ";2026-10;Viveri;2;" in aid


def test_an_empty_vault_gives_a_list_of_titles(empty: ClosedVault, tmp_path: Path):
    desk = empty.copy_to(tmp_path).open()
    assert export_table(desk, tmp_path / "a.xlsx", "aid") == 0
    desk.close()
    assert len(rows_of(tmp_path / "a.xlsx")) == 1


def test_a_list_of_unknown_form_is_refused(desk: Desk, tmp_path: Path):
    with pytest.raises(RuleBroken, match="format_unknown"):
        export_table(desk, tmp_path / "n.pdf", "households")


@pytest.mark.parametrize(
    ("number", "error"), [(errno.ENOSPC, DiskFull), (errno.EACCES, DiskFailed)]
)
def test_an_older_list_stays_when_the_disk_fails(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, error: type[Exception]
):
    kept = tmp_path / "n.csv"
    kept.write_text("older", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError(number, "disk")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(error):
        export_table(desk, kept, "households")
    assert kept.read_text(encoding="utf-8") == "older"
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_what_cannot_be_seen_or_is_endless_does_not_reach_a_cell():
    assert harmless("a\x00b\u202ec\n d") == "a b c d"
    assert harmless("x" * 40_000) == "x" * (LONGEST_CELL - 1) + "…"


def test_totals_count_what_the_vault_holds(desk: Desk):
    assert vault_totals(desk) == VaultTotals(
        households=2,
        members=3,
        food_units=2,
        food_entries=1,
        clothing_entries=0,
        money_entries=1,
        cents=123450,
    )
