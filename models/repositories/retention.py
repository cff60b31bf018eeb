"""What every file tells of its use, in a question to each table that knows."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.entities import Aid, Consent, Household, Isee, KeptLonger, Need
from models.repositories.households import STANDS
from models.rules.partial_date import PartialDate
from models.rules.retention import Traces

_FILES = (
    select(Household.id, Household.opened_on, Household.closed_on, KeptLonger.until)
    .outerjoin(KeptLonger, KeptLonger.household_id == Household.id)
    .where(STANDS)
)
# Each by itself: in this order its rows stand already, and all together would have to be sorted.
_LAST = tuple(
    select(of.household_id, func.max(func.ltrim(day, "~"))).group_by(of.household_id)
    for of, day in (
        (Aid, Aid.given_on),
        (Need, Need.since),
        (Isee, Isee.dsu_on),
        (Consent, Consent.given_on),
    )
)
_CONSENTS = (
    select(
        Consent.household_id,
        func.count().label("given"),
        func.count(Consent.withdrawn_on).label("withdrawn"),
        func.coalesce(func.max(Consent.withdrawn_on), "").label("last"),
    )
    .where(Consent.purpose == "file")
    .group_by(Consent.household_id)
)


def traces(session: Session, today: date) -> dict[UUID, Traces]:
    """What tells how long each file is still needed.

    Used is a file when aid was given, a need or an ISEE written, a consent signed; not when it was
    opened to be looked at, or corrected.
    """
    last_day: dict[UUID, str] = {}
    for days in _LAST:
        for household_id, day in session.execute(days):
            last_day[household_id] = max(day, last_day.get(household_id, ""))
    ended = {
        row.household_id: date.fromisoformat(row.last)
        for row in session.execute(_CONSENTS)
        if row.given == row.withdrawn
    }
    found: dict[UUID, Traces] = {}
    for row in session.execute(_FILES):
        used = [date.fromisoformat(row.opened_on)]
        if last := last_day.get(row.id):
            used.append(min(today, PartialDate.from_iso(last).latest))
        found[row.id] = Traces(
            last_used=max(used),
            closed_on=date.fromisoformat(row.closed_on) if row.closed_on else None,
            consent_ended_on=ended.get(row.id),
            kept_until=date.fromisoformat(row.until) if row.until else None,
        )
    return found
