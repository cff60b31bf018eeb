"""Centres that push without end, what they meant to store, and what the register stored."""

import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import stamina
from sqlalchemy import func, select

from sync.client import EnrolledDevice, EntryRow, RegisterClient, SyncError, enrol
from sync.protocol.messages import Push
from sync.protocol.signing import utc_now
from sync.register import tables
from sync.register.database import open_database, reading
from sync.register.devices import confirm_device
from sync.register.enrolment import invite

_PATIENCE = 10_000


@dataclass
class Pusher:
    """A centre, what it was promised to be stored, and how often it had to ask."""

    device: EnrolledDevice
    rows_a_push: int
    confirmed: dict[int, frozenset[bytes]] = field(default_factory=dict)
    asked: int = 0

    def push(self, sequences: Sequence[int], url: str, *, is_naive: bool = False) -> None:
        """Push until everything has its receipt.

        A naive pusher does what programs without numbered pushes do: what got no answer it sends
        again as something new.
        """
        device = msgspec.structs.replace(self.device, register_url=url)
        with RegisterClient(device) as register:
            number = 0
            for sequence in sequences:
                rows = self._rows()
                while sequence not in self.confirmed:
                    number = number + 1 if is_naive else sequence
                    rows = self._rows() if is_naive else rows
                    push = Push(sequence=number, epoch=device.epoch, entries=rows)
                    self.asked += 1
                    try:
                        register.push(push)
                    except SyncError:
                        if not is_naive:
                            raise
                    else:
                        self.confirmed[sequence] = frozenset(row.tag for row in rows)

    def _rows(self) -> tuple[EntryRow, ...]:
        random = secrets.token_bytes(32 * self.rows_a_push)
        return tuple(
            EntryRow(random[at : at + 16], random[at + 16 : at + 32], b"sealed")
            for at in range(0, len(random), 32)
        )

    @property
    def meant(self) -> set[bytes]:
        """The tags that stand at the register, if it is right."""
        return set().union(*self.confirmed.values())


def join(database: str, url: str, centres: int, rows_a_push: int) -> list[Pusher]:
    """Let centres join a register that runs at an address, and be confirmed."""
    engine = open_database(database)
    pushers = []
    for number in range(centres):
        device = enrol(url, invite(engine, f"Centre {number}", utc_now()))
        confirm_device(engine, device.device, utc_now())
        pushers.append(Pusher(device, rows_a_push))
    engine.dispose()
    return pushers


def confirmed(pushers: Sequence[Pusher]) -> int:
    """How many pushes have their receipt."""
    return sum(len(each.confirmed) for each in pushers)


def push_together(
    pushers: Sequence[Pusher],
    sequences: Sequence[int],
    url: str,
    meanwhile: Callable[[Callable[[], bool]], None] = lambda _is_done: None,
    *,
    is_naive: bool = False,
) -> None:
    """Let all push at once, without waits between tries; `meanwhile` is told when it may end."""
    attempts = 1 if is_naive else _PATIENCE
    # A line in the log for each of a hundred thousand tries would be no help.
    stamina.instrumentation.set_on_retry_hooks(())
    with (
        stamina.set_testing(True, attempts=attempts),
        ThreadPoolExecutor(len(pushers)) as threads,
    ):
        tasks = [
            threads.submit(pusher.push, sequences, url, is_naive=is_naive) for pusher in pushers
        ]
        meanwhile(lambda: all(task.done() for task in tasks))
        for task in tasks:
            task.result()


@dataclass(frozen=True)
class Stored:
    """What a register holds."""

    tags: dict[int, set[bytes]]
    receipts: int
    rows_taken: int

    @classmethod
    def read(cls, database: str | Path) -> "Stored":
        """Read it from the database, past the program."""
        engine = open_database(str(database))
        tags: dict[int, set[bytes]] = {}
        with reading(engine) as connection:
            entry = tables.entry.c
            for centre, tag in connection.execute(select(entry.centre, entry.tag)):
                tags.setdefault(centre, set()).add(bytes(tag))
            receipts = connection.scalar(select(func.count()).select_from(tables.receipt)) or 0
            taken = select(func.sum(tables.audit.c.rows)).where(tables.audit.c.action == "push")
            rows_taken = int(connection.scalar(taken) or 0)
        engine.dispose()
        return cls(tags, receipts, rows_taken)

    def differs_from(self, pushers: Sequence[Pusher]) -> int:
        """Rows lost and rows too many, of all centres together."""
        return sum(len(self.tags.get(each.device.centre, set()) ^ each.meant) for each in pushers)

    def lost(self, pushers: Sequence[Pusher]) -> int:
        """Rows that a receipt was given for and that are not there."""
        return sum(len(each.meant - self.tags.get(each.device.centre, set())) for each in pushers)
