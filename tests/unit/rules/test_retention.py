"""When a file falls due."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.days import months_later
from models.rules.generations import gone_by
from models.rules.retention import Times, Traces, due

TIMES = Times(closed=12, unused=24)
USED = date(2024, 2, 29)


@pytest.mark.parametrize(
    ("traces", "expected"),
    [
        (Traces(USED), (date(2026, 2, 28), "unused")),
        (Traces(USED, closed_on=date(2024, 3, 31)), (date(2025, 3, 31), "closed")),
        (Traces(USED, consent_ended_on=date(2024, 5, 1)), (date(2024, 5, 1), "consent")),
        (
            Traces(USED, date(2024, 3, 31), date(2024, 5, 1)),
            (date(2024, 5, 1), "consent"),
        ),
        (Traces(USED, kept_until=date(2030, 1, 1)), (date(2030, 1, 1), "unused")),
        (Traces(USED, kept_until=date(2025, 1, 1)), (date(2026, 2, 28), "unused")),
    ],
)
def test_a_file_falls_due_by_what_happened_last(traces, expected):
    assert due(traces, TIMES) == expected


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 240))
def test_months_later_is_that_month_and_never_a_later_day(day, months):
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day
    assert later.day == day.day or months_later(later.replace(day=1), 1).day == 1


def test_a_copy_is_gone_half_a_year_later():
    assert gone_by(date(2026, 11, 22)) == date(2027, 5, 1)
