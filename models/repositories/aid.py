"""Reading aid: here and elsewhere, of one household or of twenty at once."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from models.entities import Aid, AidElsewhere, Operator, Setting, Sighting
from models.repositories.households import known_date
from models.repositories.rows import AnyRow
from models.rules.partial_date import PartialDate
from models.rules.windows import DEFAULT_WINDOWS

_FULL_DATE = len("2026-01-31")
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
IS_SAME = or_(
    Sighting.answer == "same", and_(Sighting.strength == "certain", Sighting.answer != "different")
)
"""A sighting counts when it is certain or answered "same", and not when answered "different"."""
_NEWEST: tuple[ColumnElement[Any], ...] = (func.ltrim(Aid.given_on, "~").desc(), Aid.id.desc())

_OF_HOUSEHOLD = (
    select(
        Aid.id,
        Aid.kind,
        Aid.quantity,
        Aid.cents,
        Aid.purpose,
        Aid.given_on,
        Aid.member_id,
        Aid.recorded_at,
        Operator.name.label("operator"),
    )
    .outerjoin(Operator, Operator.id == Aid.operator_id)
    .where(Aid.household_id == bindparam("household_id", type_=Aid.household_id.type))
    .order_by(*_NEWEST)
)
_PAGE = _OF_HOUSEHOLD.limit(bindparam("limit")).offset(bindparam("offset"))
_ELSEWHERE = (
    select(
        Sighting.household_id,
        AidElsewhere.other_centre,
        AidElsewhere.kind,
        AidElsewhere.quantity,
        AidElsewhere.cents,
        AidElsewhere.given_on,
        case((IS_SAME, 1), else_=0).label("is_certain"),
    )
    .join(AidElsewhere, AidElsewhere.other_handle == Sighting.other_handle)
    .where(Sighting.household_id.in_(_IDS), Sighting.answer != "different")
    .order_by(func.ltrim(AidElsewhere.given_on, "~").desc(), AidElsewhere.id)
)
_ALSO_AT = (
    select(Sighting.other_centre)
    .where(Sighting.household_id.in_(_IDS), IS_SAME)
    .distinct()
    .order_by(Sighting.other_centre)
)
_LATEST = (
    select(Aid.household_id, Aid.kind, func.max(Aid.given_on).label("given_on"))
    .where(Aid.household_id.in_(_IDS))
    .group_by(Aid.household_id, Aid.kind, func.length(Aid.given_on))
)
"""The latest of each precision: a bare month may weigh on a window longer than a later day."""
_GIVEN_ON = (
    select(Aid.household_id, Aid.kind, Aid.quantity, Aid.recorded_at)
    .where(Aid.given_on == bindparam("day"))
    .order_by(Aid.recorded_at.desc(), Aid.id.desc())
)
_LAST_DAYS = (
    select(func.count(Aid.household_id.distinct()))
    .where(Aid.given_on < bindparam("day"), func.length(Aid.given_on) == _FULL_DATE)
    .group_by(Aid.given_on)
    .order_by(Aid.given_on.desc())
    .limit(4)
)
_WINDOWS = select(Setting.value).where(Setting.name == "windows")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An aid given by another centre to a household of ours that it follows too."""

    centre: str
    kind: str
    quantity: int
    cents: int | None
    given_on: PartialDate | None
    is_certain: bool


def page(
    session: Session, household_id: UUID, offset: int = 0, limit: int = 200
) -> Sequence[AnyRow]:
    """Aid given here to a household, newest first, undated last."""
    values = {"household_id": household_id, "offset": offset, "limit": limit}
    return session.connection().execute(_PAGE, values).all()


def all_of(session: Session, household_id: UUID) -> Sequence[AnyRow]:
    """All aid given here to a household, newest first; rows of a household lie together."""
    return session.connection().execute(_OF_HOUSEHOLD, {"household_id": household_id}).all()


def latest(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, dict[str, list[PartialDate]]]:
    """Dates of the latest aid given here, by household and kind; undated aid is left out."""
    found: defaultdict[UUID, dict[str, list[PartialDate]]] = defaultdict(dict)
    for row in session.connection().execute(_LATEST, {"ids": ids}):
        if row.given_on:
            dates = found[row.household_id].setdefault(row.kind, [])
            dates.append(PartialDate.from_iso(row.given_on))
    return found


def given_on(session: Session, day: date) -> Sequence[AnyRow]:
    """Aid given on a day, newest first."""
    return session.connection().execute(_GIVEN_ON, {"day": day.isoformat()}).all()


def busiest_of_last_days(session: Session, day: date) -> int:
    """Households served on the busiest of the four days of distribution before `day`."""
    counts = session.connection().execute(_LAST_DAYS, {"day": day.isoformat()}).scalars()
    return max(counts, default=0)


def elsewhere(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, list[Elsewhere]]:
    """Aid given by other centres, by household, newest first."""
    found: defaultdict[UUID, list[Elsewhere]] = defaultdict(list)
    for row in session.connection().execute(_ELSEWHERE, {"ids": ids}):
        line = Elsewhere(
            centre=row.other_centre,
            kind=row.kind,
            quantity=row.quantity,
            cents=row.cents,
            given_on=known_date(row.given_on),
            is_certain=bool(row.is_certain),
        )
        found[row.household_id].append(line)
    return found


def also_at(session: Session, household_id: UUID) -> tuple[str, ...]:
    """Other centres that follow a household, by name."""
    return tuple(session.connection().execute(_ALSO_AT, {"ids": [household_id]}).scalars())


def windows(session: Session) -> dict[str, int]:
    """Days by kind of aid within which it counts as doubled, by the network's agreement."""
    written = session.connection().execute(_WINDOWS).scalar_one_or_none()
    return DEFAULT_WINDOWS | (json.loads(written) if written else {})
