"""When the same kind of aid counts as doubled."""

from datetime import date

import pytest

from models.rules.partial_date import PartialDate
from models.rules.windows import Agreement, gap_days, overlaps, possible_from


def on(text: str) -> PartialDate:
    return PartialDate.from_iso(text)


@pytest.mark.parametrize(
    ("first", "second", "gap"),
    [
        ("2026-03-10", "2026-03-22", 12),
        ("2026-03-22", "2026-03-10", 12),
        ("2026-03-10", "2026-03-10", 0),
        ("2026-03", "2026-03-22", 0),
        ("2026-03", "2026-04-05", 5),
        ("2026-02-20", "2026-03", 9),
        ("2026-01", "2026-03", 29),
        ("~2026-03-10", "2026-03-22", 0),
    ],
)
def test_a_bare_month_is_as_near_as_its_nearest_day(first: str, second: str, gap: int) -> None:
    assert gap_days(on(first), on(second)) == gap


@pytest.mark.parametrize(
    ("first", "second", "doubled"),
    [
        ("2026-03-10", "2026-03-24", True),
        ("2026-03-10", "2026-03-25", False),
        ("2026-03", "2026-03-31", True),
        ("2026-03", "2026-04-07", True),
        ("2026-03", "2026-04-08", False),
        ("2026-03", "2026-03", True),
        ("2026-03", "2026-04", True),
        ("2026-03", "2026-05", False),
        ("2026", "2026-03-10", False),
        ("2026-03-10", "2026", False),
    ],
)
def test_aid_overlaps_when_closer_than_the_window(first: str, second: str, doubled: bool) -> None:
    assert overlaps(on(first), on(second), 15) is doubled


def test_a_kind_without_a_window_is_never_doubled() -> None:
    assert not overlaps(on("2026-03-10"), on("2026-03-10"), 0)
    assert not overlaps(on("2026-03"), on("2026-03"), 0)
    assert possible_from(on("2026-03-10"), 0) is None


def test_aid_is_possible_again_on_the_first_day_that_does_not_double() -> None:
    assert possible_from(on("2026-03-10"), 15) == date(2026, 3, 25)
    assert possible_from(on("2026-03"), 15) == date(2026, 4, 8)
    assert possible_from(on("2026"), 15) is None


@pytest.mark.parametrize("given", ["2026-03-10", "2026-03", "2024-02", "~2026-03-10"])
@pytest.mark.parametrize("window", [1, 15, 30, 90])
def test_the_day_told_is_the_first_that_does_not_overlap(given: str, window: int) -> None:
    first = possible_from(on(given), window)
    assert first is not None
    assert not overlaps(on(given), PartialDate.from_date(first), window)
    before = date.fromordinal(first.toordinal() - 1)
    assert overlaps(on(given), PartialDate.from_date(before), window)


AGREED = Agreement(
    (
        (date(2026, 1, 1), {"food": 15, "money": 30}),
        (date(2026, 11, 10), {"food": 20, "school": 0}),
    )
)


def test_a_window_is_that_of_the_version_begun_last():
    assert AGREED.on(date(2026, 11, 9))["food"] == 15
    assert AGREED.on(date(2026, 11, 10))["food"] == 20
    assert AGREED.on(date(1999, 1, 1))["food"] == 15


def test_two_aids_are_judged_by_the_agreement_of_the_later_one():
    before, after = PartialDate.from_iso("2026-11-01"), PartialDate.from_iso("2026-11-12")
    assert AGREED.window("food", before, after) == AGREED.window("food", after, before) == 20
    assert AGREED.window("food", before, before) == 15
    # Of a bare month, its last day.
    assert AGREED.window("food", before, PartialDate.from_iso("2026-11")) == 20
    assert AGREED.window("money", before, after) == 0


def test_aid_leaves_when_its_kind_was_compared_that_day_or_later():
    first, dropped, now = date(2026, 11, 9), date(2026, 11, 10), date(2026, 11, 22)
    assert AGREED.kinds(first, first) == AGREED.kinds(first, now) == {"food", "money"}
    assert AGREED.kinds(dropped, now) == AGREED.kinds(now, now) == {"food"}
    assert AGREED.kinds(date(1999, 1, 1), now) == {"food", "money"}
