"""Which months can be closed, which were, and which one is proposed."""

from app.services.desk import Desk
from models.records.closing import ClosingMonths
from models.repositories import overview as counts


def closing_months(desk: Desk) -> ClosingMonths:
    """The months with aid that have begun, the present one included, and the one to begin with.

    Proposed is the latest month that has ended and waits for its closing; then the present month,
    if it waits; then the latest that was closed. A closing carries earlier months along, so those
    before the latest closed month do not wait, unless they were reopened.
    """
    present = desk.today().isoformat()[:7]
    with desk.read() as session:
        aided = {month for month in counts.months_with_aid(session) if month <= present}
        closed = counts.closed_months(session)
        waiting = counts.months_waiting(session, present)
        begun = counts.begun_months(session)
    latest = max(closed, default="")
    proposed = max(
        (month for month in waiting if month < present),
        default=present if waiting or not closed else latest,
    )
    months = sorted(aided | closed | begun | {present}, reverse=True)
    return ClosingMonths(tuple(months), frozenset(closed), proposed)
