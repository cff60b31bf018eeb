"""Windows: the days within which the same kind of aid counts as doubled.

Many registers write parcels by month only. Measured on seven registers with known truth, a full
day overlaps when strictly closer than the window, and a bare month when its nearest day lies
within half the window.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from models.rules.partial_date import PartialDate

DEFAULT_WINDOWS = {"food": 15, "clothing": 90, "money": 30}
"""Days by kind of aid, until the network's agreement says otherwise; other kinds have none."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Windows in days by kind of aid, by the day from which they hold, the earliest first."""

    versions: tuple[tuple[date, Mapping[str, int]], ...]

    def on(self, day: date) -> Mapping[str, int]:
        """The windows that hold on a day; before the first version begins, the first."""
        begun = [windows for begins, windows in self.versions if begins <= day]
        return begun[-1] if begun else self.versions[0][1]

    def window(self, kind: str, first: PartialDate, second: PartialDate) -> int:
        """Days within which two aids of a kind overlap, by the agreement of the later one's day."""
        return self.on(max(first.latest, second.latest)).get(kind, 0)

    def kinds(self, since: date, until: date) -> frozenset[str]:
        """The kinds compared on some day from `since` to `until`, both included.

        Aid given `since` a day can be doubled by later aid only, so these are the kinds of it that
        leave: one that the network agreed to compare no more stays from then on.
        """
        begun = [windows for begins, windows in self.versions if since < begins <= until]
        compared = (self.on(since), *begun)
        return frozenset(kind for windows in compared for kind, days in windows.items() if days)


def gap_days(first: PartialDate, second: PartialDate) -> int:
    """Days between the nearest days that two dates can mean; 0 when they can be one day.

    Both must be known at least to the month.
    """
    (first_from, first_to), (second_from, second_to) = _span(first), _span(second)
    return max((second_from - first_to).days, (first_from - second_to).days, 0)


def overlaps(first: PartialDate, second: PartialDate, window_days: int) -> bool:
    """Whether two aids of one kind count as doubled; dates known to the year only never do."""
    if window_days <= 0 or first.month is None or second.month is None:
        return False
    if first.is_full and second.is_full:
        return gap_days(first, second) < window_days
    return gap_days(first, second) <= window_days // 2


def possible_from(given_on: PartialDate, window_days: int) -> date | None:
    """First day on which the same kind no longer doubles `given_on`; None when it never did."""
    if window_days <= 0 or given_on.month is None:
        return None
    if given_on.is_full:
        return given_on.earliest + timedelta(days=window_days)
    return _span(given_on)[1] + timedelta(days=window_days // 2 + 1)


def _span(known: PartialDate) -> tuple[date, date]:
    """First and last day that a date can mean; an approximate day means its whole month."""
    if known.is_full:
        return known.earliest, known.earliest
    month = known.month or 1
    last = monthrange(known.year, month)[1]
    return date(known.year, month, 1), date(known.year, month, last)
