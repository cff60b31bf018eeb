"""What was answered about another centre's households goes where the file goes."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select

from models.entities import Sighting
from models.entities.network import UNSEEN
from models.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.storage.journal import RowChange
    from models.storage.session import VaultSession


def carry_answers(session: "VaultSession", merged_id: UUID, kept_id: UUID) -> None:
    """Let the surviving file have the matches of the merged one.

    They are judged anew at the next exchange; an answer holds for the surviving file, whose own
    comes first.
    """
    known = {_place(row): row for row in _sightings(session, kept_id)}
    for row in _sightings(session, merged_id):
        mine = known.get(_place(row))
        if mine is None:
            row.household_id = kept_id
            continue
        if not mine.answer:
            mine.answer, mine.answered_at = row.answer, row.answered_at
        session.delete(row)


def share_answers(session: "VaultSession", kept_id: UUID, split_id: UUID) -> None:
    """Let a file that is divided again remember what was answered while they were one."""
    known = {_place(row) for row in _sightings(session, split_id)}
    for row in _sightings(session, kept_id):
        if row.answer and _place(row) not in known:
            session.add(
                Sighting(
                    id=new_id(),
                    household_id=split_id,
                    other_centre=row.other_centre,
                    other_handle=row.other_handle,
                    content_key=row.content_key,
                    strength=UNSEEN,
                    people=row.people,
                    answer=row.answer,
                    answered_at=row.answered_at,
                    seen_at=row.seen_at,
                )
            )


def follow_undo(session: "VaultSession", rows: "Sequence[RowChange]") -> None:
    """Let the answers go the way of the files after a merge, or a division, was undone."""
    for row in rows:
        if row.table == "household" and row.before and row.after:
            was, became = row.before.get("merged_into"), row.after.get("merged_into")
            if became and not was:
                share_answers(session, UUID(became), UUID(row.key[0]))
            elif was and not became:
                carry_answers(session, UUID(row.key[0]), UUID(was))


def _sightings(session: "VaultSession", household_id: UUID) -> list[Sighting]:
    return list(session.scalars(select(Sighting).where(Sighting.household_id == household_id)))


def _place(row: Sighting) -> tuple[str, bytes]:
    return row.other_centre, row.other_handle
