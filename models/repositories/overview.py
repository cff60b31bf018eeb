"""Counting for the first screen: what expires, who is silent, how the month goes."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import BindParameter, and_, bindparam, exists, func, not_, select
from sqlalchemy.orm import Session

from models.entities import (
    Aid,
    Closing,
    Consent,
    Document,
    Household,
    IdentityCode,
    Isee,
    Member,
)
from models.entities.network import Sighting
from models.repositories.aid import IS_SAME
from models.repositories.households import STANDS
from models.repositories.rows import AnyRow

Expiry = tuple[int, str | None, str | None]
"""How many, the first and the last day."""
_OPEN = Household.closed_on.is_(None)
_FROM: BindParameter[str] = bindparam("first")
_TO: BindParameter[str] = bindparam("last")
_LAST_ISEE = (
    select(func.max(Isee.expires_on).label("expires_on"))
    .join(Household, Household.id == Isee.household_id)
    .where(_OPEN)
    .group_by(Isee.household_id)
    .having(func.max(Isee.expires_on).between(_FROM, _TO))
    .subquery("last_isee")
)
_ISEE = select(func.count(), func.min(_LAST_ISEE.c.expires_on), func.max(_LAST_ISEE.c.expires_on))
_CARD_EXPIRES = and_(
    _OPEN,
    Member.left_on.is_(None),
    IdentityCode.kind.in_(("stp", "eni")),
    IdentityCode.expires_on.between(_FROM, _TO),
)
_CARDS = (
    select(func.count(), func.min(IdentityCode.expires_on), func.max(IdentityCode.expires_on))
    .join(Member, Member.id == IdentityCode.member_id)
    .join(Household, Household.id == Member.household_id)
    .where(_CARD_EXPIRES)
)
_DOCUMENT_EXPIRES = and_(_OPEN, Document.expires_on.between(_FROM, _TO))
_DOCUMENTS = (
    select(func.count(), func.min(Document.expires_on), func.max(Document.expires_on))
    .join(Household, Household.id == Document.household_id)
    .where(_DOCUMENT_EXPIRES)
)
_IS_UNCONSENTED = and_(
    _OPEN,
    not_(
        exists().where(
            Consent.household_id == Household.id,
            Consent.purpose == "register",
            Consent.withdrawn_on.is_(None),
        )
    ),
)
_UNCONSENTED = select(func.count()).select_from(Household).where(_IS_UNCONSENTED)
_HAS_AID = exists().where(Aid.household_id == Household.id)
_IS_SILENT = and_(
    _OPEN,
    _HAS_AID,
    not_(exists().where(Aid.household_id == Household.id, Aid.given_on >= _FROM)),
)
_SILENT = select(func.count()).select_from(Household).where(_IS_SILENT)
_LAST_AID = select(func.max(Aid.given_on)).where(Aid.household_id == Household.id).scalar_subquery()
_LISTED = {
    "isee": select(Household.id)
    .join(Isee, Isee.household_id == Household.id)
    .where(_OPEN)
    .group_by(Household.id)
    .having(func.max(Isee.expires_on).between(_FROM, _TO))
    .order_by(func.max(Isee.expires_on), Household.label),
    "stp": select(Household.id)
    .join(Member, Member.household_id == Household.id)
    .join(IdentityCode, IdentityCode.member_id == Member.id)
    .where(_CARD_EXPIRES)
    .group_by(Household.id)
    .order_by(func.min(IdentityCode.expires_on), Household.label),
    "document": select(Household.id)
    .join(Document, Document.household_id == Household.id)
    .where(_DOCUMENT_EXPIRES)
    .group_by(Household.id)
    .order_by(func.min(Document.expires_on), Household.label),
    "consent_register": select(Household.id).where(_IS_UNCONSENTED).order_by(Household.label),
    "silent": select(Household.id).where(_IS_SILENT).order_by(_LAST_AID, Household.label),
}
"""The households that each line counts, the most urgent first."""
_LAST_OPENED = (
    select(Household.id, Household.label, Household.number, Household.last_opened_at)
    .where(Household.last_opened_at.is_not(None), STANDS)
    .order_by(Household.last_opened_at.desc())
    .limit(bindparam("limit"))
)
_IN_MONTH = and_(Aid.given_on >= _FROM, Aid.given_on < _TO)
_MONTH = select(func.count(), func.count(Aid.household_id.distinct())).where(_IN_MONTH)
_MONTH_ELSEWHERE = select(func.count(Aid.household_id.distinct())).where(
    _IN_MONTH, exists().where(Sighting.household_id == Aid.household_id, IS_SAME)
)
_MONTHS = (
    select(func.substr(Aid.given_on, 1, 7))
    .where(Aid.given_on < "~", func.length(Aid.given_on) >= 7)
    .distinct()
)
_CLOSED = select(Closing.month).where(Closing.phase == "done")


def isee_expiring(session: Session, first: str, last: str) -> Expiry:
    """Open files whose last ISEE expires from day to day, and the first and last such day."""
    return _expiry(session.execute(_ISEE, {"first": first, "last": last}).one())


def cards_expiring(session: Session, first: str, last: str) -> Expiry:
    """STP and ENI cards that expire from day to day, and the first and last such day."""
    return _expiry(session.execute(_CARDS, {"first": first, "last": last}).one())


def documents_expiring(session: Session, first: str, last: str) -> Expiry:
    """Documents that expire from day to day, and the first and last such day."""
    return _expiry(session.execute(_DOCUMENTS, {"first": first, "last": last}).one())


def without_register_consent(session: Session) -> int:
    """Open files without a consent for the register in force."""
    return session.execute(_UNCONSENTED).scalar_one()


def silent_since(session: Session, day: str) -> int:
    """Open files that had aid once, but none from `day` on."""
    return session.execute(_SILENT, {"first": day}).scalar_one()


def households_of(session: Session, code: str, first: str, last: str, limit: int) -> Sequence[UUID]:
    """The households that the line `code` counts, the most urgent first, at most `limit`."""
    values = {"first": first, "last": last}
    return session.scalars(_LISTED[code].limit(limit), values).all()


def last_opened(session: Session, limit: int) -> Sequence[AnyRow]:
    """The files opened last, newest first."""
    return session.execute(_LAST_OPENED, {"limit": limit}).all()


def month_figures(session: Session, month: str) -> tuple[int, int, int]:
    """Aid given in a month, households it went to, and how many of them others follow too."""
    span = {"first": month, "last": f"{month}~"}
    given, served = session.execute(_MONTH, span).one()
    return given, served, session.execute(_MONTH_ELSEWHERE, span).scalar_one()


def months_with_aid(session: Session) -> set[str]:
    """Months ("2026-01") in which aid was given."""
    return set(session.scalars(_MONTHS))


def closed_months(session: Session) -> set[str]:
    """Months whose closing was carried to its end."""
    return set(session.scalars(_CLOSED))


def begun_months(session: Session) -> set[str]:
    """Months whose closing was begun, carried to its end or not."""
    return set(session.scalars(select(Closing.month)))


def months_waiting(session: Session, present: str) -> set[str]:
    """Months up to the present one that wait for their closing.

    A closing carries earlier months along, so those before the latest closed month do not wait,
    unless they were reopened.
    """
    closed = closed_months(session)
    latest = max(closed, default="")
    later = {month for month in months_with_aid(session) if latest < month <= present}
    return later | (begun_months(session) - closed)


def last_exchange(session: Session) -> str | None:
    """The moment of the last closing that was carried to its end."""
    return session.scalar(select(func.max(Closing.done_at)))


def households_open(session: Session) -> int:
    """How many files are open."""
    return session.execute(select(func.count()).select_from(Household).where(_OPEN)).scalar_one()


def _expiry(row: AnyRow) -> Expiry:
    return row[0], row[1], row[2]
