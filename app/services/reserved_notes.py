"""Reserved notes: what is told in confidence, sealed under the vault's second key.

Who has no clearance sees how many there are. Their text is nowhere else: no word of it is searched
for, the journal keeps which content a note refers to, no paper and no list shows it.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.services.clearance import reserved_key
from app.services.desk import Desk
from app.services.found import found_household, touch
from models.entities import ReservedNote
from models.errors import NotFound, RuleBroken
from models.ids import new_id
from models.records.documents import NoteLine
from models.repositories.aid import operators
from models.repositories.documents import (
    count_notes,
    keep_content,
    notes_of,
    purge,
    read_content,
    release,
)
from models.storage.audit import utc_text
from models.storage.reserved import seal, unseal

if TYPE_CHECKING:
    from models.storage.session import VaultSession
    from models.storage.unit_of_work import UnitOfWork

LONGEST_TEXT: Final = 20_000


def count_reserved_notes(desk: Desk, household_id: UUID) -> int:
    """How many there are: what everybody may know."""
    with desk.read() as session:
        return count_notes(session, household_id)


def read_reserved_notes(desk: Desk, household_id: UUID) -> tuple[NoteLine, ...]:
    """The notes of a household, the latest first; the reading is written in the audit chain.

    Raises:
        NotAllowed: by role, or without clearance.
    """
    key = reserved_key(desk, "read_reserved_notes")
    with desk.read() as session:
        names = operators(session)
        lines = tuple(
            NoteLine(
                note_id=row.id,
                text=_text(session, key, row),
                written_at=datetime.fromisoformat(row.written_at),
                operator=names.get(row.operator_id, "") if row.operator_id else "",
                amended_at=datetime.fromisoformat(row.amended_at) if row.amended_at else None,
            )
            for row in notes_of(session, household_id)
        )
    with desk.work("read_reserved_notes", household_id) as work:
        work.commit()
    return lines


def write_reserved_note(desk: Desk, household_id: UUID, text: str) -> UUID:
    """Seal a note with a household.

    Raises:
        NotAllowed: by role, or without clearance.
        NotFound: no such household.
        RuleBroken: "note_empty", "note_too_long".
    """
    key, written = reserved_key(desk, "write_reserved_note"), _checked(text)
    with desk.work("write_reserved_note", household_id) as work:
        found_household(work.session, household_id)
        purge(work.session, desk.today().isoformat())
        note_id = new_id()
        sealed = seal(key, household_id, note_id, "note-1", written)
        work.session.add(
            ReservedNote(
                id=note_id,
                household_id=household_id,
                content_id=keep_content(work.session, household_id, sealed),
                written_at=utc_text(desk.clock()),
                operator_id=desk.operator.operator_id,
            )
        )
        touch(desk, work, household_id)
        work.commit()
    return note_id


def amend_reserved_note(desk: Desk, household_id: UUID, note_id: UUID, text: str) -> None:
    """Put another text in a note's place.

    Raises:
        NotAllowed, RuleBroken: as `write_reserved_note`.
        NotFound: the household has no such note.
    """
    key, written = reserved_key(desk, "amend_reserved_note"), _checked(text)
    with desk.work("amend_reserved_note", household_id) as work:
        note, today = _found(work, household_id, note_id), desk.today().isoformat()
        purge(work.session, today)
        release(work.session, note.content_id, today)
        sealed = seal(key, household_id, note_id, "note-1", written)
        note.content_id = keep_content(work.session, household_id, sealed)
        note.amended_at = utc_text(desk.clock())
        touch(desk, work, household_id)
        work.commit()


def remove_reserved_note(desk: Desk, household_id: UUID, note_id: UUID) -> None:
    """Take a note away; today that can be undone, tomorrow its text is gone.

    Raises:
        NotAllowed: by role, or without clearance.
        NotFound: the household has no such note.
    """
    reserved_key(desk, "remove_reserved_note")
    with desk.work("remove_reserved_note", household_id) as work:
        note, today = _found(work, household_id, note_id), desk.today().isoformat()
        purge(work.session, today)
        release(work.session, note.content_id, today)
        work.session.delete(note)
        touch(desk, work, household_id)
        work.commit()


def _text(session: "VaultSession", key: bytes, row: ReservedNote) -> str:
    bound_to, sealed = read_content(session, row.content_id)
    return unseal(key, bound_to, row.id, "note-1", sealed).decode()


def _checked(text: str) -> bytes:
    written = text.strip()
    if not written:
        raise RuleBroken(rule="note_empty")
    if len(written) > LONGEST_TEXT:
        raise RuleBroken(rule="note_too_long", allowed=LONGEST_TEXT)
    return written.encode()


def _found(work: "UnitOfWork", household_id: UUID, note_id: UUID) -> ReservedNote:
    note = work.session.get(ReservedNote, note_id)
    if note is None or note.household_id != household_id:
        raise NotFound(note_id=note_id)
    return note
