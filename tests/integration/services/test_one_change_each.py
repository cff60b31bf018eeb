"""What a page saves at once is one change, and mending never invents what was not known."""

import pytest

from app.services.aid import amend_aid, record_aid
from app.services.households import read_file, register_household
from app.services.undo import undo_last
from models.entities import Aid
from models.errors import NotFound, RuleBroken
from models.records.aid import RecordAid
from models.records.household import IseeLine, MemberDraft, RegisterHousehold
from models.rules.partial_date import PartialDate

PEOPLE = (MemberDraft(surname="Melnyk", given_name="Olena"),)


def test_a_file_opened_with_its_isee_is_one_change(desk):
    isee = IseeLine("ordinary", 418000, None, None)
    household_id = register_household(desk, RegisterHousehold(PEOPLE, isee=isee))
    (kept,) = read_file(desk, household_id).isee
    assert (kept.cents, kept.expires_on) == (418000, PartialDate(desk.today().year, 12, 31))
    undo_last(desk)
    with pytest.raises(NotFound):
        read_file(desk, household_id)


def test_a_file_is_not_opened_with_an_isee_below_zero(desk):
    isee = IseeLine("ordinary", -1, None, None)
    with pytest.raises(RuleBroken) as caught:
        register_household(desk, RegisterHousehold(PEOPLE, isee=isee))
    assert caught.value.values["rule"] == "negative_amount"


@pytest.mark.parametrize("kept_on", ["", "2025", "2026-03"])
def test_mending_an_aid_without_a_date_keeps_what_was_known_of_it(desk, kept_on):
    household_id = register_household(desk, RegisterHousehold(PEOPLE))
    aid_id = record_aid(desk, RecordAid(household_id, "food"))
    with desk.work("import_register", journal=False) as work:
        work.session.get(Aid, (household_id, aid_id)).given_on = kept_on
        work.commit()
    amend_aid(desk, aid_id, RecordAid(household_id, "food", quantity=2))
    (line,) = read_file(desk, household_id).aid
    assert line.quantity == 2
    assert (line.given_on.iso if line.given_on else "") == kept_on
