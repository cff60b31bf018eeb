"""Two files divided again: in each of them somebody stands for the household, and one only."""

import pytest

from app.services.household_file import household_file
from app.services.households import make_reference, member_left, register_household
from app.services.merging import compare, merge_households, split_households
from models.records.household import MemberDraft, RegisterHousehold
from models.records.merging import MergeHouseholds


def a_file(desk, *names):
    people = [
        MemberDraft("child" if place else "reference", name) for place, name in enumerate(names)
    ]
    return register_household(desk, RegisterHousehold(tuple(people)))


def relations(desk, household_id):
    return {line.surname: line.relation for line in household_file(desk, household_id).members}


@pytest.fixture
def merged(desk):
    kept, other = a_file(desk, "Abate", "Aiello"), a_file(desk, "Bruno", "Basso")
    seen = compare(desk, kept, other)
    revisions = seen.kept.revision, seen.merged.revision
    merge_households(desk, MergeHouseholds(kept, other, *revisions))
    return kept, other


@pytest.mark.parametrize(
    ("chosen", "kept_relations", "other_relations"),
    [
        (
            "Basso",
            {"Abate": "reference", "Aiello": "child"},
            {"Basso": "reference", "Bruno": "other"},
        ),
        (
            "Bruno",
            {"Abate": "reference", "Aiello": "child"},
            {"Bruno": "reference", "Basso": "child"},
        ),
        (
            "Aiello",
            {"Aiello": "reference", "Abate": "parent"},
            {"Bruno": "reference", "Basso": "child"},
        ),
    ],
)
def test_whoever_stood_for_both_files_one_stands_for_each_after(
    desk, merged, chosen, kept_relations, other_relations
):
    kept, other = merged
    people = {line.surname: line.member_id for line in household_file(desk, kept).members}
    make_reference(desk, kept, people[chosen])
    split_households(desk, kept, other)
    assert relations(desk, kept) == kept_relations
    assert relations(desk, other) == other_relations


def test_nobody_stands_for_a_file_whose_people_all_left_meanwhile(desk, merged):
    kept, other = merged
    for line in household_file(desk, kept).members:
        if line.surname.startswith("A"):
            member_left(desk, kept, line.member_id, desk.today())
    split_households(desk, kept, other)
    assert relations(desk, kept) == {}
    assert list(relations(desk, other).values()).count("reference") == 1
