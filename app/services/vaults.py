"""Making and opening a centre's vault, and its passphrases.

The unlock dialog imports this module before the first window is painted: SQLAlchemy, which takes
longer to import than Qt, is therefore imported only when a vault is made or opened, or by `prepare`
while the person types.
"""

import importlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from platformdirs import user_state_path

from app.services.backups import copy_beside, remove_unfinished
from app.services.desk import Clock, Desk, utc_now
from app.services.passphrases import check_passphrase, passphrase_strength, suggest_passphrase
from app.services.vault_place import warn_of_place
from models.errors import RecoveryKeyMistyped, RuleBroken, VaultDamaged, WrongPassphrase
from models.ids import new_id
from models.records.vault import CreateVault, OperatorLine, VaultInfo
from models.rules.writing import tidy

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.storage.key_slots import KeySlots, Opened, VaultKeys
    from models.storage.vault import Vault

__all__ = [
    "NewVault",
    "create_vault",
    "draw_recovery_key",
    "keep_recovery_key",
    "open_vault",
    "open_with_recovery_key",
    "passphrase_strength",
    "prepare",
    "set_passphrase",
    "suggest_passphrase",
    "vault_info",
    "warn_of_place",
]


@dataclass(frozen=True, slots=True)
class NewVault:
    """A vault just made, open, and the recovery key to print: it is told only now."""

    desk: Desk
    recovery_key: str


def prepare() -> None:
    """Import what opening a vault needs; to be called from a job once the dialog is painted."""
    importlib.import_module("models.storage.vault")


def create_vault(command: CreateVault, clock: Clock = utc_now) -> NewVault:
    """Make a vault with its first coordinator, and open it.

    Raises:
        RuleBroken: the passphrase is shorter than eight letters, or a name is missing.
        VaultExists, VaultReadOnly, DiskFull: as the disk says; nothing is left behind.
    """
    from models.storage import key_slots, recovery_key  # see the module's docstring
    from models.storage.vault import Vault

    check_passphrase(command.passphrase)
    centre, name = tidy(command.centre), tidy(command.operator)
    if not centre or not name:
        raise RuleBroken(rule="name_missing")
    keys = key_slots.new_keys()
    sheet = recovery_key.new_recovery_key()
    today = clock().astimezone().date()
    operator = OperatorLine(new_id(), name, "coordinator", today, None)
    slots = (
        key_slots.new_slots(uuid4())
        .with_passphrase(command.passphrase, keys, operator.operator_id, operator.role)
        .with_recovery_key(recovery_key.read_recovery_key(sheet), keys, operator.operator_id)
    )
    vault = Vault.create(command.path, keys, slots, notes_folder())
    desk = Desk(vault, operator, centre, command.is_trial, clock)
    try:
        _furnish(desk)
    except BaseException:
        vault.discard()
        raise
    return NewVault(desk, sheet)


def open_vault(
    path: Path, passphrase: str, clock: Clock = utc_now, *, knowingly: bool = False
) -> Desk:
    """Open a vault as the operator whose passphrase it is.

    A vault of an earlier version is backed up before it is brought up to date.

    Args:
        path: the vault.
        passphrase: whose slot it opens.
        clock: the present moment.
        knowingly: open it even if it is older than what was last seen of it.

    Raises:
        WrongPassphrase, VaultMissing, NotAVault, VaultDamaged (KeysDamaged, KeysMissing),
        VaultAlreadyOpen, VaultTooNew, VaultReadOnly: the vault stays as it was.
        VaultSteppedBack: it is not what was last seen here; nothing was written.
        BackupFailed, DiskFull: it needs bringing up to date and could not be backed up first.
    """

    def renew(slots: "KeySlots", keys: "VaultKeys", operator: OperatorLine) -> "KeySlots":
        return slots.with_passphrase(passphrase, keys, operator.operator_id, operator.role)

    opening = _Opening("open_vault", clock, knowingly, renew)
    return opening.open(path, lambda slots: slots.open_with_passphrase(passphrase))


def open_with_recovery_key(
    path: Path, recovery_key: str, clock: Clock = utc_now, *, knowingly: bool = False
) -> Desk:
    """Open a vault with its printed recovery key, to choose a new passphrase.

    Raises:
        RecoveryKeyMistyped: a letter is wrong or missing; else as `open_vault`.
    """

    def renew(slots: "KeySlots", keys: "VaultKeys", operator: OperatorLine) -> "KeySlots":
        from models.storage.recovery_key import read_recovery_key

        typed = read_recovery_key(recovery_key)
        return slots.with_recovery_key(typed, keys, operator.operator_id)

    opening = _Opening("open_with_recovery_key", clock, knowingly, renew)
    return opening.open(path, lambda slots: slots.open_with_recovery_key(recovery_key))


def set_passphrase(desk: Desk, old: str, new: str) -> None:
    """Change the operator's passphrase; `old` may also be the recovery key.

    Raises:
        WrongPassphrase: `old` opens no slot of this operator.
        RuleBroken: `new` is shorter than eight letters.
    """
    check_passphrase(new)
    slots = desk.vault.slots
    try:
        slots.open_with_recovery_key(old)
    except RecoveryKeyMistyped:
        slots.open_with_passphrase(old, desk.operator.operator_id)
    changed = slots.with_passphrase(
        new, desk.vault.keys, desk.operator.operator_id, desk.operator.role
    )
    with desk.work("set_passphrase") as work:
        work.commit()
    desk.vault.set_slots(changed)


