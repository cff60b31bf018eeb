"""The people who use the program: authorised and given a role; they leave by `leaving`."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from app.services.desk import Desk
from app.services.passphrases import check_passphrase
from models.errors import NotAllowed, NotFound, RuleBroken
from models.ids import new_id
from models.records.vault import AddOperator, OperatorEntry, OperatorLine
from models.rules.permissions import ROLES
from models.rules.writing import tidy

if TYPE_CHECKING:
    from models.entities import Operator
    from models.storage.key_slots import Slot, VaultKeys
    from models.storage.session import VaultSession


def operators(desk: Desk) -> tuple[OperatorEntry, ...]:
    """Everybody ever authorised: those at work first, each by name."""
    from sqlalchemy import select  # see vaults

    from models.entities import Operator

    slots = {slot.operator_id: slot for slot in passphrase_slots(desk)}
    with desk.read() as session:
        lines = [_line(row) for row in session.scalars(select(Operator))]
    return tuple(
        OperatorEntry(
            operator=line,
            has_clearance=line.operator_id in slots and bool(slots[line.operator_id].reserved_key),
            is_early=line.operator_id in slots and not slots[line.operator_id].public_key,
        )
        for line in sorted(lines, key=lambda one: (one.left_on is not None, one.name.casefold()))
    )


def add_operator(desk: Desk, command: AddOperator) -> UUID:
    """Authorise a person and give her a slot.

    Raises:
        NotAllowed: only the coordinator may; and only who has clearance may give it.
        RuleBroken: no name ("name_missing"), another of the same name ("operator_exists"), a role
            nobody knows ("no_role"), or a passphrase too short.
    """
    name = tidy(command.name)
    _check(desk, name, command.role)
    check_passphrase(command.passphrase)
    keys = keys_for(desk, has_clearance=command.has_clearance)
    operator_id = new_id()
    slots = desk.vault.slots.with_passphrase(command.passphrase, keys, operator_id, command.role)
    with desk.work("add_operator") as work:
        from models.entities import Operator

        work.session.add(
            Operator(
                id=operator_id,
                name=name,
                role=command.role,
                authorised_on=command.authorised_on.isoformat(),
            )
        )
        work.audit("add_operator", operator_id, command.role)
        work.commit()
    desk.vault.set_slots(slots)
    return operator_id


def amend_operator(
    desk: Desk, operator_id: UUID, name: str, role: str, authorised_on: date
) -> None:
    """Change a name, a role or the day of the authorisation.

    Raises:
        NotAllowed: only the coordinator may.
        NotFound: no such operator at work.
        RuleBroken: as `add_operator`, or nobody would be coordinator ("last_coordinator").
    """
    tidied = tidy(name)
    _check(desk, tidied, role, but=operator_id)
    with desk.work("amend_operator") as work:
        row = at_work(work.session, operator_id)
        if row.role == "coordinator" and role != "coordinator":
            check_coordinators(desk, operator_id)
        row.name, row.role, row.authorised_on = tidied, role, authorised_on.isoformat()
        work.audit("amend_operator", operator_id, role)
        work.commit()


def reset_passphrase(desk: Desk, operator_id: UUID, new: str) -> None:
    """Give a person who forgot hers another passphrase.

    Raises:
        NotAllowed: only the coordinator may.
        NotFound: no such operator at work.
        RuleBroken: it is too short.
    """
    check_passphrase(new)
    entry = next((one for one in operators(desk) if one.operator.operator_id == operator_id), None)
    with desk.work("reset_passphrase") as work:
        row = at_work(work.session, operator_id)
        role, may_read = row.role, entry is not None and entry.has_clearance
        keys = keys_for(desk, has_clearance=may_read)
        work.audit("reset_passphrase", operator_id)
        work.commit()
    desk.vault.set_slots(desk.vault.slots.with_passphrase(new, keys, operator_id, role))


def _check(desk: Desk, name: str, role: str, but: UUID | None = None) -> None:
    if not name:
        raise RuleBroken(rule="name_missing")
    if role not in ROLES:
        raise RuleBroken(rule="no_role", role=role)
    others = (one.operator for one in operators(desk) if one.operator.operator_id != but)
    if any(o.left_on is None and o.name.casefold() == name.casefold() for o in others):
        raise RuleBroken(rule="operator_exists", name=name)


def keys_for(desk: Desk, *, has_clearance: bool) -> "VaultKeys":
    """What a slot is to hold; nobody gives a clearance that she has not.

    Raises:
        NotAllowed: she has none to give.
    """
    from models.storage.key_slots import VaultKeys

    keys = desk.vault.keys
    if has_clearance and keys.reserved is None:
        raise NotAllowed(action="set_clearance", role=desk.operator.role, needed="clearance")
    return keys if has_clearance else VaultKeys(keys.vault, None)


def check_coordinators(desk: Desk, but: UUID) -> None:
    """Raise `RuleBroken` ("last_coordinator") unless somebody else at work is one."""
    others = (
        entry.operator
        for entry in operators(desk)
        if entry.operator.operator_id != but and entry.operator.left_on is None
    )
    if not any(other.role == "coordinator" for other in others):
        raise RuleBroken(rule="last_coordinator")


def at_work(session: "VaultSession", operator_id: UUID) -> "Operator":
    """The row of somebody who has not left; raises `NotFound`."""
    from models.entities import Operator

    row = session.get(Operator, operator_id)
    if row is None or row.left_on is not None:
        raise NotFound(operator_id=operator_id)
    return row


def _line(row: "Operator") -> OperatorLine:
    return OperatorLine(
        row.id,
        row.name,
        row.role,
        date.fromisoformat(row.authorised_on),
        date.fromisoformat(row.left_on) if row.left_on else None,
    )


def passphrase_slots(desk: Desk) -> "tuple[Slot, ...]":
    """The slots that a passphrase opens, one a person."""
    return tuple(slot for slot in desk.vault.slots.slots if slot.kind == "passphrase")
