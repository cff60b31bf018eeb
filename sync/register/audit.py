"""The register's log of who did what and how much of it."""

from datetime import datetime

from sqlalchemy import Connection, insert

from sync.register import tables


def record(
    connection: Connection,
    action: str,
    now: datetime,
    *,
    device: bytes | None = None,
    centre: int | None = None,
    rows: int = 0,
) -> None:
    """Add a line, in the transaction of what it tells."""
    connection.execute(
        insert(tables.audit).values(
            at=int(now.timestamp()), action=action, device=device, centre=centre, rows=rows
        )
    )
