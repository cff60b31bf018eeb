"""The people who use the program: authorised, given a role and clearance, and one day gone.

When somebody leaves, her slot is removed and the vault is given another key, so that neither her
passphrase nor a copy of the keys she may have made opens it any more. The wish is written down
first, so that whatever cuts the work, the next coordinator who comes in finishes it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.services.backups import back_up, backups_beside
from app.services.desk import Desk
from app.services.passphrases import check_passphrase
from app.services.progress import Progress, silent
from models.errors import NotAllowed, NotFound, RuleBroken
from models.ids import new_id
from models.records.vault import AddOperator, OperatorEntry, OperatorLine
from models.rules.permissions import ROLES
from models.rules.writing import tidy

if TYPE_CHECKING:
    from models.entities import Operator
    from models.storage.key_slots import KeySlots, Slot, VaultKeys
    from models.storage.session import VaultSession

_KEY_DUE: Final = "new_key_due"
_FORMER_KEYS: Final = "former_keys"


def operators(desk: Desk) -> tuple[OperatorEntry, ...]:
    """Everybody ever authorised: those at work first, each by name."""
    from sqlalchemy import select  # see vaults

    from models.entities import Operator

    slots = {slot.operator_id: slot for slot in _passphrase_slots(desk)}
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
    keys = _keys_for(desk, has_clearance=command.has_clearance)
    operator_id = new_id()
    slots = desk.vault.slots.with_passphrase(command.passphrase, keys, operator_id, command.role)
    with desk.work("add_operator", journal=False) as work:
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
    with desk.work("amend_operator", journal=False) as work:
        row = _at_work(work.session, operator_id)
        if row.role == "coordinator" and role != "coordinator":
            _check_coordinators(desk, operator_id)
        row.name, row.role, row.authorised_on = tidied, role, authorised_on.isoformat()
        work.audit("amend_operator", operator_id, role)
        work.commit()


def set_clearance(desk: Desk, operator_id: UUID, *, has_clearance: bool) -> None:
    """Let a person read what is reserved, or no longer.

    Raises:
        NotAllowed: only a coordinator who has clearance may give it.
        NotFound: no such operator at work.
        RuleBroken: her slot was made by version 0.1.0 ("slot_of_earlier_version").
    """
    with desk.work("set_clearance", journal=False) as work:
        _at_work(work.session, operator_id)
        slot = next(one for one in _passphrase_slots(desk) if one.operator_id == operator_id)
        if not slot.public_key:
            raise RuleBroken(rule="slot_of_earlier_version")
        keys = _keys_for(desk, has_clearance=has_clearance)
        work.audit("set_clearance", operator_id, "given" if has_clearance else "taken")
        work.commit()
    desk.vault.set_slots(desk.vault.slots.with_clearance(operator_id, keys))


def reset_passphrase(desk: Desk, operator_id: UUID, new: str) -> None:
    """Give a person who forgot hers another passphrase.

    Raises:
        NotAllowed: only the coordinator may.
        NotFound: no such operator at work.
        RuleBroken: it is too short.
    """
    check_passphrase(new)
    entry = next((one for one in operators(desk) if one.operator.operator_id == operator_id), None)
    with desk.work("reset_passphrase", journal=False) as work:
        row = _at_work(work.session, operator_id)
        role, may_read = row.role, entry is not None and entry.has_clearance
        keys = _keys_for(desk, has_clearance=may_read)
        work.audit("reset_passphrase", operator_id)
        work.commit()
    desk.vault.set_slots(desk.vault.slots.with_passphrase(new, keys, operator_id, role))


def dismiss_operator(desk: Desk, operator_id: UUID, progress: Progress = silent) -> None:
    """See a person off: her slot goes and the vault is given another key.

    Args:
        desk: the coordinator's.
        operator_id: who leaves.
        progress: told "new_key" and "backup"; what it raises leaves the rest to `renew_key`.

    Raises:
        NotAllowed: only the coordinator may.
        NotFound: no such operator at work.
        RuleBroken: it is oneself ("oneself"), the last coordinator, or somebody's slot must first
            be made anew ("slot_of_earlier_version", with `names`).
        VaultInUse, DiskFull, BackupFailed: her slot is gone; `renew_key` finishes the rest.
    """
    from models.repositories.settings import set_setting

    if operator_id == desk.operator.operator_id:
        raise RuleBroken(rule="oneself")
    desk.require("dismiss_operator")
    _check_slots_are_new(desk, but=operator_id)
    with desk.work("dismiss_operator", journal=False) as work:
        row = _at_work(work.session, operator_id)
        if row.role == "coordinator":
            _check_coordinators(desk, operator_id)
        row.left_on = desk.today().isoformat()
        set_setting(work.session, _KEY_DUE, value=True)
        work.audit("dismiss_operator", operator_id)
        work.commit()
    desk.vault.set_slots(desk.vault.slots.without(operator_id, desk.vault.key))
    renew_key(desk, progress)


def is_key_due(desk: Desk) -> bool:
    """Whether somebody left and the vault has still the key she knew."""
    from models.repositories.settings import setting

    with desk.read() as session:
        return bool(setting(session, _KEY_DUE, default=False))


def renew_key(desk: Desk, progress: Progress = silent) -> None:
    """Give the vault another key, back it up, and shut the earlier backups to who left.

    The former keys are kept in the vault: they open nothing but those backups.

    Raises:
        NotAllowed, RuleBroken, VaultInUse, DiskFull, BackupFailed: see `dismiss_operator`.
    """
    from models.repositories.settings import forget_setting, set_setting, setting

    _check_slots_are_new(desk)
    gone = _who_left(desk)
    with desk.work("renew_key", journal=False) as work:
        former = [*setting(work.session, _FORMER_KEYS, []), desk.vault.key.hex()]
        set_setting(work.session, _FORMER_KEYS, former)
        work.commit()
    desk.vault.set_slots(_without(desk.vault.slots, gone, desk.vault.key))
    desk.vault.replace_key(lambda *told: progress("new_key", *told))
    _shut_backups(desk, gone, [bytes.fromhex(key) for key in former])
    with desk.work("renew_key", journal=False) as work:
        forget_setting(work.session, _KEY_DUE)
        work.commit()
    back_up(desk, progress)


def _check(desk: Desk, name: str, role: str, but: UUID | None = None) -> None:
    if not name:
        raise RuleBroken(rule="name_missing")
    if role not in ROLES:
        raise RuleBroken(rule="no_role", role=role)
    others = (one.operator for one in operators(desk) if one.operator.operator_id != but)
    if any(o.left_on is None and o.name.casefold() == name.casefold() for o in others):
        raise RuleBroken(rule="operator_exists", name=name)


def _keys_for(desk: Desk, *, has_clearance: bool) -> "VaultKeys":
    """What a slot is to hold; nobody gives a clearance that she has not."""
    from models.storage.key_slots import VaultKeys

    keys = desk.vault.keys
    if has_clearance and keys.reserved is None:
        raise NotAllowed(action="set_clearance", role=desk.operator.role, needed="clearance")
    return keys if has_clearance else VaultKeys(keys.vault, None)


def _check_coordinators(desk: Desk, but: UUID) -> None:
    others = (
        entry.operator
        for entry in operators(desk)
        if entry.operator.operator_id != but and entry.operator.left_on is None
    )
    if not any(other.role == "coordinator" for other in others):
        raise RuleBroken(rule="last_coordinator")


def _check_slots_are_new(desk: Desk, but: UUID | None = None) -> None:
    """Another key can be sealed only to slots with a public key."""
    gone = {*_who_left(desk), but}
    early = [
        slot
        for slot in desk.vault.slots.slots
        if not slot.public_key and slot.operator_id not in gone
    ]
    if early:
        names = {entry.operator.operator_id: entry.operator.name for entry in operators(desk)}
        told = sorted({names.get(slot.operator_id, "?") for slot in early})
        raise RuleBroken(rule="slot_of_earlier_version", names=", ".join(told))


def _who_left(desk: Desk) -> frozenset[UUID]:
    return frozenset(
        entry.operator.operator_id for entry in operators(desk) if entry.operator.left_on
    )


def _without(slots: "KeySlots", gone: Iterable[UUID], key: bytes) -> "KeySlots":
    for operator_id in gone:
        slots = slots.without(operator_id, key)
    return slots


def _shut_backups(desk: Desk, gone: frozenset[UUID], former: Sequence[bytes]) -> None:
    """Take the slots of who left out of the backups on this PC, which have former keys."""
    from models.storage.key_slots import read_slots, write_slots

    for line in backups_beside(desk.vault.path):
        slots = read_slots(line.path)
        for key in filter(slots.is_by, former):
            write_slots(line.path, _without(slots, gone, key))


def _at_work(session: "VaultSession", operator_id: UUID) -> "Operator":
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


def _passphrase_slots(desk: Desk) -> "tuple[Slot, ...]":
    return tuple(slot for slot in desk.vault.slots.slots if slot.kind == "passphrase")
