"""Totals of a year, a month, all time: the same before and after somebody is erased."""

import pytest

from app.services.aid import record_aid
from app.services.desk import Desk
from app.services.erasing import erase_household, erase_member
from app.services.household_file import read_file
from app.services.overview import overview
from app.services.totals import KindTotals, PeriodTotals, period_totals, vault_totals
from models.records.aid import RecordAid
from models.rules.partial_date import PartialDate
from tests.support.vaults import open_a_file

PERIODS = ("", "2024", "2025", "2025-03", "2025-12", "2026", "2026-11")


@pytest.fixture
def families(desk: Desk):
    """Three households with aid in three years, some of it without a day."""
    made = [open_a_file(desk, name, number=name) for name in ("Rossi", "Neri", "Verdi")]
    given = (
        (0, "food", 2, None, PartialDate(2025, 3, 4)),
        (0, "food", 1, None, PartialDate(2025, 3)),
        (0, "money", 1, 4050, PartialDate(2025)),
        (1, "food", 3, None, PartialDate(2025, 3, 9)),
        (1, "clothing", 1, None, PartialDate(2026, 11, 2)),
        (2, "food", 1, None, PartialDate(2026, 11, 20)),
        (0, "food", 5, None, PartialDate(2024, 12, is_approximate=True)),
        (0, "food", 1, None, PartialDate(2026, 11, 21)),
    )
    for place, kind, quantity, cents, day in given:
        record_aid(desk, RecordAid(made[place], kind, quantity, cents=cents, given_on=day))
    return made


def told(desk: Desk) -> dict[str, PeriodTotals]:
    return {period: period_totals(desk, period) for period in PERIODS}


@pytest.mark.usefixtures("families")
def test_totals_of_a_year_count_days_months_and_bare_years(desk):
    assert period_totals(desk, "2025") == PeriodTotals(
        households=2,
        kinds={
            "food": KindTotals(times=3, units=6, cents=0, households=2),
            "money": KindTotals(times=1, units=1, cents=4050, households=1),
        },
    )
    assert period_totals(desk, "2025-03").times == 3
    assert period_totals(desk, "2024").kinds["food"].units == 5
    assert period_totals(desk, "1999") == PeriodTotals(0, {})


@pytest.mark.parametrize("gone", [(0,), (1, 0), (2, 1, 0)])
def test_erasing_households_leaves_every_total_as_it_was(desk, families, gone):
    before, in_all, month = told(desk), vault_totals(desk), overview(desk).month
    for place in gone:
        erase_household(desk, families[place], "requested")
    assert told(desk) == before
    assert vault_totals(desk) == in_all
    assert overview(desk).month == month


def test_erasing_one_person_changes_no_total_of_aid(desk, families):
    before = told(desk)
    son = read_file(desk, families[0]).members[2]
    erase_member(desk, families[0], son.member_id, "requested")
    assert told(desk) == before
