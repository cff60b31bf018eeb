"""Reading households: Core selects prepared once, several households at a time."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.entities import Address, Household, IdentityCode, Isee, Member
from models.records.household import AddressLine, CodeLine, IseeLine, MemberLine
from models.repositories.rows import AnyRow
from models.rules.ages import age_on
from models.rules.codice_fiscale import CodeKind, disagreements, recognise_code
from models.rules.partial_date import PartialDate


def _among(column: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
    return column.in_(bindparam("ids", expanding=True))


_HEADS = select(*Household.__table__.columns).where(_among(Household.id))
_MEMBERS = (
    select(*Member.__table__.columns)
    .where(_among(Member.household_id))
    .order_by(Member.household_id, Member.position, Member.id)
)
_CODES = (
    select(*IdentityCode.__table__.columns)
    .join(Member, Member.id == IdentityCode.member_id)
    .where(_among(Member.household_id))
    .order_by(IdentityCode.id)
)
_ADDRESSES = (
    select(*Address.__table__.columns)
    .where(_among(Address.household_id))
    .order_by(Address.until.is_not(None), Address.id)
)
_ISEE = (
    select(*Isee.__table__.columns)
    .where(_among(Isee.household_id))
    .order_by(Isee.expires_on.desc(), Isee.id.desc())
)
_STREET = (
    select(Address.street)
    .where(Address.household_id == Household.id, Address.until.is_(None))
    .order_by(Address.id)
    .limit(1)
    .scalar_subquery()
)
_ISEE_UNTIL = (
    select(func.max(Isee.expires_on)).where(Isee.household_id == Household.id).scalar_subquery()
)
_SHOWN_HEADS = select(
    *Household.__table__.columns, _STREET.label("street"), _ISEE_UNTIL.label("isee_until")
).where(_among(Household.id))

_LEADS_TO = select(Household.id, Household.merged_into).where(
    Household.merged_into.is_not(None), _among(Household.id)
)
_MERGED = (
    select(Household.id, Household.number, Household.card, Household.label, Household.closed_on)
    .where(Household.merged_into == bindparam("household_id"))
    .order_by(Household.closed_on, Household.id)
)
STANDS = Household.merged_into.is_(None)
"""Condition on `Household`: it was not merged into another file."""

Rows = list[AnyRow]


def heads(session: Session, ids: Sequence[UUID]) -> dict[UUID, AnyRow]:
    """The rows of `household` by identifier; those that do not exist are left out."""
    rows = session.connection().execute(_HEADS, {"ids": ids})
    return {row.id: row for row in rows}


def shown_heads(session: Session, ids: Sequence[UUID]) -> dict[UUID, AnyRow]:
    """As `heads`, with the present `street` and the day `isee_until` of the last certificate."""
    rows = session.connection().execute(_SHOWN_HEADS, {"ids": ids})
    return {row.id: row for row in rows}


def member_rows(session: Session, ids: Sequence[UUID]) -> dict[UUID, Rows]:
    """The rows of `member` by household, reference person first."""
    found: defaultdict[UUID, Rows] = defaultdict(list)
    for row in session.connection().execute(_MEMBERS, {"ids": ids}):
        found[row.household_id].append(row)
    return found


def member_lines(session: Session, household_id: UUID, today: date) -> list[MemberLine]:
    """The people of a household with their codes, reference person first."""
    codes: defaultdict[UUID, Rows] = defaultdict(list)
    of = {"ids": [household_id]}
    for row in session.connection().execute(_CODES, of):
        codes[row.member_id].append(row)
    rows = session.connection().execute(_MEMBERS, of)
    return [_member_line(row, codes[row.id], today) for row in rows]


def addresses(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[AddressLine]]:
    """Addresses by household, present ones first."""
    found: defaultdict[UUID, list[AddressLine]] = defaultdict(list)
    for row in session.connection().execute(_ADDRESSES, {"ids": ids}):
        line = AddressLine(row.street, row.municipality, day_of(row.until), row.id)
        found[row.household_id].append(line)
    return found


def isee(session: Session, ids: Sequence[UUID], today: date) -> dict[UUID, list[IseeLine]]:
    """ISEE certificates by household, the one that expires last first."""
    found: defaultdict[UUID, list[IseeLine]] = defaultdict(list)
    for row in session.connection().execute(_ISEE, {"ids": ids}):
        expires = known_date(row.expires_on)
        line = IseeLine(
            kind=row.kind,
            cents=row.cents,
            dsu_on=known_date(row.dsu_on),
            expires_on=expires,
            is_expired=expires is not None and expires.latest < today,
            isee_id=row.id,
        )
        found[row.household_id].append(line)
    return found


def surviving(session: Session, household_id: UUID) -> UUID:
    """The file that a file leads to: itself, unless it was merged into another."""
    return survivors(session, [household_id]).get(household_id, household_id)


def survivors(session: Session, ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Where those of these files lead that were merged into another, from one to the next."""
    leads = {
        row.id: row.merged_into for row in session.connection().execute(_LEADS_TO, {"ids": ids})
    }
    further = survivors(session, list(leads.values())) if leads else {}
    return {one: further.get(other, other) for one, other in leads.items()}


def merged_rows(session: Session, household_id: UUID) -> list[AnyRow]:
    """Heads of the files that were merged into this one itself, the first merged first."""
    of = {"household_id": household_id}
    return list(session.connection().execute(_MERGED, of))


def family_of(session: Session, household_id: UUID) -> list[UUID]:
    """A file and all those that were merged into it, directly or by way of another."""
    merged = [row.id for row in merged_rows(session, household_id)]
    return [household_id, *(one for each in merged for one in family_of(session, each))]


def known_date(text: str | None) -> PartialDate | None:
    """A date column of the vault read back; None when nothing is known."""
    return PartialDate.from_iso(text) if text else None


def day_of(text: str | None) -> date | None:
    """A day column of the vault read back."""
    return date.fromisoformat(text) if text else None


def _member_line(row: AnyRow, codes: Rows, today: date) -> MemberLine:
    born = known_date(row.born)
    return MemberLine(
        member_id=row.id,
        relation=row.relation,
        surname=row.surname,
        given_name=row.given_name,
        nickname=row.nickname,
        sex=row.sex,
        born=born,
        age=age_on(born, today),
        birth_place=row.birth_place,
        citizenship=row.citizenship,
        is_disabled=row.is_disabled,
        codes=tuple(_code_line(code, row, born) for code in codes),
        left_on=day_of(row.left_on),
        notes=row.notes,
    )


def _code_line(code: AnyRow, member: AnyRow, born: PartialDate | None) -> CodeLine:
    return CodeLine(
        kind=code.kind,
        value=code.value,
        issued_on=known_date(code.issued_on),
        expires_on=known_date(code.expires_on),
        warnings=_warnings(code, member, born),
        code_id=code.id,
    )


def _warnings(code: AnyRow, member: AnyRow, born: PartialDate | None) -> tuple[str, ...]:
    """What looks wrong in a code, and which details of its person it contradicts."""
    if code.kind not in {CodeKind.CODICE_FISCALE, CodeKind.PROVISIONAL, CodeKind.STP, CodeKind.ENI}:
        return ()
    recognised = recognise_code(code.value)
    against = disagreements(
        recognised.value,
        member.surname,
        member.given_name,
        member.sex,
        born,
        member.birth_place_code,
    )
    return (*map(str, recognised.warnings), *map(str, against))


def name_of(row: AnyRow) -> str:
    """Surname and name of a row of `member`, or the nickname when there is neither."""
    return f"{row.surname} {row.given_name}".strip() or row.nickname
