"""What every file tells of its use, in three questions."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select, union_all
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
_DAYS = union_all(
    *(
        select(of.household_id.label("household_id"), func.ltrim(day, "~").label("day"))
        for of, day in (
            (Aid, Aid.given_on),
            (Need, Need.since),
            (Isee, Isee.dsu_on),
            (Consent, Consent.given_on),
        )
    )
).subquery("days")
_LAST = select(_DAYS.c.household_id, func.max(_DAYS.c.day)).group_by(_DAYS.c.household_id)
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
    last_day: dict[UUID, str] = dict(session.execute(_LAST).all())
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
