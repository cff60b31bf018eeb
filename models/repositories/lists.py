"""The whole centre as lists, for spreadsheets: households, members, aid."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from models.entities import Aid, Consent, Household, IdentityCode, Member, Operator, Phone
from models.repositories import households as reading
from models.rules.ages import age_on
from models.rules.household_names import household_names
from models.rules.typology import Person, compose

_STEP = 500
"""Households read at a time."""


class HouseholdRow(NamedTuple):
    """A household in a list; days are dates when known in full, else text."""

    number: str
    card: str
    names: str
    people: int
    minors: int
    typology: str
    street: str
    municipality: str
    phones: str
    isee_cents: int | None
    isee_until: date | str
    purposes: tuple[str, ...]
    opened_on: date
    closed_on: date | None
    notes: str


class MemberRow(NamedTuple):
    """A person in a list."""

    number: str
    relation: str
    surname: str
    given_name: str
    nickname: str
    sex: str
    born: date | str
    birth_place: str
    citizenship: str
    codes: str
    left_on: date | None


class AidRow(NamedTuple):
    """An aid in a list."""

    number: str
    names: str
    given_on: date | str
    kind: str
    quantity: int
    cents: int | None
    purpose: str
    operator: str


def households(session: Session, today: date) -> Iterator[HouseholdRow]:
    """All households by number, closed ones too."""
    ids = _all_ids(session)
    phones = _joined(session, Phone.household_id, Phone.written)
    purposes = _purposes(session)
    for at in range(0, len(ids), _STEP):
        part = ids[at : at + _STEP]
        heads = reading.heads(session, part)
        members = reading.member_rows(session, part)
        addresses = reading.addresses(session, part)
        certificates = reading.isee(session, part, today)
        for household_id in part:
            head = heads[household_id]
            people = _people(members.get(household_id, []), today)
            found = compose(
                [Person(row.relation, age, row.is_disabled) for row, age in people],
                head.declared_people,
                head.declared_minors,
            )
            home = next(iter(addresses.get(household_id, ())), None)
            isee = next(iter(certificates.get(household_id, ())), None)
            yield HouseholdRow(
                number=head.number,
                card=head.card,
                names=_names(people, head.label),
                people=found.people,
                minors=found.minors,
                typology=found.typology,
                street=home.street if home else "",
                municipality=home.municipality if home else "",
                phones=", ".join(phones.get(household_id, ())),
                isee_cents=isee.cents if isee else None,
                isee_until=_day(isee.expires_on.iso if isee and isee.expires_on else ""),
                purposes=tuple(purposes.get(household_id, ())),
                opened_on=date.fromisoformat(head.opened_on),
                closed_on=reading.day_of(head.closed_on),
                notes=head.notes,
            )


def members(session: Session) -> Iterator[MemberRow]:
    """All people, household by household, who left too."""
    codes = _joined(session, IdentityCode.member_id, IdentityCode.value)
    chosen = (
        select(Household.number, *Member.__table__.columns)
        .join(Household, Household.id == Member.household_id)
        .order_by(Household.number, Household.id, Member.position, Member.id)
    )
    for row in session.connection().execute(chosen):
        yield MemberRow(
            number=row.number,
            relation=row.relation,
            surname=row.surname,
            given_name=row.given_name,
            nickname=row.nickname,
            sex=row.sex,
            born=_day(row.born),
            birth_place=row.birth_place,
            citizenship=row.citizenship,
            codes=", ".join(codes.get(row.id, ())),
            left_on=reading.day_of(row.left_on),
        )


def aid(session: Session, today: date) -> Iterator[AidRow]:
    """All aid given here, household by household, oldest first."""
    names = {
        household_id: _names(_people(rows, today), "")
        for household_id, rows in reading.member_rows(session, _all_ids(session)).items()
    }
    chosen = (
        select(
            Aid.household_id,
            Aid.given_on,
            Aid.kind,
            Aid.quantity,
            Aid.cents,
            Aid.purpose,
            Household.number,
            Household.label,
            func.coalesce(Operator.name, "").label("operator"),
        )
        .join(Household, Household.id == Aid.household_id)
        .outerjoin(Operator, Operator.id == Aid.operator_id)
        .order_by(Household.number, Household.id, func.ltrim(Aid.given_on, "~"), Aid.id)
    )
    for row in session.connection().execute(chosen):
        yield AidRow(
            number=row.number,
            names=names.get(row.household_id) or row.label,
            given_on=_day(row.given_on),
            kind=row.kind,
            quantity=row.quantity,
            cents=row.cents,
            purpose=row.purpose,
            operator=row.operator,
        )


def _all_ids(session: Session) -> list[UUID]:
    chosen = select(Household.id).where(reading.STANDS).order_by(Household.number, Household.id)
    return list(session.connection().execute(chosen).scalars())


def _joined(session: Session, owner: Any, text: Any) -> dict[UUID, list[str]]:
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    for owner_id, value in session.connection().execute(select(owner, text)):
        found[owner_id].append(value)
    return found


def _purposes(session: Session) -> dict[UUID, list[str]]:
    """Purposes consented to and not withdrawn."""
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    chosen = select(Consent.household_id, Consent.purpose).where(Consent.withdrawn_on.is_(None))
    for household_id, purpose in session.connection().execute(chosen.order_by(Consent.purpose)):
        found[household_id].append(purpose)
    return found


def _people(rows: list[Row[Any]], today: date) -> list[tuple[Row[Any], int | None]]:
    """Who lives in the household, with ages."""
    present = [row for row in rows if row.left_on is None]
    return [(row, age_on(reading.known_date(row.born), today)) for row in present]


def _names(people: list[tuple[Row[Any], int | None]], label: str) -> str:
    return household_names(
        [(reading.name_of(row), age, row.relation) for row, age in people], label
    )


def _day(text: str) -> date | str:
    """A day when known in full, else the text itself ("2026-11", "~1990")."""
    known = reading.known_date(text)
    return known.earliest if known is not None and known.is_full else text
