"""Dividing what was merged: each row goes back where it was, as it is now.

Unlike an undo it needs nobody to have stood still: a row amended since goes back amended, one
removed since stays removed, and what was added since stays with the surviving file. What the merge
set is put back only where it still is as the merge left it.
"""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from sqlalchemy import select

from app.services import words
from app.services.desk import Desk
from app.services.found import found_household, touch
from app.services.merging.answers import share_answers
from models.entities import Aid, Base, Change, Household, Member
from models.errors import NotFound, RuleBroken
from models.records.merging import MergedFile
from models.repositories import households
from models.storage.audit import utc_text
from models.storage.journal import Image, RowChange, decode_changes, kept_values

if TYPE_CHECKING:
    from models.storage.session import VaultSession
    from models.storage.unit_of_work import UnitOfWork

_ORDER: Final = tuple(table.name for table in Base.metadata.sorted_tables)
_ENTITIES: Final[Mapping[str, type[Base]]] = {
    mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers
}
_SEALED: Final = frozenset({"document", "reserved_note"})


def merged_files(desk: Desk, household_id: UUID) -> tuple[MergedFile, ...]:
    """The files that were merged into this one itself, the first merged first."""
    with desk.read() as session:
        rows = households.merged_rows(session, household_id)
        images = _merges(session, household_id) if rows else {}
    return tuple(
        MergedFile(
            row.id,
            row.number,
            row.label,
            date.fromisoformat(row.closed_on),
            can_be_split=row.id in images,
        )
        for row in rows
    )


def split_households(desk: Desk, household_id: UUID, merged_id: UUID) -> None:
    """Divide a merged file from the surviving one again; it can be undone.

    Raises:
        NotFound: that file is not in this one.
        RuleBroken: "merge_forgotten", when somebody of theirs was erased since.
    """
    with desk.work("split_households", household_id) as work:
        found_household(work.session, household_id)
        divide(desk, work, household_id, merged_id)
        work.audit("split_households", household_id, str(merged_id))
        work.commit()


def divide(desk: Desk, work: "UnitOfWork", household_id: UUID, merged_id: UUID) -> None:
    """As `split_households`, within a unit of work.

    Raises:
        NotFound, RuleBroken: as `split_households`.
    """
    session = work.session
    merged = session.get(Household, merged_id)
    if merged is None or merged.merged_into != household_id:
        raise NotFound(household_id=merged_id)
    images = _merges(session, household_id).get(merged_id)
    if images is None:
        raise RuleBroken(rule="merge_forgotten")
    _Division(session, household_id).put_back(images)
    for one in (household_id, merged_id):
        _let_one_stand(session, one)
    share_answers(session, household_id, merged_id)
    touch(desk, work, household_id)
    merged.changed_at = utc_text(desk.clock())
    words.rewrite(desk, work, merged_id)


def _let_one_stand(session: "VaultSession", household_id: UUID) -> None:
    """Let one of those who live there stand for each file, whoever stood for both since."""
    session.flush()
    living_there = select(Member).where(
        Member.household_id == household_id, Member.left_on.is_(None)
    )
    people = session.scalars(living_there.order_by(Member.position, Member.id)).all()
    standing = [one for one in people if one.relation == "reference"] or people[:1]
    for one in standing:
        one.relation = "reference" if one is standing[0] else "other"


def _merges(session: "VaultSession", household_id: UUID) -> dict[UUID, list[RowChange]]:
    """By merged file, the rows of its last merge into this one, where the journal has them."""
    changes = select(Change.rows).where(
        Change.action == "merge_households",
        Change.household_id == household_id,
        Change.undone_at.is_(None),
    )
    found: dict[UUID, list[RowChange]] = {}
    for told in session.scalars(changes.order_by(Change.id)):
        rows = decode_changes(told)
        for row in rows:
            if row.table == "household" and row.after and row.after.get("merged_into"):
                found[UUID(row.key[0])] = rows
    return found


class _Division:
    """Puts the rows of a merge back."""

    def __init__(self, session: "VaultSession", household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def put_back(self, rows: list[RowChange]) -> None:
        """Rows that went come first, then those that moved, then aid; needless ones go last."""
        in_order = sorted(rows, key=lambda row: _ORDER.index(row.table))
        aid = [row for row in in_order if row.table == "aid"]
        others = [row for row in in_order if row.table != "aid"]
        for row in others:
            if row.before is not None and row.after is None:
                self._session.add(self._made(row.table, row.before))
                self._session.flush()
        for row in others:
            if row.before is not None and row.after is not None:
                self._restore(row.table, row.before, row.after)
        self._session.flush()
        self._aid(aid)
        for row in others:
            if row.before is None and row.after is not None:
                self._drop(row.table, row.after)

    def _restore(self, table: str, before: Image, after: Image) -> None:
        """Put back what the merge changed and nobody since."""
        was, became = kept_values(table, before), kept_values(table, after)
        now = self._found(table, became)
        if now is None or (table in _SEALED and _differs(now, became, "content_id")):
            return  # what was written anew belongs to the file it was written in
        for name in was.keys() & became.keys():
            if was[name] != became[name] and getattr(now, name) == became[name]:
                setattr(now, name, was[name])

    def _aid(self, rows: list[RowChange]) -> None:
        """An aid's household is part of its key: it goes, and comes back with the other file."""
        for row in rows:
            if row.before is None:
                continue
            was = kept_values("aid", row.before)
            now = self._session.get(Aid, (self._household_id, was["id"]))
            if now is None:
                continue
            values = {name: getattr(now, name) for name in was}
            values |= {"household_id": was["household_id"]}
            if was["member_id"] is not None:
                values["member_id"] = was["member_id"]
            self._session.delete(now)
            self._session.add(Aid(**values))

    def _drop(self, table: str, after: Image) -> None:
        """Take away what the merge itself made, unless it was changed since."""
        became = kept_values(table, after)
        now = self._found(table, became)
        if now is not None and not any(_differs(now, became, name) for name in became):
            self._session.delete(now)

    def _found(self, table: str, values: Mapping[str, Any]) -> Base | None:
        """The row that stands under the key of an image."""
        entity = _ENTITIES[table]
        key = [values[column.name] for column in entity.__mapper__.primary_key]
        return self._session.get(entity, tuple(key))

    def _made(self, table: str, before: Image) -> Base:
        return _ENTITIES[table](**kept_values(table, before))


def _differs(now: Base, became: Mapping[str, Any], name: str) -> bool:
    """Whether a column is no longer what the merge made of it."""
    return bool(getattr(now, name) != became[name])
