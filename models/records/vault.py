"""The vault as the desktop and the command line see it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OperatorLine:
    """A person authorised to use the vault; role: volunteer, staff, coordinator."""

    operator_id: UUID
    name: str
    role: str
    authorised_on: date
    left_on: date | None


@dataclass(frozen=True, slots=True)
class CreateVault:
    """Make a centre's vault with its first coordinator."""

    path: Path
    centre: str
    operator: str
    passphrase: str
    is_trial: bool = False
    """Demo data under the banner "DATI DI PROVA", never sent to a real register."""


@dataclass(frozen=True, slots=True)
class VaultInfo:
    """What can be told of a vault: counts and settings, no person."""

    path: Path
    centre: str
    schema: str
    cipher: str
    households: int
    members: int
    aid: int
    is_trial: bool
    is_enrolled: bool
    audit_entries: int


@dataclass(frozen=True, slots=True)
class OperatorEntry:
    """An operator as the coordinator sees her.

    Attributes:
        operator: who she is.
        has_clearance: whether she reads what is reserved.
        is_early: her slot was made by version 0.1.0: she must sign in once before the vault can be
            given another key.
    """

    operator: OperatorLine
    has_clearance: bool
    is_early: bool


@dataclass(frozen=True, slots=True)
class AddOperator:
    """Authorise a person: role, day of the written authorisation, her first passphrase."""

    name: str
    role: str
    authorised_on: date
    passphrase: str
    has_clearance: bool = False


@dataclass(frozen=True, slots=True)
class LeftUndone:
    """What still follows from somebody's leaving.

    Attributes:
        key: the vault has still the key she knew.
        reserved_key: what is reserved is still sealed under the key she knew.
        register: the register does not know yet that the centre has another device.
    """

    key: bool
    reserved_key: bool
    register: bool
