"""The network's agreement: versions with the day they begin, none of them ever changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, Row, insert, select, update

from models.rules.windows import DEFAULT_WINDOWS
from sync.protocol.messages import AgreementVersion
from sync.register import tables
from sync.register.audit import record
from sync.register.database import writing

NETWORK_SIZES: Final = ("town", "region", "nation")
LONGEST_WINDOW: Final = 366
LEAST_THRESHOLD, DEFAULT_THRESHOLD, GREATEST_THRESHOLD = 3, 5, 50


class AgreementInvalid(Exception):
    """What was asked cannot be agreed; ``args`` holds the code of the reason.

    ``begins_in_the_past``, ``network_size``, ``window_out_of_range``, ``threshold_out_of_range``.
    """


class AgreementStands(Exception):
    """A version that has begun, or is unknown, cannot be withdrawn."""


@dataclass(frozen=True)
class Agreement:
    """One version of the agreement."""

    valid_from: date
    windows: Mapping[str, int]
    """Days by kind of aid; a kind that is not there is not compared."""
    network_size: str = "town"
    threshold: int = DEFAULT_THRESHOLD
    """Counts of households or people below it are not published."""
    number: int = 0
    made_at: datetime = field(default=datetime.fromtimestamp(0, UTC))
    made_by: str = ""
    withdrawn_by: str | None = None


BEGINNING: Final = Agreement(date(2000, 1, 1), DEFAULT_WINDOWS)
"""What every network begins with, from before there was any; it has the number 0."""


def list_agreements(connection: Connection) -> tuple[Agreement, ...]:
    """All versions ever made, the one that begins last first, the beginning last."""
    windows: dict[int, dict[str, int]] = {}
    for row in connection.execute(select(tables.agreement_window)):
        windows.setdefault(row.agreement, {})[row.aid_kind] = row.days
    order = (tables.agreement.c.valid_from.desc(), tables.agreement.c.id.desc())
    rows = connection.execute(select(tables.agreement).order_by(*order))
    return (*(_agreement(row, windows.get(row.id, {})) for row in rows), BEGINNING)


def agreement_in_force(connection: Connection, day: date) -> Agreement:
    """The version that holds on a day."""
    return next(
        (
            each
            for each in list_agreements(connection)
            if each.withdrawn_by is None and each.valid_from <= day
        ),
        BEGINNING,
    )


def told_agreement(connection: Connection) -> tuple[AgreementVersion, ...]:
    """The standing versions as centres are told them, oldest first; one a day."""
    standing = {
        each.valid_from: each
        for each in reversed(list_agreements(connection))
        if each.withdrawn_by is None
    }
    return tuple(
        AgreementVersion(
            valid_from=each.valid_from.isoformat(),
            windows=dict(each.windows),
            network_size=each.network_size,
        )
        for each in standing.values()
    )


def check_agreement(agreed: Agreement, today: date) -> None:
    """Raise ``AgreementInvalid`` for what no network can agree on."""
    reasons = {
        "begins_in_the_past": agreed.valid_from < today,
        "network_size": agreed.network_size not in NETWORK_SIZES,
        "window_out_of_range": not all(
            0 <= days <= LONGEST_WINDOW for days in agreed.windows.values()
        ),
        "threshold_out_of_range": not LEAST_THRESHOLD <= agreed.threshold <= GREATEST_THRESHOLD,
    }
    for reason, is_so in reasons.items():
        if is_so:
            raise AgreementInvalid(reason)


def make_agreement(engine: Engine, agreed: Agreement, now: datetime, *, by: str) -> int:
    """Add a version that begins today or later; a window of 0 days means not compared.

    Returns:
        The number of the version.

    Raises:
        AgreementInvalid: see there.
    """
    check_agreement(agreed, now.date())
    with writing(engine) as connection:
        number: int = connection.execute(
            insert(tables.agreement)
            .values(
                valid_from=agreed.valid_from.isoformat(),
                network_size=agreed.network_size,
                threshold=agreed.threshold,
                made_at=int(now.timestamp()),
                made_by=by,
            )
            .returning(tables.agreement.c.id)
        ).scalar_one()
        for kind, days in agreed.windows.items():
            if days:
                connection.execute(
                    insert(tables.agreement_window).values(
                        agreement=number, aid_kind=kind, days=days
                    )
                )
        record(connection, "make_agreement", now, by=by, detail=agreed.valid_from.isoformat())
    return number


def withdraw_agreement(engine: Engine, number: int, now: datetime, *, by: str) -> None:
    """Take a version back before it begins.

    Raises:
        AgreementStands: it has begun, was withdrawn before, or is unknown.
    """
    table = tables.agreement
    with writing(engine) as connection:
        withdrawn = connection.execute(
            update(table)
            .where(
                table.c.id == number,
                table.c.valid_from > now.date().isoformat(),
                table.c.withdrawn_at.is_(None),
            )
            .values(withdrawn_at=int(now.timestamp()), withdrawn_by=by)
        )
        if withdrawn.rowcount == 0:
            raise AgreementStands
        record(connection, "withdraw_agreement", now, by=by, detail=str(number))


def _agreement(row: Row[Any], windows: Mapping[str, int]) -> Agreement:
    return Agreement(
        valid_from=date.fromisoformat(row.valid_from),
        windows=windows,
        network_size=row.network_size,
        threshold=row.threshold,
        number=row.id,
        made_at=datetime.fromtimestamp(row.made_at, UTC),
        made_by=row.made_by,
        withdrawn_by=row.withdrawn_by,
    )
