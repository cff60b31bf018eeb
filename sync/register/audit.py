"""The register's log of who did what and how much of it: only added to, and chained.

Each line's digest is SHA-256 over the digest before it and the line's canonical bytes (msgpack of
its values in the order of ``AuditLine``). An edited or deleted line breaks the chain where it
stood; a cut end shows against the head, which is kept beside the log, shown on the coordinator
page and told by ``dapo-register audit head``: who writes it down can hold a rewritten log to it.
No line holds an index, an address or a secret.
"""

import hashlib
from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Final, Literal, Self, TypedDict

import msgspec
from sqlalchemy import Connection, bindparam, insert, select, update
from typing_extensions import Unpack, override

from sync.register import tables

COMMAND_LINE: Final = "command line"
"""Who did what was done at the register's own machine."""

_BEGINNING: Final = bytes(32)
_LINES_READ_AT_ONCE: Final = 1_000


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One act. ``by`` is an administrator's name, ``COMMAND_LINE``, or empty for a device's own."""

    id: int
    at: int
    action: str
    by: str = ""
    device: bytes | None = None
    centre: int | None = None
    rows: int = 0
    detail: str = ""


_COLUMNS: Final = tuple(tables.audit.c[field.name] for field in fields(AuditLine))
_HEAD: Final = tables.audit_head.c
# Built once: every push adds a line.
_COUNT_ONE: Final = (
    update(tables.audit_head).values(length=_HEAD.length + 1).returning(_HEAD.length, _HEAD.digest)
)
_SET_DIGEST: Final = update(tables.audit_head).values(digest=bindparam("new"))


@dataclass(frozen=True, slots=True)
class Head:
    """How many lines there are, and the digest of the last (32 bytes)."""

    length: int
    digest: bytes

    @override
    def __str__(self) -> str:
        """Return it as people write it down: ``1234:89ab…``."""
        return f"{self.length}:{self.digest.hex()}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what ``str`` gave; raises ``ValueError``."""
        length, _, digest = text.strip().partition(":")
        return cls(int(length), bytes.fromhex(digest))


@dataclass(frozen=True, slots=True)
class Fault:
    """The first line that is not as it was written.

    ``kind`` is "edited", "deleted", "cut" (this line and all after it are gone), or "rewritten"
    (the chain is whole, but is not the one that the known head was read from).
    """

    kind: Literal["edited", "deleted", "cut", "rewritten"]
    line: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What ``verify`` found: lines read, the head they lead to, the first fault if any."""

    head: Head
    fault: Fault | None


class About(TypedDict, total=False):
    """What a line tells beside the action and its time: the fields of ``AuditLine``."""

    by: str
    device: bytes | None
    centre: int | None
    rows: int
    detail: str


def record(connection: Connection, action: str, now: datetime, **about: Unpack[About]) -> None:
    """Add a line, in the transaction of what it tells.

    The head stays locked until that transaction ends, so that lines stand one after another.
    """
    length, before = connection.execute(_COUNT_ONE).one()
    line = AuditLine(length, int(now.timestamp()), action, **about)
    digest = _chain(before, line)
    values = {name: getattr(line, name) for name in AuditLine.__slots__}
    connection.execute(insert(tables.audit).values(**values, digest=digest))
    connection.execute(_SET_DIGEST, {"new": digest})


def begin_log(connection: Connection) -> None:
    """Give a new database the head of an empty log."""
    connection.execute(insert(tables.audit_head).values(id=1, length=0, digest=_BEGINNING))


def read_head(connection: Connection) -> Head:
    """Return the head as it stands."""
    return Head(*connection.execute(select(_HEAD.length, _HEAD.digest)).one())


def read_lines(
    connection: Connection, *, before: int | None = None, limit: int
) -> tuple[AuditLine, ...]:
    """Return lines, the latest first, of those with an id under ``before``."""
    chosen = select(*_COLUMNS).order_by(tables.audit.c.id.desc()).limit(limit)
    if before is not None:
        chosen = chosen.where(tables.audit.c.id < before)
    return tuple(AuditLine(*row) for row in connection.execute(chosen))


def verify(connection: Connection, known: Head | None = None) -> Verdict:
    """Read the whole log and name the first line that was edited, deleted or cut off.

    Args:
        connection: best of one unchanging state.
        known: a head written down before; it tells when even the kept head was changed.
    """
    with closing(_every_line(connection)) as lines:
        verdict = _follow(lines, known)
    if verdict.fault is not None:
        return verdict
    reached, kept = verdict.head, read_head(connection)
    if reached.length < max(kept.length, known.length if known else 0):
        return Verdict(reached, Fault("cut", reached.length + 1))
    return Verdict(reached, None if reached == kept else Fault("rewritten", reached.length))


def _follow(lines: Iterable[tuple[AuditLine, bytes]], known: Head | None) -> Verdict:
    """Follow the chain as far as it holds."""
    reached = Head(0, _BEGINNING)
    for line, digest in lines:
        if line.id != reached.length + 1:
            return Verdict(reached, Fault("deleted", reached.length + 1))
        if _chain(reached.digest, line) != digest:
            return Verdict(reached, Fault("edited", line.id))
        reached = Head(line.id, digest)
        if known is not None and known.length == line.id and known.digest != digest:
            return Verdict(reached, Fault("rewritten", line.id))
    return Verdict(reached, None)


def _every_line(connection: Connection) -> Generator[tuple[AuditLine, bytes], None, None]:
    chosen = select(*_COLUMNS, tables.audit.c.digest).order_by(tables.audit.c.id)
    options = {"yield_per": _LINES_READ_AT_ONCE}
    with connection.execute(chosen, execution_options=options) as rows:
        for *values, digest in rows:
            yield AuditLine(*values), digest


def _chain(before: bytes, line: AuditLine) -> bytes:
    canonical = msgspec.msgpack.encode([getattr(line, name) for name in AuditLine.__slots__])
    return hashlib.sha256(before + canonical).digest()
