"""What a centre counts of a month, and which part of what it shares."""

import random

import pytest

from app.services.aid import record_aid
from app.services.closing import answer_match
from app.services.closing.returns import month_return
from app.services.consents import withdraw_consent
from app.services.households import register_household
from app.services.needs import record_need
from app.services.withheld import withhold_aid
from models.entities import Household
from models.records.aid import RecordAid
from models.records.household import MemberDraft, RegisterHousehold
from models.rules.partial_date import PartialDate
from models.rules.returns import SHARE, dimensions
from tests.support.elsewhere import aided_elsewhere
from tests.support.known_elsewhere import lists_them_too, stands_at_the_register
from tests.support.vaults import open_a_file

MONTH = "2026-11"
BOTH = ("file", "register")


def family(desk, **of):
    return open_a_file(desk, consents=BOTH, **of)


def give(desk, household_id, kind="food", day="2026-11-20", cents=None, quantity=1):
    given_on = PartialDate.from_iso(day)
    record_aid(desk, RecordAid(household_id, kind, quantity, cents, given_on=given_on))


def told(counted):
    """Kept and helped households and people, in ones."""
    return tuple(
        shares / SHARE
        for shares in (
            counted.kept_households,
            counted.kept_people,
            counted.households,
            counted.people,
        )
    )


def test_a_household_kept_and_helped_here_alone_counts_whole(desk):
    household = family(desk)
    give(desk, household)

    counted = month_return(desk, MONTH)

    assert told(counted) == (1, 4, 1, 4)
    assert counted.groups["typology"]["couple_with_children"] == SHARE
    assert counted.groups["age"] == {
        "under_18": 2 * SHARE,
        "from_18": 0,
        "from_30": 2 * SHARE,
        "from_65": 0,
        "unknown": 0,
    }


def test_a_household_that_was_not_helped_in_the_month_is_kept_only(desk):
    give(desk, family(desk), day="2026-10-31")

    assert told(month_return(desk, MONTH)) == (1, 4, 0, 0)


def test_without_consent_nothing_of_a_household_is_counted(desk):
    household = family(desk)
    give(desk, household, "money", cents=5000)
    aided_elsewhere(desk, household, "Sacra Famiglia", ("money", "2026-11-10", 5000))
    withdraw_consent(desk, household, "register")

    counted = month_return(desk, MONTH)

    assert told(counted) == (0, 0, 0, 0)
    assert not any(any(groups.values()) for groups in counted.groups.values())
    assert (counted.aid, counted.overlaps_found, counted.left_out) == ((), 0, 1)


def test_a_match_takes_its_part_when_certain_or_answered_and_not_while_in_doubt(desk):
    household = family(desk)
    aided_elsewhere(desk, household, "Sacra Famiglia")
    doubtful = aided_elsewhere(desk, household, "San Pio X", strength="review")
    refused = aided_elsewhere(desk, household, "Resurrezione")
    answer_match(desk, refused, "different")
    assert told(month_return(desk, MONTH))[0] == 1 / 2

    answer_match(desk, doubtful, "same")

    assert told(month_return(desk, MONTH))[:2] == (1 / 3, 4 / 3)


def test_two_files_of_another_centre_are_one_centre(desk):
    household = family(desk)
    for _ in range(2):
        aided_elsewhere(desk, household, "Sacra Famiglia")

    assert told(month_return(desk, MONTH))[0] == 1 / 2


def test_who_helped_in_the_month_shares_the_helped_and_who_keeps_the_file_the_kept(desk):
    household = family(desk)
    aided_elsewhere(desk, household, "Sacra Famiglia", ("food", "2026-11-03", None))
    aided_elsewhere(desk, household, "San Pio X", ("food", "2026-10-03", None))
    give(desk, household)

    assert told(month_return(desk, MONTH)) == (1 / 3, 4 / 3, 1 / 2, 2)


