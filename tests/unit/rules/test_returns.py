"""The groups of the month's counts, and the parts of what centres share."""

import pytest

from models.rules import codes
from models.rules.returns import (
    SHARE,
    age_class,
    citizenship_group,
    dimension_label,
    dimensions,
    group_label,
    isee_band,
    macro_need,
    sex_group,
    share_of,
)


@pytest.mark.parametrize("centres", range(1, 13))
def test_the_parts_of_up_to_twelve_centres_make_exactly_one(centres: int) -> None:
    assert centres * share_of(centres) == SHARE


@pytest.mark.parametrize("centres", [13, 17, 40, 168])
def test_the_parts_of_more_centres_make_one_within_a_hundredth(centres: int) -> None:
    assert abs(centres * share_of(centres) - SHARE) < SHARE / 100


def test_groupings_and_groups_have_words_of_their_own() -> None:
    for each in dimensions():
        for language in ("it", "en"):
            assert dimension_label(each.name, language) != each.name
            words = [group_label(each.name, code, language) for code in each.codes]
            assert not set(words) & set(each.codes)
            assert len(set(words)) == len(words)
        assert each.special <= set(each.codes)


@pytest.mark.parametrize(
    ("age", "group"),
    [
        (None, "unknown"),
        (0, "under_18"),
        (17, "under_18"),
        (18, "from_18"),
        (29, "from_18"),
        (30, "from_30"),
        (64, "from_30"),
        (65, "from_65"),
        (101, "from_65"),
    ],
)
def test_ages_are_those_of_annex_iii(age: int | None, group: str) -> None:
    assert age_class(age) == group


@pytest.mark.parametrize(
    ("cents", "band"),
    [
        (None, "unknown"),
        (0, "zero"),
        (1, "to_6000"),
        (600_000, "to_6000"),
        (600_001, "to_10000"),
        (1_000_000, "to_10000"),
        (1_000_001, "above"),
    ],
)
def test_isee_bands(cents: int | None, band: str) -> None:
    assert isee_band(cents) == band


def test_sexes() -> None:
    assert [sex_group(sex) for sex in ("F", "M", "")] == ["women", "men", "unknown"]


def test_needs_are_counted_under_their_top() -> None:
    assert macro_need("unemployment") == "work"
    assert macro_need("work") == "work"
    assert macro_need("added by a centre") == "other"
    tops = {each.code for each in codes.codes("needs") if not each.macro}
    assert {macro_need(each.code) for each in codes.codes("needs")} == tops


@pytest.mark.parametrize(
    ("written", "group"),
    [
        ("", "unknown"),
        ("boh", "unknown"),
        ("Italia", "italian"),
        ("ITALIANA", "italian"),
        ("Cinisello Balsamo", "italian"),
        ("Romania", "eu"),
        ("rumena", "eu"),
        ("Marocco", "third_country"),
        ("marocchino", "third_country"),
        ("Z336", "third_country"),
        ("Sri Lankese", "third_country"),
        ("apolide", "third_country"),
    ],
)
def test_citizenship_as_it_is_written(written: str, group: str) -> None:
    assert citizenship_group(written) == group
