"""Reading aid: here and elsewhere, of one household or of twenty at once."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from models.entities import Aid, AidElsewhere, Operator, Setting, Sighting
from models.entities.network import UNSEEN
from models.repositories.households import known_date
from models.repositories.rows import AnyRow
from models.rules.partial_date import PartialDate
from models.rules.windows import DEFAULT_WINDOWS, Agreement

_FULL_DATE = len("2026-01-31")
_BARE_MONTH = len("2026-01")
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
IS_LIKELY = and_(Sighting.strength != UNSEEN, Sighting.answer != "different")
"""Evidence of a sighting is there, and nobody said that it is another household."""
IS_SAME = and_(IS_LIKELY, or_(Sighting.strength == "certain", Sighting.answer == "same"))
"""A sighting counts when it is certain or answered "same"."""
_IS_FULL = func.length(Aid.given_on) == _FULL_DATE
_IS_MONTH = func.length(Aid.given_on) == _BARE_MONTH
_OF_KIND = Aid.kind == bindparam("kind")

_OF_HOUSEHOLD = select(
    Aid.id,
    Aid.kind,
    Aid.quantity,
    Aid.cents,
    Aid.purpose,
    Aid.given_on,
    Aid.member_id,
    Aid.recorded_at,
    Aid.operator_id,
).where(Aid.household_id == bindparam("household_id", type_=Aid.household_id.type))
_OPERATORS = select(Operator.id, Operator.name)
_ELSEWHERE = (
    select(
        Sighting.household_id,
        Sighting.other_centre,
        AidElsewhere.kind,
        AidElsewhere.quantity,
        AidElsewhere.cents,
        AidElsewhere.given_on,
        case((IS_SAME, 1), else_=0).label("is_certain"),
    )
    .outerjoin(AidElsewhere, AidElsewhere.other_handle == Sighting.other_handle)
    .where(Sighting.household_id.in_(_IDS), IS_LIKELY)
    .order_by(func.ltrim(AidElsewhere.given_on, "~").desc(), AidElsewhere.id)
)
_LATEST = (
    select(
        Aid.household_id,
        func.max(case((_IS_FULL, Aid.given_on))).label("day"),
        func.max(case((_IS_MONTH, Aid.given_on))).label("month"),
        func.max(case((and_(_IS_FULL, _OF_KIND), Aid.given_on))).label("day_of_kind"),
        func.max(case((and_(_IS_MONTH, _OF_KIND), Aid.given_on))).label("month_of_kind"),
    )
    .where(Aid.household_id.in_(_IDS))
    .group_by(Aid.household_id)
)
"""Rows of a household lie together, so this is one walk. A bare month may weigh on a window longer
than a later day: both are kept."""
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
_AGREED = select(Setting.name, Setting.value).where(Setting.name.in_(("agreement", "windows")))


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An aid given by another centre to a household of ours that it follows too."""

    centre: str
    kind: str
    quantity: int
    cents: int | None
    given_on: PartialDate | None
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Latest:
    """Dates of the latest aid of a household: of any kind, and of the kind asked about."""

    of_any: tuple[PartialDate, ...] = ()
    of_kind: tuple[PartialDate, ...] = ()


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What is known of a household from other centres."""

    aid: tuple[Elsewhere, ...] = ()
    """Newest first."""
    centres: tuple[str, ...] = ()
    """Those that follow it for certain, or by our own answer, by name."""


def all_of(session: Session, household_id: UUID) -> list[AnyRow]:
    """All aid given here to a household, newest first, undated last."""
    rows = session.connection().execute(_OF_HOUSEHOLD, {"household_id": household_id}).all()
    return sorted(rows, key=lambda row: (row.given_on.lstrip("~"), row.id), reverse=True)


def operators(session: Session) -> dict[UUID, str]:
    """Names of those who record aid."""
    return {row.id: row.name for row in session.connection().execute(_OPERATORS)}


def latest(session: Session, ids: Sequence[UUID], kind: str) -> dict[UUID, Latest]:
    """Dates of the latest aid given here, by household; undated aid is left out."""
    rows = session.connection().execute(_LATEST, {"ids": ids, "kind": kind})
    return {
        row.household_id: Latest(
            of_any=_dates(row.day, row.month), of_kind=_dates(row.day_of_kind, row.month_of_kind)
        )
        for row in rows
    }


def given_on(session: Session, day: date) -> Sequence[AnyRow]:
    """Aid given on a day, newest first."""
    return session.connection().execute(_GIVEN_ON, {"day": day.isoformat()}).all()


def busiest_of_last_days(session: Session, day: date) -> int:
    """Households served on the busiest of the four days of distribution before `day`."""
    counts = session.connection().execute(_LAST_DAYS, {"day": day.isoformat()}).scalars()
    return max(counts, default=0)


def neighbours(session: Session, ids: Sequence[UUID]) -> dict[UUID, Neighbours]:
    """What other centres gave, and which of them follow the household, by household."""
    lines: defaultdict[UUID, list[Elsewhere]] = defaultdict(list)
    centres: defaultdict[UUID, set[str]] = defaultdict(set)
    for row in session.connection().execute(_ELSEWHERE, {"ids": ids}):
        if row.is_certain:
            centres[row.household_id].add(row.other_centre)
        if row.kind is not None:
            line = Elsewhere(
                centre=row.other_centre,
                kind=row.kind,
                quantity=row.quantity,
                cents=row.cents,
                given_on=known_date(row.given_on),
                is_certain=bool(row.is_certain),
            )
            lines[row.household_id].append(line)
    return {
        one: Neighbours(tuple(lines[one]), tuple(sorted(centres[one])))
        for one in lines.keys() | centres.keys()
    }


def agreement(session: Session) -> Agreement:
    """The windows of the network's agreement; the centre's own while it was told none."""
    written = dict(session.connection().execute(_AGREED).all())
    if "agreement" in written:
        told = json.loads(written["agreement"])
        return Agreement(
            tuple((date.fromisoformat(each["valid_from"]), each["windows"]) for each in told)
        )
    return Agreement(((date.min, DEFAULT_WINDOWS | json.loads(written.get("windows", "{}"))),))


def windows(session: Session, day: date) -> Mapping[str, int]:
    """Days by kind of aid within which it counts as doubled, by the agreement of a day."""
    return agreement(session).on(day)


def _dates(*texts: str | None) -> tuple[PartialDate, ...]:
    return tuple(PartialDate.from_iso(text) for text in texts if text)