def test_help_that_nobody_else_can_see_counts_whole_or_leaves_it_to_who_is_seen(desk):
    here_only, there_too = family(desk), family(desk, surname="Zanetti")
    give(desk, here_only, "furniture")
    give(desk, there_too, "furniture")
    aided_elsewhere(desk, there_too, "Sacra Famiglia", ("food", "2026-11-03", None))

    counted = month_return(desk, MONTH)

    assert told(counted)[2:] == (1, 4)
    assert [(line.kind, line.times, line.households) for line in counted.aid] == [
        ("furniture", 2, SHARE + SHARE // 2)
    ]


def test_a_person_whom_the_other_file_does_not_list_counts_whole(desk):
    household = family(desk)
    give(desk, household)
    father, mother, *_ = stands_at_the_register(desk, household)
    sighting = aided_elsewhere(desk, household, "Sacra Famiglia", ("food", "2026-11-03", None))
    lists_them_too(desk, sighting, [father, mother, father])

    assert told(month_return(desk, MONTH)) == (1 / 2, 3, 1 / 2, 3)


def test_people_only_counted_by_the_old_register_go_with_their_household(desk):
    household = family(desk)
    with desk.work("import", journal=False) as work:
        work.session.get_one(Household, household).declared_people = 6
        work.commit()
    give(desk, household)
    aided_elsewhere(desk, household, "Sacra Famiglia", ("food", "2026-11-03", None))

    counted = month_return(desk, MONTH)

    assert told(counted) == (1 / 2, 3, 1 / 2, 3)
    for name in ("age", "sex", "citizenship"):
        assert sum(counted.groups[name].values()) == counted.people
    assert counted.groups["age"]["unknown"] == SHARE


def test_groups_that_share_everybody_out_add_up_to_the_total(desk):
    for surname in ("Abdel", "Zanetti", "Popa"):
        give(desk, family(desk, surname=surname))

    counted = month_return(desk, MONTH)

    totals = {"households": counted.households, "people": counted.people}
    for each in dimensions():
        if each.is_partition:
            assert sum(counted.groups[each.name].values()) == totals[each.base]


def test_what_is_known_of_a_household_puts_it_in_its_groups(desk):
    nonna = MemberDraft(
        "reference",
        "Popa",
        "Ana",
        sex="F",
        born=PartialDate(1950, 1, 1),
        citizenship="Romania",
        is_disabled=True,
    )
    household = open_a_file_of(desk, nonna, is_homeless=True)
    record_need(desk, household, "unemployment", since=PartialDate(2026, 10))
    record_need(desk, household, "low_income", since=PartialDate(2026, 11, 30))
    give(desk, household)

    groups = month_return(desk, MONTH).groups

    assert {
        name: [code for code, shares in codes.items() if shares == SHARE]
        for name, codes in groups.items()
    } == {
        "typology": ["elderly_only"],
        "isee": ["unknown"],
        "need": ["economic", "work"],
        "age": ["from_65"],
        "sex": ["women"],
        "citizenship": ["eu"],
        "condition": ["homeless", "disabled"],
    }


def open_a_file_of(desk, *members, **of):
    return register_household(desk, RegisterHousehold(members, consents=BOTH, **of))


@pytest.mark.parametrize(
    ("theirs", "parts"),
    [
        ("2026-11-10", 2),
        ("2026-10-30", 0),
        ("2026-11-12", 2),
        ("2026-11-20", 1),
        ("2026-11-22", 0),
        ("2026-11", 0),
    ],
)
def test_an_overlap_counts_where_the_later_aid_was_given_and_half_when_they_tie(
    desk, theirs, parts
):
    household = family(desk)
    give(desk, household, day="2026-11-20")
    aided_elsewhere(desk, household, "Sacra Famiglia", ("food", theirs, None))
    aided_elsewhere(desk, household, "San Pio X", ("clothing", "2026-11-20", None))

    assert month_return(desk, MONTH).overlaps_found == parts * SHARE // 2


def test_aid_withheld_counts_as_an_overlap_avoided_once(desk, clock):
    household = family(desk)
    aided_elsewhere(desk, household, "Sacra Famiglia", ("food", "2026-11-15", None))

    assert withhold_aid(desk, household, "food")
    clock.later(days=1)
    assert not withhold_aid(desk, household, "food")

    assert month_return(desk, MONTH).overlaps_avoided == 1
    assert month_return(desk, "2026-10").overlaps_avoided == 0


def test_aid_withheld_and_given_after_all_was_not_avoided(desk, clock):
    household = family(desk)
    aided_elsewhere(desk, household, "Sacra Famiglia", ("food", "2026-11-15", None))
    withhold_aid(desk, household, "food")
    clock.later(days=2)
    give(desk, household, day="2026-11-24")

    assert month_return(desk, MONTH).overlaps_avoided == 0


@pytest.mark.parametrize("given", [(), (("food", "2026-11-01", None),)])
def test_nothing_is_withheld_where_no_other_centre_stands_in_the_way(desk, given):
    household = family(desk)
    aided_elsewhere(desk, household, "Sacra Famiglia", *given)
    give(desk, household, day="2026-11-21")

    assert not withhold_aid(desk, household, "food")
    assert month_return(desk, MONTH).overlaps_avoided == 0


def test_where_matching_is_perfect_the_centres_add_up_to_the_distinct_exactly(
    empty_vault, clock, tmp_path
):
    """Four centres, thirty households, each kept and helped by some of them."""
    dice = random.Random(5)
    names = ("A", "B", "C", "D")
    families = [
        {
            "size": dice.randint(1, 6),
            "kept": (kept := dice.sample(names, dice.randint(1, 4))),
            "helped": dice.sample(kept, dice.randint(0, len(kept))),
        }
        for _ in range(30)
    ]
    returns = []
    for name in names:
        desk = empty_vault.copy_to(tmp_path, f"{name}.dapo").open(clock)
        for number, each in enumerate(families):
            if name in each["kept"]:
                _keep(desk, name, number, each)
        returns.append(month_return(desk, MONTH))
        desk.close()

    helped = [each for each in families if each["helped"]]
    assert [sum(shares) for shares in zip(*map(told, returns), strict=True)] == pytest.approx(
        [
            len(families),
            sum(f["size"] for f in families),
            len(helped),
            sum(f["size"] for f in helped),
        ],
        abs=1e-9,
    )
    assert sum(each.kept_households for each in returns) == len(families) * SHARE
    assert sum(line.households for each in returns for line in each.aid) == len(helped) * SHARE
    assert sum(line.units for each in returns for line in each.aid) == 2 * sum(
        len(each["helped"]) for each in helped
    )


def _keep(desk, name, number, each):
    members = [
        MemberDraft("reference" if not place else "child", f"Cognome{number}", f"Nome{place}")
        for place in range(each["size"])
    ]
    household = open_a_file_of(desk, *members)
    listed = stands_at_the_register(desk, household)
    for other in each["kept"]:
        if other != name:
            given = [("food", "2026-11-03", None)] if other in each["helped"] else []
            lists_them_too(desk, aided_elsewhere(desk, household, other, *given), listed)
    if name in each["helped"]:
        give(desk, household, quantity=2)
