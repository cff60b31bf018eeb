"""Which backups are kept."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.rules.generations import DAYS, MONTHS, WEEKS, kept

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MOMENTS = st.lists(
    st.integers(0, 800 * 24).map(lambda hours: NOON - timedelta(hours=hours)), unique=True
)


def test_of_a_backup_each_day_for_a_year_days_weeks_and_months_stay():
    daily = [NOON - timedelta(days=day) for day in range(365)]
    stay = sorted(kept(daily), reverse=True)
    assert stay[:3] == daily[:3]
    assert [moment.date().isoformat() for moment in stay[3:]] == [
        "2026-11-15",
        "2026-11-08",
        "2026-11-01",
        "2026-10-31",
        "2026-09-30",
        "2026-08-31",
        "2026-07-31",
        "2026-06-30",
    ]


def test_of_several_in_a_day_the_newest_stays():
    morning = NOON - timedelta(hours=3)
    assert kept([morning, NOON]) == {NOON}


def test_a_holiday_deletes_nothing():
    before = NOON - timedelta(days=40)
    assert kept([before]) == {before}


@given(MOMENTS)
def test_the_newest_always_stays_and_the_number_is_bounded(moments):
    stay = kept(moments)
    assert stay <= set(moments)
    assert len(stay) <= DAYS + WEEKS + MONTHS
    assert not moments or max(moments) in stay


@given(MOMENTS)
def test_dropping_twice_is_dropping_once(moments):
    assert kept(kept(moments)) == kept(moments)
