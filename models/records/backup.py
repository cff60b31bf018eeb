"""Backups as the desktop and the command line see them."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BackupLine:
    """A backup on a disk: when it was made (local time) and its size in bytes."""

    path: Path
    made_at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class BackupState:
    """How safe the vault is against the loss of its PC.

    Attributes:
        here: the latest backup beside the vault, None if there is none.
        elsewhere: when the latest one off the PC was made (local time), None if never.
        folder: the folder or stick chosen for those off the PC, None if none was.
    """

    here: BackupLine | None
    elsewhere: datetime | None
    folder: Path | None


@dataclass(frozen=True, slots=True)
class BackupContents:
    """What a backup holds, after it was opened and checked whole.

    Attributes:
        centre: whose it is.
        households, aid: how many.
        last_work: when the last entry of its audit was made (local time).
    """

    centre: str
    households: int
    aid: int
    last_work: datetime | None
