"""Nonces of the last minutes at the key-holder: no request is taken twice."""

from datetime import datetime
from typing import Final

from sync.keyholder.ledger import Ledger
from sync.protocol.limits import NONCE_KEPT_SECONDS

_PRUNED_EVERY_SECONDS: Final = 60


class Nonces:
    """The nonces of one file, which several processes share; each prunes now and then."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._pruned_at = 0

    def is_first_use(self, device: bytes, nonce: str, now: datetime) -> bool:
        """Keep the nonce; false when it was already there."""
        instant = int(now.timestamp())
        with self._ledger.writing() as connection:
            if instant - self._pruned_at >= _PRUNED_EVERY_SECONDS:
                self._pruned_at = instant
                connection.execute("DELETE FROM nonce WHERE kept_until < ?", (instant,))
            kept = connection.execute(
                "INSERT OR IGNORE INTO nonce VALUES (?, ?, ?)",
                (device, nonce, instant + NONCE_KEPT_SECONDS),
            )
            return kept.rowcount == 1
