"""Which backups are kept: of the last days, weeks and months the newest of each."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from models.rules.days import months_later

DAYS: Final = 3
WEEKS: Final = 4
MONTHS: Final = 6


def kept(moments: Iterable[datetime]) -> frozenset[datetime]:
    """The newest of each of the last 3 days, 4 weeks and 6 months that have one.

    A day without a backup does not count, so that a holiday deletes nothing.
    """
    newest = sorted(moments, reverse=True)
    chosen: set[datetime] = set()
    for count, name_of in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        seen: list[tuple[int, ...]] = []
        for moment in newest:
            name = name_of(moment)
            if name not in seen and len(seen) < count:
                seen.append(name)
                chosen.add(moment)
    return frozenset(chosen)


def _day(moment: datetime) -> tuple[int, ...]:
    return moment.year, moment.month, moment.day


def _week(moment: datetime) -> tuple[int, ...]:
    year, week, _ = moment.isocalendar()
    return year, week


def _month(moment: datetime) -> tuple[int, ...]:
    return moment.year, moment.month


def gone_by(day: date) -> date:
    """The first of the month in which a copy made on `day` is dropped, if each month has one."""
    return months_later(day.replace(day=1), MONTHS)
