"""The small tables of a household file, read in one statement.

Each statement costs more than all of its rows, so five tables travel as one: padded to the same
columns, told apart by the name of the table.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    bindparam,
    literal_column,
    null,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from models.entities import Address, Base, Consent, Isee, Need, Phone
from models.entities.base import Id
from models.records.household import AddressLine, ConsentLine, IseeLine, NeedLine, PhoneLine
from models.repositories.households import day_of, known_date
from models.repositories.rows import AnyRow

_COLUMNS = {
    Address: ("street", "municipality", "until"),
    Phone: ("written", "e164", "whose"),
    Isee: ("kind", "cents", "dsu_on", "expires_on"),
    Need: ("code", "member_id", "since", "until", "notes"),
    Consent: ("purpose", "given_on", "withdrawn_on", "notes", "document_id"),
}
_MOST = 5
_OF: BindParameter[UUID] = bindparam("household_id", type_=Id)


@dataclass(frozen=True, slots=True)
class FileParts:
    """What hangs from a household, what is present or in force first."""

    addresses: tuple[AddressLine, ...]
    phones: tuple[PhoneLine, ...]
    isee: tuple[IseeLine, ...]
    needs: tuple[NeedLine, ...]
    consents: tuple[ConsentLine, ...]


def file_parts(session: Session, household_id: UUID, today: date) -> FileParts:
    """Addresses, phones, certificates, needs and consents of one household."""
    rows: defaultdict[str, list[AnyRow]] = defaultdict(list)
    for row in session.connection().execute(_PARTS, {"household_id": household_id}):
        rows[row.part].append(row)
    addresses = [_address(row) for row in rows["address"]]
    certificates = [_isee(row, today) for row in rows["isee"]]
    needs = [_need(row) for row in rows["need"]]
    consents = [_consent(row) for row in rows["consent"]]
    return FileParts(
        addresses=tuple(sorted(addresses, key=lambda line: line.until is not None)),
        phones=tuple(map(_phone, rows["phone"])),
        isee=tuple(sorted(certificates, key=_lasting, reverse=True)),
        needs=tuple(sorted(needs, key=lambda line: line.until is not None)),
        consents=tuple(sorted(consents, key=lambda line: line.withdrawn_on is not None)),
    )


def _part(entity: type[Base], names: tuple[str, ...]) -> Select[Any]:
    table = entity.__table__
    plain: list[ColumnElement[Any]] = [
        type_coerce(table.c[name], NullType) for name in ("id", *names)
    ]
    plain += [null()] * (_MOST - len(names))
    values = [value.label("id" if at == 0 else f"value{at}") for at, value in enumerate(plain)]
    part: ColumnElement[str] = literal_column(f"'{entity.__tablename__}'").label("part")
    return select(part, *values).where(table.c.household_id == _OF)


_PARTS = union_all(*(_part(entity, names) for entity, names in _COLUMNS.items())).order_by("id")


def _address(row: AnyRow) -> AddressLine:
    return AddressLine(row[2], row[3], day_of(row[4]), UUID(bytes=row.id))


def _phone(row: AnyRow) -> PhoneLine:
    return PhoneLine(row[2], row[3], row[4], UUID(bytes=row.id))


def _isee(row: AnyRow, today: date) -> IseeLine:
    expires = known_date(row[5])
    return IseeLine(
        kind=row[2],
        cents=row[3],
        dsu_on=known_date(row[4]),
        expires_on=expires,
        is_expired=expires is not None and expires.latest < today,
        isee_id=UUID(bytes=row.id),
    )


def _lasting(line: IseeLine) -> date:
    return line.expires_on.latest if line.expires_on else date.min


def _need(row: AnyRow) -> NeedLine:
    return NeedLine(
        need_id=UUID(bytes=row.id),
        code=row[2],
        member_id=UUID(bytes=row[3]) if row[3] else None,
        since=known_date(row[4]),
        until=day_of(row[5]),
        notes=row[6],
    )


def _consent(row: AnyRow) -> ConsentLine:
    return ConsentLine(
        consent_id=UUID(bytes=row.id),
        purpose=row[2],
        given_on=known_date(row[3]),
        withdrawn_on=day_of(row[4]),
        notes=row[5],
        document_id=UUID(bytes=row[6]) if row[6] else None,
    )
