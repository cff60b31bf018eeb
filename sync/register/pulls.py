"""Answers what changed under a centre's own indexes, and the aid at addresses it could compute.

The work follows what changed since the cursor: it goes stretch by stretch along the sequences and
looks each changed index up.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    FromClause,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
)

from sync.protocol.limits import MAX_PAGE_ROWS, RETIRED_ABOVE
from sync.protocol.messages import AidPage, EntryPage, ForeignAid, ForeignEntry
from sync.register import tables
from sync.register.database import read_epoch, read_high_water

STRETCH: Final = 5_000
"""Sequences looked at in one statement."""
STRETCHES: Final = 40
"""Stretches looked at for one page, at most."""


def pull_entries(connection: Connection, centre: int, cursor: int) -> EntryPage:
    """Return other centres' entries under the centre's indexes, where either side is new.

    Args:
        connection: one that sees an unchanging state.
        centre: who asks.
        cursor: what the last page answered, 0 at first.
    """
    high_water = read_high_water(connection)
    entries: list[ForeignEntry] = []
    retired: list[bytes] = []
    end = cursor
    for _ in range(STRETCHES):
        if end >= high_water or len(entries) >= MAX_PAGE_ROWS:
            break
        bounds = {"centre": centre, "after": end, "until": min(end + STRETCH, high_water)}
        changed = connection.execute(_CHANGED_ENTRIES, bounds)
        entries += [ForeignEntry(*row) for row in changed]
        retired += connection.execute(_RETIRED_INDEXES, bounds).scalars()
        end = bounds["until"]
    return EntryPage(
        epoch=read_epoch(connection),
        cursor=end,
        high_water=high_water,
        entries=tuple(entries),
        retired=tuple(retired),
    )


def pull_aid(connection: Connection, addresses: Sequence[bytes], since: int) -> AidPage:
    """Return the bundles at the addresses that changed after ``since``."""
    columns = tables.aid.c
    rows = connection.execute(
        select(columns.address, columns.version, columns.sealed).where(
            columns.address.in_(sorted(addresses)), columns.sequence > since
        )
    )
    return AidPage(
        epoch=read_epoch(connection),
        high_water=read_high_water(connection),
        aid=tuple(ForeignAid(*row) for row in rows),
    )


def _in_stretch(entry: FromClause) -> ColumnElement[bool]:
    return and_(entry.c.sequence > bindparam("after"), entry.c.sequence <= bindparam("until"))


def _is_mine(entry: FromClause) -> ColumnElement[bool]:
    return and_(entry.c.centre == bindparam("centre"), entry.c.is_erased.is_(False))


def _is_retired(entry: FromClause) -> ColumnElement[bool]:
    """Tell whether an index has too many live rows, counting no further than needed."""
    same = tables.entry.alias("same")
    enough = (
        select(literal(1))
        .where(same.c.index == entry.c.index, same.c.is_erased.is_(False))
        .limit(RETIRED_ABOVE + 1)
        .correlate(entry)
        .subquery()
    )
    return select(func.count()).select_from(enough).scalar_subquery() > RETIRED_ABOVE


def _has_mine(entry: FromClause) -> ColumnElement[bool]:
    own = tables.entry.alias("own")
    return exists().where(own.c.index == entry.c.index, _is_mine(own))


def _changed_entries() -> CompoundSelect[bytes, bytes, int, bytes]:
    """Theirs that changed under my indexes, and all of theirs under my changed indexes."""
    theirs, mine = tables.entry.alias("theirs"), tables.entry.alias("mine")
    row = (theirs.c.index, theirs.c.tag, theirs.c.centre, theirs.c.sealed)
    is_foreign = theirs.c.centre != bindparam("centre")
    changed = select(*row).where(
        _in_stretch(theirs),
        is_foreign,
        _has_mine(theirs),
        or_(theirs.c.is_erased.is_(True), ~_is_retired(theirs)),
    )
    met = (
        select(*row)
        .join(mine, mine.c.index == theirs.c.index)
        .where(
            _in_stretch(mine),
            _is_mine(mine),
            is_foreign,
            theirs.c.is_erased.is_(False),
            ~_is_retired(mine),
        )
    )
    return changed.union(met)


def _retired_indexes() -> Select[bytes]:
    changed = tables.entry.alias("changed")
    return (
        select(changed.c.index)
        .distinct()
        .where(
            _in_stretch(changed),
            changed.c.is_erased.is_(False),
            _has_mine(changed),
            _is_retired(changed),
        )
    )


_CHANGED_ENTRIES: Final = _changed_entries()
_RETIRED_INDEXES: Final = _retired_indexes()
