"""The audit chain: every reading and every change, each entry sealed to the one before it.

An entry's digest is SHA-256 over the digest before it and its own fields, so an edited or missing
entry is found; the head of the chain is kept apart (setting `audit_head`), so a cut end is too.
`models.storage.audit_check` goes through it.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import insert, select

from models.entities import AuditEntry, Setting
from models.storage.session import VaultSession
from models.storage.witness import Head

AUDIT_HEAD: Final = "audit_head"
FIRST: Final = bytes(32)
"""What stands in place of a digest before the first entry."""


def utc_text(moment: datetime) -> str:
    """A moment as the vault writes it: "2026-03-01T10:20:30.123456Z"."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


@dataclass(frozen=True, slots=True)
class Deed:
    """What an entry tells: when (aware), by whom, what, about what."""

    at: datetime
    operator_id: UUID | None
    action: str
    subject: UUID | None = None
    detail: str = ""


def append_entry(session: VaultSession, deed: Deed) -> Head:
    """Add one entry and move the head of the chain to it, in the session's transaction."""
    sequence, before = read_head(session)
    entry = {
        "sequence": sequence + 1,
        "at": utc_text(deed.at),
        "operator_id": deed.operator_id.bytes if deed.operator_id else None,
        "action": deed.action,
        "subject": deed.subject.bytes if deed.subject else None,
        "detail": deed.detail,
    }
    digest = digest_of(before, *entry.values())
    session.execute(insert(AuditEntry), [entry | {"digest": digest}])
    head = {"name": AUDIT_HEAD, "value": json.dumps([sequence + 1, digest.hex()])}
    session.execute(insert(Setting).prefix_with("OR REPLACE"), [head])
    return Head(sequence + 1, digest)


def read_head(session: VaultSession) -> Head:
    """The head of the chain as the vault tells it; (0, zeros) at the beginning."""
    text = session.scalar(select(Setting.value).where(Setting.name == AUDIT_HEAD))
    if text is None:
        return Head(0, FIRST)
    sequence, digest = json.loads(text)
    return Head(int(sequence), bytes.fromhex(digest))


def read_entry(session: VaultSession, sequence: int) -> tuple[datetime, bytes] | None:
    """When an entry was made, and its digest; None where the chain has no such number."""
    columns = select(AuditEntry.at, AuditEntry.digest).where(AuditEntry.sequence == sequence)
    row = session.execute(columns).one_or_none()
    return (datetime.fromisoformat(row.at), row.digest) if row else None


def digest_of(before: bytes, *fields: object) -> bytes:
    """The digest of an entry from the one before it and its fields, in the order of the table."""
    told = [field.hex() if isinstance(field, bytes) else field for field in fields]
    canonical = json.dumps(told, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(before + canonical.encode()).digest()
