"""The key-holder's small SQLite file: nonces, questions counted, devices shut out.

No element, no index, no person: only device, centre, day, count. Several worker processes share
the file, and a restart forgets nothing of it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Final, Literal

_BUSY_SECONDS: Final = 30.0

_TABLES: Final = (
    """CREATE TABLE IF NOT EXISTS nonce (
        device BLOB NOT NULL, nonce TEXT NOT NULL, kept_until INTEGER NOT NULL,
        PRIMARY KEY (device, nonce)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS paid (
        device BLOB NOT NULL, batch TEXT NOT NULL, kept_until INTEGER NOT NULL,
        PRIMARY KEY (device, batch)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS answered (
        device BLOB NOT NULL, key_epoch INTEGER NOT NULL, day INTEGER NOT NULL,
        centre INTEGER NOT NULL, questions INTEGER NOT NULL,
        PRIMARY KEY (device, key_epoch, day)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS grant_spent (
        device BLOB NOT NULL, key_epoch INTEGER NOT NULL, questions INTEGER NOT NULL,
        PRIMARY KEY (device, key_epoch)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS trickle (
        owner BLOB PRIMARY KEY, questions INTEGER NOT NULL, day INTEGER NOT NULL
        ) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS stopped (
        device BLOB NOT NULL, day INTEGER NOT NULL, centre INTEGER NOT NULL,
        questions INTEGER NOT NULL, told INTEGER NOT NULL,
        PRIMARY KEY (device, day)) WITHOUT ROWID""",
    "CREATE TABLE IF NOT EXISTS revoked (device BLOB PRIMARY KEY) WITHOUT ROWID",
    """CREATE TABLE IF NOT EXISTS revocations (
        id INTEGER PRIMARY KEY, issued_at INTEGER NOT NULL, heard_at INTEGER NOT NULL)""",
)


class Ledger:
    """One connection to the file for all threads of this process, one of them at a time.

    Args:
        path: the file, made on first use; only its owner may read it.
        synchronous: "FULL" for what a power cut must not take back, "NORMAL" for what may be lost
            with the last seconds (SQLite's own words; a killed process loses neither).

    Raises:
        sqlite3.Error: the file cannot be used.
    """

    def __init__(self, path: Path, synchronous: Literal["FULL", "NORMAL"] = "FULL") -> None:
        path.touch(mode=0o600)
        self._lock = Lock()
        self._connection = sqlite3.connect(
            path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute(f"PRAGMA synchronous={synchronous}")
        with self.writing() as connection:
            for statement in _TABLES:
                connection.execute(statement)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection in a transaction that no other process writes beside."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection to read from."""
        with self._lock:
            yield self._connection

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()
