"""No small count can be worked out of what is shown: exhaustively, and by linear programming."""

import random
from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from models.rules.returns import SHARE
from sync.protocol.messages import Return
from sync.register.statistics.counting import Counting
from sync.register.statistics.suppression import (
    Tally,
    rounded,
    shown_of_answers,
    shown_of_partition,
    shown_of_totals,
)
from tests.support.disclosure import learnt_by
from tests.support.made_returns import whole_return

THRESHOLD, SPECIAL = 5, 10


def tables(total: int, groups: int) -> Iterator[tuple[int, ...]]:
    if groups == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in tables(total - first, groups - 1):
            yield (first, *rest)


def alone(*counts: int) -> list[Tally]:
    return [Tally.of([count]) for count in counts]


@pytest.mark.parametrize(
    ("least", "totals"),
    [
        ((3, 3, 3), range(6, 30)),
        ((5, 5), range(10, 60)),
        ((5, 5, 5), range(10, 30)),
        ((3, 3, 3, 3), range(6, 22)),
        ((3, 6, 3), range(6, 30)),
        ((3, 3, 6), range(6, 30)),
    ],
)
def test_who_knows_the_program_still_finds_as_many_values_as_the_threshold_for_each_withheld(
    least, totals
):
    for total in totals:
        seen = defaultdict(list)
        for counts in tables(total, len(least)):
            shown = shown_of_partition(alone(*counts), least)
            public = tuple(
                c if is_shown else None for c, is_shown in zip(counts, shown, strict=True)
            )
            seen[public].append(counts)
        for public, possible in seen.items():
            for place, told in enumerate(public):
                if told is None:
                    values = {counts[place] for counts in possible}
                    assert len(values) >= min(least), (public, place, values)
                else:
                    assert told >= least[place]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((30, 20, 10), (True, True, True)),
        ((30, 20, 3), (True, False, False)),
        ((3, 20, 30), (False, True, False)),
        ((30, 20, 0), (True, False, False)),
        ((30, 5, 0), (False, False, False)),
        ((4, 4, 4), (False, False, False)),
        ((0, 0, 40), (False, False, False)),
        ((0, 0, 0), (False, False, False)),
    ],
)
def test_a_small_group_is_withheld_with_the_last_that_is_large(counts, shown):
    assert shown_of_partition(alone(*counts), (THRESHOLD,) * 3) == shown


def test_a_group_of_which_one_centre_has_nearly_all_is_withheld_from_that_centre_too():
    mostly_one = Tally.of([50, 2, 2])
    spread = Tally.of([20, 20, 20])

    assert shown_of_partition([mostly_one, spread, spread], (THRESHOLD,) * 3) == (
        False,
        True,
        False,
    )


def test_an_answer_is_withheld_when_nearly_everybody_or_nearly_nobody_gave_it():
    total = Tally.of([100])

    shown = shown_of_answers(total, alone(4, 5, 95, 96, 100, 0), (THRESHOLD,) * 6)

    assert shown == [False, True, True, False, False, False]


def test_a_total_that_would_tell_a_small_rest_is_withheld():
    helped, people, kept = alone(100, 300, 104)

    assert shown_of_totals([(helped, ()), (people, (0,)), (kept, (0,))], SPECIAL) == (
        True,
        True,
        False,
    )


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=12), st.integers(1, SHARE))
def test_rounded_groups_add_up_to_the_rounded_total(groups, unit):
    wholes = rounded(groups, unit)

    assert sum(wholes) == (sum(groups) + unit // 2) // unit
    assert all(abs(whole - group / unit) < 1 for whole, group in zip(wholes, groups, strict=True))


def centres(dice: random.Random, sizes: list[int], kept_more: int) -> list[Return]:
    return [whole_return(dice, size, kept_more=kept_more) for size in sizes]


@settings(max_examples=12)
@given(
    seed=st.integers(0, 2**32),
    sizes=st.lists(st.sampled_from([0, 1, 4, 9, 30, 120]), min_size=1, max_size=4),
    kept_more=st.sampled_from([0, 1, 3, 40]),
)
def test_nothing_withheld_is_recovered_from_all_that_is_published_not_by_a_centre_either(
    seed, sizes, kept_more
):
    returns = centres(random.Random(seed), sizes, kept_more)
    month = Counting("2026-10", returns, THRESHOLD).counts(())
    readers = [None, *(returns if len(returns) > 1 else ())]

    for reader in readers:
        for learnt in learnt_by(reader, month):
            assert learnt.width >= THRESHOLD - 1e-6, (learnt, reader is None)


def test_a_centre_that_invents_households_sees_no_more_of_the_others():
    dice = random.Random(7)
    honest = [whole_return(dice, 6), whole_return(dice, 3)]
    liar = whole_return(dice, 5_000)
    month = Counting("2026-10", [*honest, liar], THRESHOLD).counts(())

    of_households = [table for table in month.tables if table.base == "households"]
    assert month.households is None
    assert all(group.count is None for table in of_households for group in table.groups)
    assert all(aid.households is None for aid in month.aid)
    assert all(learnt.width >= THRESHOLD for learnt in learnt_by(liar, month))


def test_every_count_published_is_at_least_its_threshold():
    for seed in range(60):
        dice = random.Random(seed)
        returns = centres(dice, [dice.choice([0, 2, 8, 50, 200]) for _ in range(5)], 30)
        month = Counting("2026-10", returns, THRESHOLD).counts(())
        told = [group.count for table in month.tables for group in table.groups]
        told += [count for aid in month.aid for count in (aid.households, aid.times)]
        told += [month.overlaps_found, month.overlaps_avoided]
        assert min((count for count in told if count is not None), default=5) >= THRESHOLD
        totals = (month.households, month.people, month.kept_households, month.kept_people)
        assert min((count for count in totals if count is not None), default=10) >= SPECIAL


def test_from_two_months_nobody_learns_how_many_came_and_how_many_went():
    dice = random.Random(3)
    returns = centres(dice, [60, 80, 70], 0)
    months = [returns, [*returns[:2], whole_return(dice, 71)]]
    first, second = (Counting("2026-10", each, THRESHOLD).counts(()) for each in months)

    compared = 0
    for before, after in zip(first.tables, second.tables, strict=True):
        for was, now in zip(before.groups, after.groups, strict=True):
            if was.count is not None and now.count is not None:
                assert newcomers(was.count, now.count) >= THRESHOLD
                compared += 1
    assert compared


def newcomers(was: int, now: int) -> float:
    """Between how few and how many of those counted now were not counted before."""
    stayed_went_came = {"A_eq": [[1, 1, 0], [1, 0, 1]], "b_eq": [was, now], "bounds": (0, None)}
    fewest = linprog([0, 0, 1], **stayed_went_came)
    most = linprog([0, 0, -1], **stayed_went_came)
    return float(-most.fun - fewest.fun)
