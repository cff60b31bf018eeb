"""The witness: what was last seen of a vault, kept outside it, so that a step back in time shows.

SQLCipher proves that a page was written under the vault's key, not that it is the latest: an old
file, an old page or a lost write-ahead log opens without a word. So the head of the audit chain,
which moves with every commit, is noted beside the vault (`X.dapo.seen`) and once more in the
person's own folder, and a clean close adds a digest of all pages. At the next opening the vault
must hold the head that was seen, and after a clean close be byte for byte the file that was left.
"""

import hashlib
import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Literal, NamedTuple
from uuid import UUID

import msgspec

from models.storage.durable import write_in_place_of

_log = logging.getLogger(__name__)

PAGE: Final = 4096
SEAL: Final = 64
"""Bytes at the end of each page in which SQLCipher keeps its HMAC-SHA-512."""
KNOWINGLY: Final = "older_file_knowingly"
"""A setting: who opened this vault, or went on with it, knew that another one was used after it.
It holds until the register has heard how far this one has come."""
_PAGES_READ: Final = 4096
_MAX_FILE: Final = 10_000


class Head(NamedTuple):
    """The end of an audit chain: number and digest of its last entry."""

    sequence: int
    digest: bytes


class Seen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was last seen of a vault; `pages` is "" unless it was closed in good order."""

    file_id: UUID
    sequence: int
    digest: str
    at: datetime
    pages: str = ""

    @property
    def head(self) -> Head:
        """The head of the audit chain."""
        return Head(self.sequence, bytes.fromhex(self.digest))


StepBack = Literal["older", "other", "pages"]
"""How a vault differs from what was seen: its chain is shorter, goes another way, or a page of it
was changed while it was closed."""


@dataclass(frozen=True)
class Witness:
    """Where notes about one vault lie: beside it, and in the person's folder if there is one."""

    vault: Path
    file_id: UUID
    folder: Path | None = None

    def seen(self) -> Seen | None:
        """The latest note that can be read; None where nobody has seen this vault here."""
        notes = [note for path in self._paths() if (note := self._read(path))]
        return max(notes, key=lambda note: (note.sequence, bool(note.pages)), default=None)

    def note(self, head: Head, at: datetime, pages: str = "", *, lasting: bool = False) -> None:
        """Write down the head; `lasting` waits for the disk.

        What is noted without waiting may be lost by a power cut and is then only less strict. A
        folder that cannot be written is logged and never stops the work.
        """
        note = Seen(self.file_id, head.sequence, head.digest.hex(), at, pages)
        for path in self._paths():
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                write_in_place_of(path, _encode(note), lasting=lasting)
            except OSError as error:
                _log.info("not noted: %s", error)

    def changed_while_closed(self, seen: Seen) -> bool:
        """Whether a vault closed in good order is no longer the file that was left.

        To be asked before SQLCipher opens it, which would take up a write-ahead log put there.
        """
        if not seen.pages:
            return False
        return has_log(self.vault) or digest_of_pages(self.vault) != seen.pages

    def forget(self) -> None:
        """Remove the notes: the vault is gone, or another takes its place knowingly."""
        for path in self._paths():
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def _paths(self) -> Iterator[Path]:
        yield seen_path(self.vault)
        if self.folder is not None:
            place = hashlib.sha256(os.fsencode(self.vault.absolute())).hexdigest()[:32]
            yield self.folder / f"{place}.seen"

    def _read(self, path: Path) -> Seen | None:
        try:
            with path.open("rb") as file:
                note = _decode(file.read(_MAX_FILE))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            _log.info("no note: %s", error)
            return None
        return note if note.file_id == self.file_id else None


def step_back(seen: Seen, found: Head, digest_at_seen: bytes | None) -> StepBack | None:
    """How the vault at hand lags behind what was seen, or None.

    Args:
        seen: the latest note.
        found: the head of the vault's audit chain.
        digest_at_seen: of the vault's entry with the number that was seen; None if it has none.
    """
    if found.sequence < seen.sequence:
        return "older"
    if seen.sequence and digest_at_seen != seen.head.digest:
        return "other"
    return None


def seen_path(vault_path: Path) -> Path:
    """Where the note beside a vault is."""
    return vault_path.with_name(vault_path.name + ".seen")


def has_log(vault_path: Path) -> bool:
    """Whether a write-ahead log lies beside the vault: it was not closed in good order."""
    log = vault_path.with_name(vault_path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def digest_of_pages(path: Path) -> str:
    """SHA-256 over the seals of all pages: each covers its page, and there are 64 bytes of 4096.

    Raises:
        OSError: the file cannot be read.
    """
    digest = hashlib.sha256(str(path.stat().st_size).encode())
    with path.open("rb", buffering=0) as file:
        while block := file.read(_PAGES_READ * PAGE):
            view = memoryview(block)
            for end in range(PAGE, len(block) + 1, PAGE):
                digest.update(view[end - SEAL : end])
    return digest.hexdigest()


def _encode(note: Seen) -> bytes:
    line = msgspec.json.encode(note)
    return line + b"\n" + hashlib.sha256(line).hexdigest().encode() + b"\n"


def _decode(content: bytes) -> Seen:
    line = content.partition(b"\n")[0]
    if content != line + b"\n" + hashlib.sha256(line).hexdigest().encode() + b"\n":
        raise ValueError("digest")
    return msgspec.json.decode(line, type=Seen)
