"""Whether aid of a kind would double another: it informs, and never blocks."""

from collections.abc import Sequence
from datetime import date

from models.records.aid import Eligibility
from models.repositories.aid import Elsewhere
from models.rules.partial_date import PartialDate
from models.rules.windows import possible_from


def judge(
    kind: str,
    here: Sequence[PartialDate],
    elsewhere: Sequence[Elsewhere],
    window_days: int,
    today: date,
) -> Eligibility:
    """Weigh the latest aid of a kind, here and elsewhere, against its window.

    Args:
        kind: the code of the kind of aid.
        here: dates of that kind given here.
        elsewhere: all aid known from other centres; what is not certain does not count.
        window_days: 0 for a kind without a window, always due.
        today: the day on which it would be given.
    """
    theirs = [
        (aid.given_on, aid.centre)
        for aid in elsewhere
        if aid.kind == kind and aid.is_certain and aid.given_on is not None
    ]
    dates = [*here, *(given_on for given_on, _ in theirs)]
    ends = [day for day in (possible_from(known, window_days) for known in dates) if day]
    end = max(ends, default=today)
    last = max(theirs, key=lambda aid: _recency(aid[0]), default=(None, ""))
    return Eligibility(
        kind=kind,
        is_due=end <= today,
        last_here=max(here, key=_recency, default=None),
        last_elsewhere=last[0],
        elsewhere_centre=last[1],
        possible_from=end if end > today else None,
        window_days=window_days,
    )


def _recency(known: PartialDate) -> tuple[date, date]:
    return known.earliest, known.latest
