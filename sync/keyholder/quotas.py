"""How many questions a device may ask, and a centre with all its devices.

Questions are paid, in this order, from what the device was answered under the key epoch before
(once keys change, everything is asked again), from the allowance in its certificate (the first
load), and from a trickle that grows day by day up to a month's worth. They are paid before they
are answered: a crash costs the asker, never the network. A device that follows another one goes on
with what that one left, not with as much again.
"""

import logging
from dataclasses import dataclass
from datetime import UTC, date, datetime
from sqlite3 import Connection
from typing import Final

from sync.keyholder.ledger import Ledger
from sync.protocol.certificates import CERTIFICATE_DAYS, DeviceCertificate

_FIRST_LOAD: Final = 0
"""In place of a key epoch, in the table of grants: those are counted from 1."""
_DAY_SECONDS: Final = 86_400

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Trickle:
    """Questions that come each day, and how many may gather."""

    a_day: int
    at_most: int


DEVICE_TRICKLE: Final = Trickle(a_day=300, at_most=9_000)
"""A month of new people for a busy centre; 29,200 birth dates of one name take three months."""
CENTRE_TRICKLE: Final = Trickle(a_day=600, at_most=18_000)
"""All devices of a centre together: a second one helps, a tenth does not."""


class QuotaReached(Exception):
    """More questions than are left.

    ``left`` may still be asked; ``until`` is the first day on which those refused may be.
    """

    def __init__(self, left: int, until: date) -> None:
        super().__init__(left, until)
        self.left = left
        self.until = until


@dataclass(frozen=True, slots=True)
class Stopped:
    """Questions of a device that were refused on a day."""

    device: bytes
    centre: int
    day: date
    questions: int


