"""Leaving as one action: whoever goes knows none of the keys in use afterwards.

She knew the vault's key, the reserved one if she had clearance, and with the vault in hand the key
of the device that speaks for the centre. So her slot is removed, what is reserved is sealed under
another key, the vault is encrypted under another one, the backups on this PC are shut to her, and
the register gets another device in place of the former. The wish is written down first, in one
transaction: whatever cuts the work, the next who may comes in and finishes it, and without a
network the register hears of it at the beginning of the next exchange. Who stays and loses her
clearance leaves in part: only the reserved key is renewed.
"""

import logging
import secrets
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.services.backups import back_up, backups_beside
from app.services.clearance import has_clearance, reserved_key
from app.services.desk import Desk
from app.services.operators import (
    at_work,
    check_coordinators,
    keys_for,
    operators,
    passphrase_slots,
)
from app.services.progress import Progress, silent
from app.services.successors import is_successor_owed, owe_successor
from models.errors import RuleBroken, WorldError
from models.records.vault import LeftUndone
from models.rules.permissions import may

if TYPE_CHECKING:
    from models.storage.key_slots import KeySlots
    from models.storage.session import VaultSession

_log = logging.getLogger(__name__)

_KEY_DUE: Final = "new_key_due"
_RESERVED_DUE: Final = "new_reserved_key_due"
_FORMER_KEYS: Final = "former_keys"


def dismiss_operator(desk: Desk, operator_id: UUID, progress: Progress = silent) -> LeftUndone:
    """See a person off, with all that follows from it.

    Args:
        desk: the coordinator's.
        operator_id: who leaves.
        progress: told "new_reserved_key", "new_key", "backup" and "register"; what it raises leaves
            the rest to `finish_leaving`.

    Returns:
        What could not be done now: the register has not heard of it, or nobody here may renew the
        reserved key.

    Raises:
        NotAllowed: only the coordinator may.
        NotFound: no such operator at work.
        RuleBroken: it is oneself ("oneself"), the last coordinator ("last_coordinator"), the last
            who reads what is reserved ("last_clearance"), or somebody's slot must first be made
            anew ("slot_of_earlier_version", with `names`).
        VaultInUse, DiskFull, BackupFailed: her slot is gone; `finish_leaving` does the rest.
    """
    if operator_id == desk.operator.operator_id:
        raise RuleBroken(rule="oneself")
    slots = desk.vault.slots.slots
    knew = any(slot.operator_id == operator_id and slot.reserved_key for slot in slots)
    with desk.work("dismiss_operator") as work:
        _check_slots_are_new(desk, but=operator_id)
        row = at_work(work.session, operator_id)
        if row.role == "coordinator":
            check_coordinators(desk, operator_id)
        if knew:
            _check_readers(desk, work.session, operator_id)
            _note_due(work.session, _RESERVED_DUE)
        row.left_on = desk.today().isoformat()
        _note_due(work.session, _KEY_DUE)
        owe_successor(work.session)
        work.audit("dismiss_operator", operator_id)
        work.commit()
    desk.vault.set_slots(desk.vault.slots.without(operator_id, desk.vault.key))
    return finish_leaving(desk, progress)


def set_clearance(desk: Desk, operator_id: UUID, *, has_clearance: bool) -> None:
    """Let a person read what is reserved, or no longer: it is then sealed under another key.

    Raises:
        NotAllowed: only a coordinator who has clearance may give it.
        NotFound: no such operator at work.
        RuleBroken: her slot was made by version 0.1.0 ("slot_of_earlier_version").
        DiskFull, DiskFailed: it was taken, and the key is still to be renewed.
    """
    with desk.work("set_clearance") as work:
        at_work(work.session, operator_id)
        slot = next(one for one in passphrase_slots(desk) if one.operator_id == operator_id)
        if not slot.public_key:
            raise RuleBroken(rule="slot_of_earlier_version")
        keys = keys_for(desk, has_clearance=has_clearance)
        slots = desk.vault.slots.with_clearance(operator_id, keys)
        knew = bool(slot.reserved_key) and not has_clearance
        if knew and any(one.reserved_key for one in slots.slots):
            _note_due(work.session, _RESERVED_DUE)
        work.audit("set_clearance", operator_id, "given" if has_clearance else "taken")
        work.commit()
    desk.vault.set_slots(slots)
    if knew:
        finish_leaving(desk)


def left_undone(desk: Desk) -> LeftUndone:
    """What still follows from somebody's leaving."""
    from models.repositories.settings import setting

    with desk.read() as session:
        return LeftUndone(
            key=bool(setting(session, _KEY_DUE)),
            reserved_key=bool(setting(session, _RESERVED_DUE)),
            register=is_successor_owed(session),
        )


