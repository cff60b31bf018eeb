"""A request is taken once, whichever process it comes to and whatever was started again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sync.keyholder.ledger import Ledger
from sync.keyholder.nonces import Nonces
from sync.protocol.limits import NONCE_KEPT_SECONDS

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
DEVICE, OTHER = b"d" * 16, b"e" * 16


def test_what_one_process_took_the_others_and_the_next_ones_refuse(tmp_path: Path):
    first, second = Ledger(tmp_path / "holder.db"), Ledger(tmp_path / "holder.db", "NORMAL")
    assert Nonces(first).is_first_use(DEVICE, "a", NOW)
    assert not Nonces(second).is_first_use(DEVICE, "a", NOW + timedelta(seconds=300))
    assert Nonces(second).is_first_use(OTHER, "a", NOW)
    first.close()
    second.close()
    again = Ledger(tmp_path / "holder.db")
    assert not Nonces(again).is_first_use(DEVICE, "a", NOW + timedelta(seconds=NONCE_KEPT_SECONDS))
    again.close()


def test_nonces_too_old_to_be_accepted_are_forgotten_once_a_minute(tmp_path: Path):
    ledger = Ledger(tmp_path / "holder.db")
    nonces = Nonces(ledger)

    def kept() -> int:
        with ledger.reading() as connection:
            return connection.execute("SELECT count(*) FROM nonce").fetchone()[0]

    nonces.is_first_use(DEVICE, "a", NOW)
    nonces.is_first_use(DEVICE, "b", NOW + timedelta(seconds=59))
    assert kept() == 2
    nonces.is_first_use(DEVICE, "c", NOW + timedelta(seconds=NONCE_KEPT_SECONDS + 1))
    assert kept() == 2
    ledger.close()
