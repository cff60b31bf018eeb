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
