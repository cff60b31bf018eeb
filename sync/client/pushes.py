"""Cuts what a centre has to send into pushes, mixed so that neighbours tell nothing."""

import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sync.protocol.limits import MAX_BODY_BYTES, MAX_PUSH_ROWS
from sync.protocol.messages import AidRow, EntryRow, Push

_ROW_OVERHEAD: Final = 48
"""Bytes a row takes on the wire beside its sealed part, at most."""
_BODY_BYTES: Final = MAX_BODY_BYTES * 3 // 4


@dataclass(frozen=True)
class Outgoing:
    """All that a closing sends: the people and households of the whole month together."""

    entries: Sequence[EntryRow] = ()
    aid: Sequence[AidRow] = ()
    erased_entries: Sequence[bytes] = ()
    erased_aid: Sequence[bytes] = ()
    farewells: Sequence[bytes] = ()


@dataclass
class _Load:
    """Rows gathered for one push."""

    rows: defaultdict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    count: int = 0
    size: int = 0

    def has_room(self, size: int) -> bool:
        return self.count < MAX_PUSH_ROWS and self.size + size <= _BODY_BYTES

    def add(self, name: str, row: Any, size: int) -> None:
        self.rows[name].append(row)
        self.count += 1
        self.size += size


def plan_pushes(outgoing: Outgoing, first_sequence: int, epoch: bytes) -> list[Push]:
    """Shuffle everything across people and cut it to the register's limits.

    Args:
        outgoing: what is to be sent.
        first_sequence: the device's next sequence, from 1. The vault keeps each push (as
            ``sync.protocol.codec.encode`` writes it) before it is sent, and sends those same
            bytes again until it has their receipt.
        epoch: the register's that it is meant for.
    """
    rows: list[tuple[str, Any, int]] = [
        *(("entries", row, _ROW_OVERHEAD + len(row.sealed)) for row in outgoing.entries),
        *(("aid", row, _ROW_OVERHEAD + len(row.sealed)) for row in outgoing.aid),
        *(("erased_entries", tag, _ROW_OVERHEAD) for tag in outgoing.erased_entries),
        *(("erased_aid", address, _ROW_OVERHEAD) for address in outgoing.erased_aid),
        *(("farewells", address, _ROW_OVERHEAD) for address in outgoing.farewells),
    ]
    secrets.SystemRandom().shuffle(rows)
    loads: list[_Load] = []
    for name, row, size in rows:
        if not loads or not loads[-1].has_room(size):
            loads.append(_Load())
        loads[-1].add(name, row, size)
    return [
        Push(
            sequence=sequence,
            epoch=epoch,
            entries=tuple(load.rows["entries"]),
            aid=tuple(load.rows["aid"]),
            erased_entries=tuple(load.rows["erased_entries"]),
            erased_aid=tuple(load.rows["erased_aid"]),
            farewells=tuple(load.rows["farewells"]),
        )
        for sequence, load in enumerate(loads, first_sequence)
    ]
