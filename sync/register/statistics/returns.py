"""What centres return: checked, stored once a centre and month, read together."""

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from models.rules.codes import is_known
from models.rules.returns import SHARE, dimensions
from sync.protocol.codec import encode
from sync.protocol.messages import Return, Returned
from sync.register import tables
from sync.register.audit import record
from sync.register.database import lock_counter, read_high_water
from sync.register.devices import Device
from sync.register.statistics.publishing import is_published, publish_when_settled

_MONTHS_IN_A_YEAR: Final = 12


class ReturnInvalid(Exception):
    """Counts that no month can have; ``args`` holds the code of the reason.

    ``month_in_future``, ``version_in_future``, ``groups_unknown``, ``groups_do_not_add_up``,
    ``more_than_all``, ``aid_unknown``.
    """


def store_return(
    connection: Connection, device: Device, counted: Return, now: datetime
) -> Returned:
    """Keep a centre's counts in place of those it returned before, unless these know less.

    Sent again it gets the same answer. The month is published when this was the last awaited.

    Raises:
        ReturnInvalid: see there.
    """
    # The counter's lock keeps two returns from each taking the other for still awaited.
    lock_counter(connection)
    water = read_high_water(connection)
    check_return(counted, now, water)
    table = tables.centre_return
    mine = (table.c.centre == device.centre) & (table.c.month == counted.month)
    known = connection.execute(
        select(table.c.version, table.c.arrived_at_water, table.c.body).where(mine)
    ).one_or_none()
    body = encode(counted)
    if known is None or (known.version <= counted.version and known.body != body):
        connection.execute(delete(table).where(mine))
        connection.execute(
            insert(table).values(
                centre=device.centre,
                month=counted.month,
                version=counted.version,
                arrived_at_water=water if known is None else known.arrived_at_water,
                stored_at=int(now.timestamp()),
                body=body,
            )
        )
        record(
            connection,
            "return",
            now,
            device=device.device,
            centre=device.centre,
            rows=1,
            detail=counted.month,
        )
    publish_when_settled(connection, counted.month, now)
    return Returned(
        month=counted.month,
        version=max(counted.version, known.version if known else 0),
        is_published=is_published(connection, counted.month),
    )


RETURN_REFUSALS: Final = (
    "return_month_in_future",
    "return_version_in_future",
    "return_groups_unknown",
    "return_aid_unknown",
    "return_more_than_all",
    "return_groups_do_not_add_up",
)
"""Codes of ``ReturnInvalid`` as the route refuses."""


def check_return(counted: Return, now: datetime, water: int) -> None:
    """Raise ``ReturnInvalid`` for what no centre can have counted."""
    reasons = {
        "month_in_future": _ordinal(counted.month) > _ordinal(f"{now:%Y-%m}") + 1,
        "version_in_future": counted.version > water,
        "groups_unknown": not _are_groups_known(counted),
        "aid_unknown": not _is_aid_known(counted),
    }
    for reason, is_so in reasons.items():
        if is_so:
            raise ReturnInvalid(reason)
    _check_sums(counted)


def _are_groups_known(counted: Return) -> bool:
    expected = {each.name: set(each.codes) for each in dimensions()}
    return {name: set(groups) for name, groups in counted.groups.items()} == expected


def _is_aid_known(counted: Return) -> bool:
    kinds = [line.kind for line in counted.aid]
    return len(set(kinds)) == len(kinds) and all(is_known("aid_kinds", kind) for kind in kinds)


def _check_sums(counted: Return) -> None:
    totals = {"households": counted.households, "people": counted.people}
    if any(line.households > line.times * SHARE for line in counted.aid):
        raise ReturnInvalid("more_than_all")
    for dimension in dimensions():
        groups = counted.groups[dimension.name].values()
        total = totals[dimension.base]
        if dimension.is_partition and sum(groups) != total:
            raise ReturnInvalid("groups_do_not_add_up")
        if max(groups) > total:
            raise ReturnInvalid("more_than_all")


def _ordinal(month: str) -> int:
    return int(month[:4]) * _MONTHS_IN_A_YEAR + int(month[5:])