@dataclass(frozen=True, slots=True)
class _Purse:
    """What is left of one trickle today."""

    owner: bytes
    trickle: Trickle
    questions: int

    def days_until(self, questions: int) -> int:
        """Days until so many are there, or all that may gather."""
        missing = min(questions, self.trickle.at_most) - self.questions
        return max(0, -(-missing // self.trickle.a_day))


class Quotas:
    """The counts of one key-holder: exact over threads, worker processes and restarts."""

    def __init__(
        self,
        ledger: Ledger,
        device_trickle: Trickle = DEVICE_TRICKLE,
        centre_trickle: Trickle = CENTRE_TRICKLE,
    ) -> None:
        self._ledger = ledger
        self._device_trickle = device_trickle
        self._centre_trickle = centre_trickle

    def reserve(
        self,
        asker: DeviceCertificate,
        key_epoch: int,
        questions: int,
        now: datetime,
        once: str | None = None,
    ) -> None:
        """Pay for a batch, all of it or nothing.

        Args:
            asker: who asks, as the register certified it.
            key_epoch: of the key that the batch is to be answered with.
            questions: elements of the batch.
            now: the clock, aware.
            once: a digest of the batch where it may come again, in a parcel: the very same
                elements are paid one time only.

        Raises:
            QuotaReached: they are more than are left; nothing is paid.
        """
        today = now.astimezone(UTC).date()
        with self._ledger.writing() as connection:
            if once is not None and _is_paid(connection, asker.counted_as, once):
                return
            paid = self._pay(connection, asker, key_epoch, questions, today)
            if paid is None:
                connection.execute(
                    "INSERT INTO answered VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
                    " SET questions = questions + excluded.questions",
                    (asker.counted_as, key_epoch, today.toordinal(), asker.centre, questions),
                )
                if once is not None:
                    _note_paid(connection, asker.counted_as, once, now)
            else:
                _note_stopped(connection, asker, questions, today)
        if paid is not None:
            raise paid

    def answered(self, device: bytes, day: date) -> int:
        """Return how many questions a device paid for on a day."""
        with self._ledger.reading() as connection:
            (total,) = connection.execute(
                "SELECT coalesce(sum(questions), 0) FROM answered WHERE device = ? AND day = ?",
                (device, day.toordinal()),
            ).fetchone()
        return int(total)

    def untold(self) -> tuple[Stopped, ...]:
        """Return what was refused and the register has not heard of."""
        with self._ledger.reading() as connection:
            rows = connection.execute(
                "SELECT device, centre, day, questions FROM stopped WHERE told < questions"
            ).fetchall()
        return tuple(
            Stopped(device, centre, date.fromordinal(day), questions)
            for device, centre, day, questions in rows
        )

    def note_told(self, stopped: Stopped) -> None:
        """Note that the register heard of it."""
        with self._ledger.writing() as connection:
            connection.execute(
                "UPDATE stopped SET told = max(told, ?) WHERE device = ? AND day = ?",
                (stopped.questions, stopped.device, stopped.day.toordinal()),
            )

    def _pay(
        self,
        connection: Connection,
        asker: DeviceCertificate,
        key_epoch: int,
        questions: int,
        today: date,
    ) -> QuotaReached | None:
        device = asker.counted_as
        grants = {
            key_epoch: _answered_under(connection, device, key_epoch - 1)
            - _granted_spent(connection, device, key_epoch),
            _FIRST_LOAD: asker.allowance - _granted_spent(connection, device, _FIRST_LOAD),
        }
        purses = (
            _purse(connection, b"device" + device, self._device_trickle, today),
            _purse(connection, b"centre%d" % asker.centre, self._centre_trickle, today),
        )
        granted = sum(max(0, left) for left in grants.values())
        left = granted + min(purse.questions for purse in purses)
        if questions > left:
            wait = max(purse.days_until(questions - granted) for purse in purses)
            return QuotaReached(left, date.fromordinal(today.toordinal() + max(1, wait)))
        unpaid = questions
        for grant, there in grants.items():
            part = min(unpaid, max(0, there))
            _spend_grant(connection, device, grant, part)
            unpaid -= part
        for purse in purses:
            connection.execute(
                "INSERT INTO trickle VALUES (?, ?, ?) ON CONFLICT DO UPDATE"
                " SET questions = excluded.questions, day = max(day, excluded.day)",
                (purse.owner, purse.questions - unpaid, today.toordinal()),
            )
        return None


def _is_paid(connection: Connection, device: bytes, once: str) -> bool:
    row = connection.execute(
        "SELECT 1 FROM paid WHERE device = ? AND batch = ?", (device, once)
    ).fetchone()
    return row is not None


def _note_paid(connection: Connection, device: bytes, once: str, now: datetime) -> None:
    """Keep the digest of a batch as long as its certificate may live."""
    instant = int(now.timestamp())
    kept_until = instant + (CERTIFICATE_DAYS + 1) * _DAY_SECONDS
    connection.execute("DELETE FROM paid WHERE kept_until < ?", (instant,))
    connection.execute("INSERT INTO paid VALUES (?, ?, ?)", (device, once, kept_until))


def _answered_under(connection: Connection, device: bytes, key_epoch: int) -> int:
    (total,) = connection.execute(
        "SELECT coalesce(sum(questions), 0) FROM answered WHERE device = ? AND key_epoch = ?",
        (device, key_epoch),
    ).fetchone()
    return int(total)


def _granted_spent(connection: Connection, device: bytes, grant: int) -> int:
    row = connection.execute(
        "SELECT questions FROM grant_spent WHERE device = ? AND key_epoch = ?", (device, grant)
    ).fetchone()
    return int(row[0]) if row else 0


def _spend_grant(connection: Connection, device: bytes, grant: int, questions: int) -> None:
    if questions:
        connection.execute(
            "INSERT INTO grant_spent VALUES (?, ?, ?) ON CONFLICT DO UPDATE"
            " SET questions = questions + excluded.questions",
            (device, grant, questions),
        )


def _purse(connection: Connection, owner: bytes, trickle: Trickle, today: date) -> _Purse:
    row = connection.execute(
        "SELECT questions, day FROM trickle WHERE owner = ?", (owner,)
    ).fetchone()
    if row is None:
        return _Purse(owner, trickle, trickle.at_most)
    # A clock that was set back brings nothing, and takes nothing.
    days = max(0, today.toordinal() - row[1])
    return _Purse(owner, trickle, min(trickle.at_most, row[0] + days * trickle.a_day))


def _note_stopped(
    connection: Connection, asker: DeviceCertificate, questions: int, today: date
) -> None:
    (refused,) = connection.execute(
        "INSERT INTO stopped VALUES (?, ?, ?, ?, 0) ON CONFLICT DO UPDATE"
        " SET questions = questions + excluded.questions RETURNING questions",
        (asker.device, today.toordinal(), asker.centre, questions),
    ).fetchone()
    if refused == questions:
        logger.warning(
            "quota reached: device %s of centre %d is answered no more today",
            asker.device.hex(),
            asker.centre,
        )