def draw_recovery_key() -> str:
    """A recovery key to be printed; it opens nothing before `keep_recovery_key`."""
    from models.storage.recovery_key import new_recovery_key

    return new_recovery_key()


def keep_recovery_key(desk: Desk, recovery_key: str) -> None:
    """Let a sheet that was printed and typed back open the vault, and the person's old one no more.

    Each coordinator has a sheet of her own: two sealed sheets are two coordinators'.

    Raises:
        NotAllowed: only the coordinator may.
        RecoveryKeyMistyped: it is not what was drawn.
    """
    from models.storage.recovery_key import read_recovery_key

    typed, vault = read_recovery_key(recovery_key), desk.vault
    with desk.work("renew_recovery_sheet") as work:
        work.commit()
    vault.set_slots(vault.slots.with_recovery_key(typed, vault.keys, desk.operator.operator_id))


def vault_info(desk: Desk) -> VaultInfo:
    """Counts and settings of the vault, and no person."""
    from sqlalchemy import func, select, text

    from models.entities import Aid, AuditEntry, Household, Member, Setting
    from models.repositories.households import STANDS
    from models.storage.schema import read_schema

    with desk.read() as session:

        def count(table: type[Any]) -> int:
            return session.scalar(select(func.count()).select_from(table)) or 0

        return VaultInfo(
            path=desk.vault.path,
            centre=desk.centre,
            schema=read_schema(session.connection()),
            cipher=str(session.scalar(text("PRAGMA cipher_version"))),
            households=session.scalar(select(func.count(Household.id)).where(STANDS)) or 0,
            members=count(Member),
            aid=count(Aid),
            is_trial=desk.is_trial,
            is_enrolled=session.get(Setting, "network") is not None,
            audit_entries=count(AuditEntry),
        )


def _furnish(desk: Desk) -> None:
    """Write who and where into a new vault."""
    from models.entities import Operator, Setting

    operator = desk.operator
    with desk.work("create_vault") as work:
        work.session.add(
            Operator(
                id=operator.operator_id,
                name=operator.name,
                role=operator.role,
                authorised_on=operator.authorised_on.isoformat(),
            )
        )
        told = {"centre": desk.centre, "is_trial": desk.is_trial}
        for name, value in told.items():
            work.session.add(Setting(name=name, value=json.dumps(value)))
        work.commit()


@dataclass(frozen=True)
class _Opening:
    """How a vault is being opened: under which name in the audit, when, and at what risk."""

    action: str
    clock: Clock
    knowingly: bool
    renew: "Callable[[KeySlots, VaultKeys, OperatorLine], KeySlots]"
    """Makes the slot anew that was opened."""

    def open(self, path: Path, unlock: "Callable[[KeySlots], Opened]") -> Desk:
        from models.repositories.documents import purge  # see the module's docstring
        from models.repositories.settings import set_setting
        from models.storage.vault import OpeningTerms, Vault
        from models.storage.witness import KNOWINGLY

        terms = OpeningTerms(notes_folder(), self.knowingly, self._back_up)
        vault, opened = Vault.open(path, unlock, terms)
        try:
            desk = _sit_down(vault, opened.operator_id, self.clock)
            if opened.is_early:
                self._renew_slot(desk)
            with desk.work(self.action) as work:
                purge(work.session, desk.today().isoformat())
                if self.knowingly:
                    set_setting(work.session, KNOWINGLY, value=True)
                work.audit(self.action, None, "knowingly" if self.knowingly else "")
                work.commit()
            _keep_erased(desk)
            remove_unfinished(path)
        except BaseException:
            vault.close()
            raise
        return desk

    def _renew_slot(self, desk: Desk) -> None:
        """Make a slot of 0.1.0 anew; the first coordinator to come makes the reserved key."""
        from models.storage.key_slots import VaultKeys, new_keys

        vault, operator = desk.vault, desk.operator
        has_reserved = any(slot.reserved_key for slot in vault.slots.slots)
        if operator.role == "coordinator" and not has_reserved:
            vault.take_keys(VaultKeys(vault.key, new_keys().reserved))
        vault.set_slots(self.renew(vault.slots, vault.keys, operator))

    def _back_up(self, vault: "Vault") -> None:
        from models.storage.schema import SCHEMA

        copy_beside(vault.path, vault.key, f"prima della versione {SCHEMA}")


def _keep_erased(desk: Desk) -> None:
    """Whoever was erased stays so, also in a vault put back from a backup made before."""
    from models.repositories.erasing import erased_again
    from models.storage.sweeping import is_sweep_due

    with desk.read() as session:
        is_due = is_sweep_due(session) or bool(erased_again(session))
    if is_due:
        from app.services.erasing import erase_again  # the register's client, seldom needed

        erase_again(desk)


def notes_folder() -> Path:
    """Where this person's notes of what was last seen of each vault lie."""
    return user_state_path("dapo", appauthor=False) / "seen"


def _sit_down(vault: "Vault", operator_id: UUID, clock: Clock) -> Desk:
    from sqlalchemy import select

    from models.entities import Operator, Setting

    with vault.read() as session:
        row = session.get(Operator, operator_id)
        told = dict(session.execute(select(Setting.name, Setting.value)).all())
        if row is None or "centre" not in told:
            raise VaultDamaged(path=str(vault.path), reason="unfinished")
        if row.left_on is not None:
            raise WrongPassphrase  # the slot of who left could not be removed in time
        operator = OperatorLine(
            row.id,
            row.name,
            row.role,
            date.fromisoformat(row.authorised_on),
            None,
        )
    return Desk(
        vault, operator, json.loads(told["centre"]), bool(json.loads(told["is_trial"])), clock
    )
