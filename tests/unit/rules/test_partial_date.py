"""Dates as volunteers write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.partial_date import (
    DateNotUnderstood,
    PartialDate,
    month_number,
    parse_partial_date,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("5/3/1948", "1948-03-05"),
        ("05.03.48", "1948-03-05"),
        ("5-3-48", "1948-03-05"),
        ("5 3 1948", "1948-03-05"),
        ("05031948", "1948-03-05"),
        ("19480305", "1948-03-05"),
        ("19021948", "1948-02-19"),
        ("050348", "1948-03-05"),
        ("1948-03-05", "1948-03-05"),
        ("1948/3/5", "1948-03-05"),
        ("1948-03-05 00:00:00", "1948-03-05"),
        ("5 marzo 1948", "1948-03-05"),
        ("5 mar. 48", "1948-03-05"),
        ("5 SETT 1948", "1948-09-05"),
        ("March 1948", "1948-03"),
        ("3/1948", "1948-03"),
        ("1948-03", "1948-03"),
        ("1948", "1948"),
        ("circa 1948", "~1948"),
        ("~ 3/1948", "~1948-03"),
        ("oggi", "2026-11-22"),
        ("Ieri", "2026-11-21"),
        ("domani", "2026-11-23"),
    ],
)
def test_a_date_is_read_however_it_is_written(written: str, iso: str) -> None:
    known = parse_partial_date(written, TODAY, expects="any")
    assert known.iso == iso
    assert PartialDate.from_iso(iso) == known


@pytest.mark.parametrize(
    "written",
    [
        "",
        "boh",
        "5 ma 1948",
        "31/2/1948",
        "5/13/1948",
        "1/1/1848",
        "48",
        "1/1/3000",
        "99999999",
        "20261322",
        "12345",
        "١٢٣٤",
        "5/3/1948/7",
        "circa",
        "0",
    ],
)
def test_what_is_no_date_is_told(written: str) -> None:
    with pytest.raises(DateNotUnderstood):
        parse_partial_date(written, TODAY)


def test_two_digits_of_a_year_lie_in_the_past_unless_an_expiry_is_expected() -> None:
    assert parse_partial_date("1/1/27", TODAY).year == 1927
    assert parse_partial_date("1/1/27", TODAY, expects="any").year == 2027
    assert parse_partial_date("1/1/26", TODAY).year == 2026


@pytest.mark.parametrize("text", ["", "1948-13", "1948-02-30", "1948-1-1-1", "marzo", "1948--5"])
def test_only_what_was_kept_is_read_back(text: str) -> None:
    with pytest.raises(DateNotUnderstood):
        PartialDate.from_iso(text)


def test_a_day_needs_its_month() -> None:
    with pytest.raises(DateNotUnderstood):
        PartialDate(1948, None, 5)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_full_date_means_itself(day: date) -> None:
    known = PartialDate.from_date(day)
    assert known.is_full
    assert known.earliest == known.latest == day
    assert parse_partial_date(day.strftime("%d/%m/%Y"), TODAY, expects="any") == known


def test_what_is_not_told_may_be_any_day() -> None:
    assert (PartialDate(2024).earliest, PartialDate(2024).latest) == (
        date(2024, 1, 1),
        date(2024, 12, 31),
    )
    assert PartialDate(2024, 2).latest == date(2024, 2, 29)
    assert not PartialDate(2024, 2).is_full
    assert not PartialDate(2024, 2, 1, is_approximate=True).is_full


def test_age_counts_whole_years_and_is_never_negative() -> None:
    born = PartialDate(2000, 11, 23)
    assert [born.age_on(day) for day in (TODAY, date(2026, 11, 23), date(1999, 1, 1))] == [
        25,
        26,
        0,
    ]


def test_months_are_known_by_their_beginning() -> None:
    assert [month_number(word) for word in ("gen", "Dicembre", "sett", "aug", "ma", "boh")] == [
        1,
        12,
        9,
        8,
        None,
        None,
    ]
