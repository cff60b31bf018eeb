"""Going through the audit chain: whether it is whole, and if not, where and how it was changed.

An entry that was edited together with its digest breaks at the next one, so an edit stands at the
entry named or at the one before. Who rewrites every digest to the end must rewrite the head too;
then only a head kept elsewhere tells: beside the file (`witness`), in a backup, at the register.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Row, select

from models.entities import AuditEntry
from models.records.audit import FaultKind
from models.storage.audit import FIRST, digest_of, read_head
from models.storage.session import VaultSession
from models.storage.witness import Head

Told = Callable[[int, int], None]
"""Told how many entries were looked at, of how many."""
_TOLD_EVERY: Final = 1000

_Entry = Row[int, str, bytes | None, str, bytes | None, str, bytes]
_ENTRIES = select(
    AuditEntry.sequence,
    AuditEntry.at,
    AuditEntry.operator_id,
    AuditEntry.action,
    AuditEntry.subject,
    AuditEntry.detail,
    AuditEntry.digest,
).order_by(AuditEntry.sequence)


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place where the chain does not hold.

    "edited": the entry, or the one before it, is not what was written. "deleted": it is missing.
    "reordered": what should stand here stands elsewhere. "cut": it and all after it are missing.
    """

    kind: FaultKind
    sequence: int
    at: datetime | None
    """When the entry there, or the last one before it, was made; None before the first."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: how many entries there are, the head as it is kept apart, what is wrong."""

    lines: int
    head: Head
    fault: Fault | None


def verify_audit(session: VaultSession, told: Told = lambda _done, _all: None) -> Verdict:
    """Go through the chain from the first entry to its head (100,000 entries: some seconds)."""
    head = read_head(session)
    found = session.execute(_ENTRIES.execution_options(yield_per=_TOLD_EVERY))
    lines, before, at = 0, FIRST, None
    fault: Fault | None = None
    for row in found:
        lines += 1
        if fault is not None:
            continue
        if row.sequence != lines or digest_of(before, *row[:-1]) != row.digest:
            fault = Fault("edited", lines, at)
            continue
        before, at = row.digest, row.at
        if lines % _TOLD_EVERY == 0:
            told(lines, head.sequence)
    if fault is not None:
        fault = _explained(session, fault.sequence, before, head)
    elif lines < head.sequence:
        fault = Fault("cut", lines + 1, _moment(at))
    elif (lines, before) != head:
        fault = Fault("edited", max(lines, 1), _moment(at))
    return Verdict(lines, head, fault)


def _explained(session: VaultSession, place: int, before: bytes, head: Head) -> Fault:
    """What happened at a place: `before` is the digest of the last entry that holds."""
    rows = session.execute(_ENTRIES).all()
    here = rows[place - 1]
    at = _moment(here.at)
    if any(digest_of(before, place, *row[1:-1]) == row.digest for row in rows[place - 1 :]):
        return Fault("reordered", place, at)
    if place > head.sequence:
        return Fault("edited", place, at)  # somebody added it
    is_missing = here.sequence > place or _has_closed_up(rows, place, head.sequence - len(rows))
    return Fault("deleted" if is_missing else "edited", place, at)


def _has_closed_up(rows: Sequence[_Entry], place: int, missing: int) -> bool:
    """Whether entries were taken out and those after them numbered anew."""
    if missing <= 0:
        return False
    former, *after = rows[place - 1 :]
    if not after:
        return True
    following = after[0]
    number = following.sequence + missing
    digest: bytes = following.digest
    return digest_of(former.digest, number, *following[1:-1]) == digest


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None  # that, too, was edited
