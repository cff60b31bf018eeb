"""Making and opening a centre's vault, and its passphrases.

The unlock dialog imports this module before the first window is painted: SQLAlchemy, which takes
longer to import than Qt, is therefore imported only when a vault is made or opened, or by `prepare`
while the person types.
"""

import importlib
import json
import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from platformdirs import user_state_path

from app.services.backups import copy_beside
from app.services.desk import Clock, Desk, utc_now
from app.services.passphrases import passphrase_strength, suggest_passphrase
from app.services.vault_place import warn_of_place
from models.errors import RecoveryKeyMistyped, RuleBroken, VaultDamaged
from models.ids import new_id
from models.records.vault import CreateVault, OperatorLine, VaultInfo
from models.rules.writing import tidy

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.storage.key_slots import KeySlots
    from models.storage.vault import Vault

__all__ = [
    "NewVault",
    "create_vault",
    "open_vault",
    "open_with_recovery_key",
    "passphrase_strength",
    "prepare",
    "set_passphrase",
    "suggest_passphrase",
    "vault_info",
    "warn_of_place",
]

SHORTEST_PASSPHRASE: Final = 8


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
    from models.storage import key_slots  # see the module's docstring
    from models.storage.vault import Vault

    _check_passphrase(command.passphrase)
    centre, name = tidy(command.centre), tidy(command.operator)
    if not centre or not name:
        raise RuleBroken(rule="name_missing")
    key = secrets.token_bytes(key_slots.KEY_BYTES)
    recovery_key = key_slots.new_recovery_key()
    today = clock().astimezone().date()
    operator = OperatorLine(new_id(), name, "coordinator", today, None)
    slots = (
        key_slots.new_slots(uuid4())
        .with_passphrase(command.passphrase, key, operator.operator_id, operator.role)
        .with_recovery_key(key_slots.read_recovery_key(recovery_key), key, operator.operator_id)
    )
    vault = Vault.create(command.path, key, slots, notes_folder())
    desk = Desk(vault, operator, centre, command.is_trial, clock)
    try:
        _furnish(desk)
    except BaseException:
        vault.discard()
        raise
    return NewVault(desk, recovery_key)


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
    opening = _Opening("open_vault", clock, knowingly)
    return opening.open(path, lambda slots: slots.open_with_passphrase(passphrase))


def open_with_recovery_key(
    path: Path, recovery_key: str, clock: Clock = utc_now, *, knowingly: bool = False
) -> Desk:
    """Open a vault with its printed recovery key, to choose a new passphrase.

    Raises:
        RecoveryKeyMistyped: a letter is wrong or missing; else as `open_vault`.
    """
    opening = _Opening("open_with_recovery_key", clock, knowingly)
    return opening.open(path, lambda slots: slots.open_with_recovery_key(recovery_key))


def set_passphrase(desk: Desk, old: str, new: str) -> None:
    """Change the operator's passphrase; `old` may also be the recovery key.

    Raises:
        WrongPassphrase: `old` opens no slot of this operator.
        RuleBroken: `new` is shorter than eight letters.
    """
    _check_passphrase(new)
    slots = desk.vault.slots
    try:
        slots.open_with_recovery_key(old)
    except RecoveryKeyMistyped:
        slots.open_with_passphrase(old, desk.operator.operator_id)
    changed = slots.with_passphrase(
        new, desk.vault.key, desk.operator.operator_id, desk.operator.role
    )
    with desk.work("set_passphrase") as work:
        work.commit()
    desk.vault.set_slots(changed)


def vault_info(desk: Desk) -> VaultInfo:
    """Counts and settings of the vault, and no person."""
    from sqlalchemy import func, select, text

    from models.entities import Aid, AuditEntry, Household, Member, Setting
    from models.storage.schema import read_schema

    with desk.read() as session:

        def count(table: type[Any]) -> int:
            return session.scalar(select(func.count()).select_from(table)) or 0

        return VaultInfo(
            path=desk.vault.path,
            centre=desk.centre,
            schema=read_schema(session.connection()),
            cipher=str(session.scalar(text("PRAGMA cipher_version"))),
            households=count(Household),
            members=count(Member),
            aid=count(Aid),
            is_trial=desk.is_trial,
            is_enrolled=session.get(Setting, "network") is not None,
            audit_entries=count(AuditEntry),
        )


def _check_passphrase(passphrase: str) -> None:
    if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise RuleBroken(rule="passphrase_too_short", shortest=SHORTEST_PASSPHRASE)


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

    def open(self, path: Path, unlock: "Callable[[KeySlots], tuple[bytes, UUID]]") -> Desk:
        from models.storage.vault import OpeningTerms, Vault  # see the module's docstring

        terms = OpeningTerms(notes_folder(), self.knowingly, self._back_up)
        vault, operator_id = Vault.open(path, unlock, terms)
        try:
            desk = _sit_down(vault, operator_id, self.clock)
            with desk.work(self.action) as work:
                work.audit(self.action, None, "knowingly" if self.knowingly else "")
                work.commit()
        except BaseException:
            vault.close()
            raise
        return desk

    def _back_up(self, vault: "Vault") -> None:
        from models.storage.schema import SCHEMA

        copy_beside(vault.path, vault.key, f"prima della versione {SCHEMA}")


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
        operator = OperatorLine(
            row.id,
            row.name,
            row.role,
            date.fromisoformat(row.authorised_on),
            date.fromisoformat(row.left_on) if row.left_on else None,
        )
    return Desk(
        vault, operator, json.loads(told["centre"]), bool(json.loads(told["is_trial"])), clock
    )
