"""Two files merged at a centre: the register hears of one household, and of two once divided."""

from uuid import UUID

import pytest

from app.services.closing import answer_match, close_month, matches, overlaps, register_standing
from app.services.merging import compare, merge_households, split_households
from models.records.household import MemberDraft
from models.records.merging import MergeHouseholds
from models.rules.partial_date import PartialDate
from tests.integration.closing.conftest import Centre
from tests.support.network import LocalNetwork
from tests.support.standing import standing, wanted

pytestmark = pytest.mark.parametrize("register_database", ["sqlite"], indirect=True)

MONTH = "2026-10"
ADA = MemberDraft(surname="Rossi", given_name="Ada", sex="F", born=PartialDate(1950, 2, 3))
UGO = MemberDraft("spouse", "Bianchi", "Ugo", sex="M", born=PartialDate(1948, 7, 9))
A_PERSON = 40


def merge(centre: Centre, kept: UUID, merged: UUID) -> None:
    found = compare(centre.desk, kept, merged)
    read = found.kept.revision, found.merged.revision
    merge_households(centre.desk, MergeHouseholds(kept, merged, *read, found.same))


def stands(network: LocalNetwork) -> int:
    return len(standing(network.register.engine, "San Pio"))


def test_what_was_sent_for_two_files_is_corrected_and_made_two_again(
    here: Centre, there: Centre, network: LocalNetwork
) -> None:
    kept = here.register(ADA)
    merged = here.register(ADA, UGO)
    here.give(kept, "food", "2026-10-02")
    here.give(merged, "food", "2026-10-05")
    abroad = there.register(UGO, number="77")
    there.give(abroad, "food", "2026-10-06")
    close_month(here.desk, MONTH)
    close_month(there.desk, MONTH)
    close_month(here.desk, MONTH)
    assert stands(network) == 3 * A_PERSON + 2
    assert {line.household_id for line in matches(here.desk)} == {merged}

    merge(here, kept, merged)
    assert {line.household_id for line in matches(here.desk)} == {kept}
    assert register_standing(here.desk, merged).code == "must_leave"
    close_month(here.desk, MONTH)
    assert stands(network) == 2 * A_PERSON + 1
    assert wanted(here.desk) == standing(network.register.engine, "San Pio")
    assert register_standing(here.desk, merged).code == "left"
    close_month(there.desk, MONTH)
    close_month(here.desk, MONTH)
    (found,) = matches(here.desk)
    assert found.household_id == kept
    (seen,) = matches(there.desk)
    assert seen.strength == found.strength
    answer_match(there.desk, seen.sighting_id, "same")
    assert [line.other_given_on for line in overlaps(there.desk, MONTH)] == [
        PartialDate(2026, 10, 2),
        PartialDate(2026, 10, 5),
    ]

    split_households(here.desk, kept, merged)
    close_month(here.desk, MONTH)
    assert stands(network) == 3 * A_PERSON + 2
    assert wanted(here.desk) == standing(network.register.engine, "San Pio")
    assert {line.household_id for line in matches(here.desk)} == {merged}


def test_files_merged_and_divided_between_two_closings_stand_as_they_stood(
    here: Centre, network: LocalNetwork
) -> None:
    kept, merged = here.register(ADA), here.register(ADA, UGO)
    close_month(here.desk, MONTH)
    before = standing(network.register.engine, "San Pio")
    merge(here, kept, merged)
    split_households(here.desk, kept, merged)
    close_month(here.desk, MONTH)
    assert standing(network.register.engine, "San Pio") == before
