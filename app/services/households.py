"""Opening, amending and closing household files."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from sqlalchemy import select

from app.services import words
from app.services.consents import add_consent
from app.services.desk import Desk
from app.services.doubles import possible_doubles
from app.services.economy import add_isee
from app.services.found import found_household, touch
from app.services.household_file import household_file, read_file
from app.services.members import (
    add_member,
    admit_member,
    amend_member,
    make_reference,
    member_left,
)
from models.entities import Address, Household, Phone
from models.errors import ChangedMeanwhile, NotFound, RuleBroken
from models.ids import new_id
from models.records.household import AddressLine, AmendHousehold, PhoneLine, RegisterHousehold
from models.rules import codes
from models.rules.partial_date import PartialDate
from models.rules.phones import e164
from models.rules.writing import tidy
from models.storage.audit import utc_text

if TYPE_CHECKING:
    from models.storage.session import VaultSession

_Part = TypeVar("_Part", Address, Phone)

__all__ = [
    "admit_member",
    "amend_household",
    "amend_member",
    "close_household",
    "household_file",
    "make_reference",
    "member_left",
    "possible_doubles",
    "read_file",
    "register_household",
    "reopen_household",
]


def register_household(desk: Desk, command: RegisterHousehold) -> UUID:
    """Open a file: one name or nickname is enough.

    Raises:
        RuleBroken: "name_missing" when nobody has a name; "unknown_code" for a purpose or for
            the kind of the ISEE; "negative_amount" for its value.
    """
    named = [m for m in command.members if tidy(m.surname + m.given_name + m.nickname)]
    if not named:
        raise RuleBroken(rule="name_missing")
    household_id = new_id()
    with desk.work("register_household", household_id) as work:
        now = utc_text(desk.clock())
        household = Household(
            id=household_id,
            number=tidy(command.number),
            card=tidy(command.card),
            is_homeless=command.is_homeless,
            notes=tidy(command.notes),
            opened_on=desk.today().isoformat(),
            changed_at=now,
        )
        work.session.add(household)
        work.session.flush()
        for position, draft in enumerate(named):
            relation = "reference" if position == 0 else draft.relation
            add_member(work.session, household_id, replace(draft, relation=relation), position)
        address = AddressLine(command.street, command.municipality)
        _set_addresses(work.session, household_id, (address,))
        _set_phones(work.session, household_id, (PhoneLine(command.phone),))
        for purpose in dict.fromkeys(command.consents):
            add_consent(work.session, household_id, purpose, PartialDate.from_date(desk.today()))
        if command.isee is not None:
            add_isee(desk, work.session, household_id, command.isee)
        words.rewrite(desk, work, household_id)
        work.commit()
    return household_id


def amend_household(desk: Desk, command: AmendHousehold) -> None:
    """Set what belongs to the household as a whole; addresses and phones become those given.

    Raises:
        NotFound: no such household.
        ChangedMeanwhile: it was changed after the file was read.
    """
    with desk.work("amend_household", command.household_id) as work:
        household = found_household(work.session, command.household_id)
        if household.revision != command.revision:
            raise ChangedMeanwhile(household_id=command.household_id)
        household.number = tidy(command.number)
        household.card = tidy(command.card)
        household.label = tidy(command.label)
        household.is_homeless = command.is_homeless
        household.notes = tidy(command.notes)
        _set_addresses(work.session, command.household_id, command.addresses)
        _set_phones(work.session, command.household_id, command.phones)
        touch(desk, work, command.household_id)
        work.commit()


def close_household(desk: Desk, household_id: UUID, reason: str) -> None:
    """Close a file; it stays searchable and can be reopened.

    Raises:
        NotFound: no such household.
        RuleBroken: "already_closed", or "unknown_code" for a reason not in `closing_reasons`.
    """
    if not codes.is_known("closing_reasons", reason):
        raise RuleBroken(rule="unknown_code", value=reason)
    with desk.work("close_household", household_id) as work:
        household = found_household(work.session, household_id)
        if household.closed_on is not None:
            raise RuleBroken(rule="already_closed")
        household.closed_on = desk.today().isoformat()
        household.closing_reason = reason
        household.changed_at = utc_text(desk.clock())
        work.commit()


def reopen_household(desk: Desk, household_id: UUID) -> None:
    """Open again a file that was closed.

    Raises:
        NotFound: no such household.
        RuleBroken: "not_closed".
    """
    with desk.work("reopen_household", household_id) as work:
        household = found_household(work.session, household_id)
        if household.closed_on is None:
            raise RuleBroken(rule="not_closed")
        household.closed_on = None
        household.closing_reason = ""
        household.changed_at = utc_text(desk.clock())
        work.commit()


def _set_addresses(
    session: "VaultSession", household_id: UUID, lines: Sequence[AddressLine]
) -> None:
    """Amend those with an identifier, add the others, remove those no longer there."""
    kept = {row.id: row for row in _rows(session, Address, household_id)}
    for line in lines:
        street, municipality = tidy(line.street), tidy(line.municipality)
        if not street and not municipality:
            continue
        row = _row(session, kept, line.address_id, Address(id=new_id(), household_id=household_id))
        row.street, row.municipality = street, municipality
        row.until = line.until.isoformat() if line.until else None
    for gone in kept.values():
        session.delete(gone)


def _set_phones(session: "VaultSession", household_id: UUID, lines: Sequence[PhoneLine]) -> None:
    """As `_set_addresses`; the E.164 form is computed, never taken from the page."""
    kept = {row.id: row for row in _rows(session, Phone, household_id)}
    for line in lines:
        written = tidy(line.written)
        if not written:
            continue
        row = _row(session, kept, line.phone_id, Phone(id=new_id(), household_id=household_id))
        row.written, row.e164, row.whose = written, e164(written), tidy(line.whose)
    for gone in kept.values():
        session.delete(gone)


def _rows(session: "VaultSession", entity: type[_Part], household_id: UUID) -> Sequence[_Part]:
    return session.scalars(select(entity).where(entity.household_id == household_id)).all()


def _row(
    session: "VaultSession", kept: dict[UUID, _Part], row_id: UUID | None, fresh: _Part
) -> _Part:
    """The row that a line amends, taken out of `kept`; or the fresh one, added."""
    if row_id is None:
        session.add(fresh)
        return fresh
    row = kept.pop(row_id, None)
    if row is None:
        raise NotFound(row_id=row_id)
    return row
