"""The register's list of devices shut out, as the key-holder last heard it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sync.keyholder.ledger import Ledger
from sync.protocol.certificates import is_signed, revocations_statement
from sync.protocol.messages import RevocationList

LATE_AFTER: Final = timedelta(hours=1)
"""Without a fresh list for so long the log and the coordinator are told; nobody is stopped."""


class RevocationsForged(Exception):
    """A list does not bear the register's signature."""


class Revocations:
    """The list, kept in the file: a restart without the register believes nobody more."""

    def __init__(self, ledger: Ledger, register_key: Ed25519PublicKey) -> None:
        self._ledger = ledger
        self._register_key = register_key.public_bytes_raw()

    def take(self, told: RevocationList, now: datetime) -> None:
        """Take over a list, unless a later one was heard already.

        Raises:
            RevocationsForged: the register did not sign it.
        """
        statement = revocations_statement(told.issued_at, told.devices)
        if not is_signed(statement, told.signature, self._register_key):
            raise RevocationsForged
        with self._ledger.writing() as connection:
            known = connection.execute("SELECT issued_at FROM revocations").fetchone()
            if known is not None and told.issued_at < known[0]:
                return
            connection.execute(
                "INSERT OR REPLACE INTO revocations VALUES (1, ?, ?)",
                (told.issued_at, int(now.timestamp())),
            )
            connection.execute("DELETE FROM revoked")
            connection.executemany("INSERT OR IGNORE INTO revoked VALUES (?)", _rows(told.devices))

    def has(self, device: bytes) -> bool:
        """Tell whether a device is shut out."""
        with self._ledger.reading() as connection:
            found = connection.execute("SELECT 1 FROM revoked WHERE device = ?", (device,))
            return found.fetchone() is not None

    def age(self, now: datetime) -> timedelta | None:
        """Tell how long ago the last list was heard; None while none was.

        Raises:
            sqlite3.Error: the file cannot be read.
        """
        with self._ledger.reading() as connection:
            known = connection.execute("SELECT heard_at FROM revocations").fetchone()
        return None if known is None else timedelta(seconds=now.timestamp() - known[0])

    def is_late(self, now: datetime) -> bool:
        """Tell whether the last list was heard longer than ``LATE_AFTER`` ago."""
        age = self.age(now)
        return age is not None and age > LATE_AFTER


def _rows(devices: Sequence[bytes]) -> list[tuple[bytes]]:
    return [(device,) for device in devices]
