"""Answers what changed under a centre's own indexes, and the aid at addresses it could compute.

The work follows what changed since the cursor: it goes stretch by stretch along the sequences and
looks each changed index up.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
)

from sync.protocol.limits import FEW_ROWS, MAX_PAGE_ROWS, MOST_BEYOND_ONE_EACH, MOST_ROWS
from sync.protocol.messages import AidPage, EntryPage, ForeignAid, ForeignEntry
from sync.register import tables
from sync.register.database import among, look_up_by_key, read_epoch, read_high_water
from sync.register.reconciling import withheld_centres

STRETCH: Final = 5_000
"""Sequences looked at in one statement."""
STRETCHES: Final = 4
"""Stretches looked at for one page, at most: what keeps every answer short."""


class _Crowd(IntEnum):
    """How many rows an index has, and has had."""

    FEW = 0
    SOME = 1
    """It may have been retired once: what it lost brings back what was withheld with it."""
    COMMON = 2
    """Retired (`sync.protocol.limits.is_common`)."""


def pull_entries(connection: Connection, centre: int, cursor: int) -> EntryPage:
    """Return other centres' entries under the centre's indexes, where either side is new.

    Args:
        connection: one that sees an unchanging state.
        centre: who asks.
        cursor: what the last page answered, 0 at first.
    """
    look_up_by_key(connection)
    high_water = read_high_water(connection)
    untold = (centre, *withheld_centres(connection))
    entries: list[ForeignEntry] = []
    retired: set[bytes] = set()
    end = cursor
    for _ in range(STRETCHES):
        if end >= high_water or len(entries) >= MAX_PAGE_ROWS:
            break
        until = min(end + STRETCH, high_water)
        bounds = {"asking": centre, "untold": untold, "first": end + 1, "until": until}
        for index, is_retired, tag, theirs, sealed in connection.execute(_CHANGED, bounds):
            if is_retired:
                retired.add(index)
            if tag is not None:
                entries.append(ForeignEntry(index, tag, theirs, sealed))
        end = until
    return EntryPage(
        epoch=read_epoch(connection),
        cursor=end,
        high_water=high_water,
        entries=tuple(entries),
        retired=tuple(retired),
    )


def pull_aid(connection: Connection, addresses: Sequence[bytes], since: int) -> AidPage:
    """Return the bundles at the addresses that changed after ``since``."""
    look_up_by_key(connection)
    columns = tables.aid.c
    rows = connection.execute(
        select(columns.address, columns.version, columns.sealed).where(
            among(connection, columns.address, addresses),
            columns.sequence > since,
            columns.centre.not_in(withheld_centres(connection)),
        )
    )
    return AidPage(
        epoch=read_epoch(connection),
        high_water=read_high_water(connection),
        aid=tuple(ForeignAid(*row) for row in rows),
    )


def _in_stretch(entry: Any) -> Any:
    return entry.c.sequence.between(bindparam("first"), bindparam("until"))


def _changed_entries() -> Select[bytes, bool, bytes, int, bytes]:
    """Theirs that changed under my indexes, and all of theirs under my changed indexes.

    An index with too many live rows is told as retired, and of its rows only the erased ones. One
    that has, or had, more than a few rows is told whole again whenever it changes.
    Each step is made before the next, so that no plan begins with all entries there are.
    """
    asking: BindParameter[int] = bindparam("asking")
    new, own, same, theirs = (tables.entry.alias(name) for name in ("new", "own", "same", "theirs"))

    mine = case((and_(new.c.centre == asking, new.c.is_erased.is_(False)), 1), else_=0)
    changed = (
        select(new.c.index, func.max(mine).label("by_me"))
        .where(_in_stretch(new))
        .group_by(new.c.index)
        .cte("changed")
        .prefix_with("MATERIALIZED")
    )
    # Counted and not "exists": PostgreSQL would first read all that the centre has.
    kept = (
        select(func.count())
        .where(own.c.index == changed.c.index, own.c.centre == asking, own.c.is_erased.is_(False))
        .scalar_subquery()
    )
    crowd = _crowd(same, changed.c.index)
    touched = (
        select(
            changed.c.index,
            changed.c.by_me,
            (crowd != _Crowd.FEW).label("is_crowded"),
            (crowd == _Crowd.COMMON).label("is_retired"),
        )
        .where(or_(changed.c.by_me == 1, kept > 0))
        .cte("touched")
        .prefix_with("MATERIALIZED")
    )
    is_told = case(
        (theirs.c.is_erased.is_(True), _in_stretch(theirs)),
        (touched.c.is_retired, False),
        else_=or_(touched.c.by_me == 1, touched.c.is_crowded, _in_stretch(theirs)),
    )
    is_shown = theirs.c.centre.not_in(bindparam("untold", expanding=True))
    met = and_(theirs.c.index == touched.c.index, is_shown, is_told)
    return (
        select(
            touched.c.index, touched.c.is_retired, theirs.c.tag, theirs.c.centre, theirs.c.sealed
        )
        .select_from(touched.outerjoin(theirs, met))
        .where(or_(touched.c.is_retired, theirs.c.tag.is_not(None)))
    )


def _crowd(same: Any, index: ColumnElement[bytes]) -> ColumnElement[int]:
    """Of which `_Crowd` an index is; centres are counted for the few that have many rows."""
    here = same.c.index == index
    rows = select(func.count()).where(here).scalar_subquery()
    live = func.count()
    beyond_one_each = live - func.count(same.c.centre.distinct())
    is_common = or_(live > MOST_ROWS, and_(live > FEW_ROWS, beyond_one_each > MOST_BEYOND_ONE_EACH))
    looked_at = select(case((is_common, _Crowd.COMMON), else_=_Crowd.SOME)).where(
        here, same.c.is_erased.is_(False)
    )
    return case((rows <= FEW_ROWS, _Crowd.FEW), else_=looked_at.scalar_subquery())


_CHANGED: Final = _changed_entries()