def may_finish(desk: Desk, undone: LeftUndone) -> bool:
    """Whether who works here can do some of it without a network."""
    is_keys = undone.key and may(desk.operator.role, "renew_key")
    return is_keys or (undone.reserved_key and has_clearance(desk))


def finish_leaving(desk: Desk, progress: Progress = silent) -> LeftUndone:
    """Do what still follows from somebody's leaving, as far as who works here may.

    Args:
        desk: the coordinator's, or of who reads what is reserved.
        progress: as `dismiss_operator`.

    Returns:
        What is still undone.

    Raises:
        VaultInUse, DiskFull, BackupFailed: what was done stays done; finish it later.
    """
    _shut_out(desk)
    undone = left_undone(desk)
    if undone.reserved_key and has_clearance(desk):
        renew_reserved_key(desk, progress)
    if undone.key and may(desk.operator.role, "renew_key"):
        renew_key(desk, progress)
    if undone.register and may(desk.operator.role, "succeed_device"):
        progress("register", 0, 0)
        _tell_register(desk)
    return left_undone(desk)


def renew_reserved_key(desk: Desk, progress: Progress = silent) -> None:
    """Seal every reserved note and document under another key, for whoever has clearance now.

    Killed at any point, everything is under the one key or under the other, and opens.

    Args:
        desk: of somebody with clearance.
        progress: told "new_reserved_key"; what it raises leaves everything as it was.

    Raises:
        NotAllowed: without clearance.
        DiskFull, DiskFailed: everything is as it was.
    """
    from models.repositories.settings import forget_setting
    from models.storage.derivation import KEY_BYTES
    from models.storage.resealing import reseal

    key = reserved_key(desk, "renew_reserved_key")
    vault, next_key = desk.vault, secrets.token_bytes(KEY_BYTES)
    vault.set_slots(vault.slots.towards_reserved(next_key, vault.key))
    try:
        with desk.work("renew_reserved_key") as work:
            reseal(work.session, key, next_key, lambda *told: progress("new_reserved_key", *told))
            forget_setting(work.session, _RESERVED_DUE)
            work.commit()
    finally:
        vault.settle_reserved_key(next_key)


def renew_key(desk: Desk, progress: Progress = silent) -> None:
    """Give the vault another key, back it up, and shut the earlier backups to who left.

    The former keys are kept in the vault: they open nothing but those backups.

    Raises:
        NotAllowed, RuleBroken, VaultInUse, DiskFull, BackupFailed: see `dismiss_operator`.
    """
    from models.repositories.settings import forget_setting, set_setting, setting

    _check_slots_are_new(desk)
    _shut_out(desk)
    with desk.work("renew_key") as work:
        former = [*setting(work.session, _FORMER_KEYS, []), desk.vault.key.hex()]
        set_setting(work.session, _FORMER_KEYS, former)
        work.commit()
    desk.vault.replace_key(lambda *told: progress("new_key", *told))
    _shut_backups(desk, [bytes.fromhex(key) for key in former])
    with desk.work("renew_key") as work:
        forget_setting(work.session, _KEY_DUE)
        work.commit()
    back_up(desk, progress)


def _tell_register(desk: Desk) -> None:
    """Hand over to the next device now; without an answer it stays owed to the next exchange."""
    from app.services.closing.succession import hand_over_now  # the register's client

    try:
        hand_over_now(desk)
    except WorldError as error:
        _log.info("the register has not heard of the leaving: %s", error.code)


def _note_due(session: "VaultSession", name: str) -> None:
    from models.repositories.settings import set_setting

    set_setting(session, name, value=True)


def _check_readers(desk: Desk, session: "VaultSession", but: UUID) -> None:
    """Nobody goes with the last key of what is reserved, unless nothing is."""
    from models.repositories.documents import has_reserved

    others = (slot for slot in desk.vault.slots.slots if slot.operator_id != but)
    if not any(slot.reserved_key for slot in others) and has_reserved(session):
        raise RuleBroken(rule="last_clearance")


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


def _shut_out(desk: Desk) -> None:
    """Remove a slot that could not be removed when its owner left."""
    gone, slots = _who_left(desk), desk.vault.slots
    if any(slot.operator_id in gone for slot in slots.slots):
        desk.vault.set_slots(_without(slots, gone, desk.vault.key))


def _shut_backups(desk: Desk, former: Sequence[bytes]) -> None:
    """Take the slots of who left out of the backups on this PC, which have former keys."""
    from models.storage.key_slots import read_slots, write_slots

    gone = _who_left(desk)
    for line in backups_beside(desk.vault.path):
        slots = read_slots(line.path)
        for key in filter(slots.is_by, former):
            write_slots(line.path, _without(slots, gone, key))
