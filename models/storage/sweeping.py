"""Sweeping: a vault written anew without what its pages kept of erased rows.

SQLite wipes a row that is deleted (`secure_delete`), but not what a page still holds of rows that
had moved to another page before. That a sweep is due stands in the header of the file, written in
the transaction of the erasure: killed in between, the vault is swept when it is opened next.
"""

from typing import Any, Final

from sqlalchemy import Engine, text

from models.storage.engine import forbid_other_files
from models.storage.session import VaultSession

_DUE: Final = "user_version"
"""A number in the header that SQLite leaves to us."""


def note_sweep_due(session: VaultSession) -> None:
    """Say in the session's transaction that something was erased."""
    session.execute(text(f"PRAGMA {_DUE} = 1"))


def is_sweep_due(session: VaultSession) -> bool:
    """Whether something was erased and the file not swept since."""
    return bool(session.scalar(text(f"PRAGMA {_DUE}")))


def sweep(engine: Engine) -> None:
    """Write the file anew and empty its log; the caller holds the write lane.

    Raises:
        sqlcipher3.Error: as the disk says; nothing is lost, and it stays due.
    """
    raw = engine.raw_connection()
    try:
        connection: Any = raw.driver_connection
        # It goes over a nameless database, which SQLite keeps in memory (`temp_store`).
        connection.set_authorizer(None)
        try:
            connection.execute("VACUUM")
        finally:
            forbid_other_files(connection)
        connection.execute(f"PRAGMA {_DUE} = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        raw.close()
