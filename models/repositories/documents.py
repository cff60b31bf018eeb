"""Documents and reserved notes: their rows, and the bytes they refer to."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, delete, func, or_, select, union, update
from sqlalchemy.orm import Session

from models.entities import Content, Document, ReservedNote
from models.ids import new_id


def documents_of(session: Session, household_id: UUID) -> Sequence[Document]:
    """The documents of a household, the one added last first."""
    found = select(Document).where(Document.household_id == household_id)
    return session.scalars(found.order_by(Document.id.desc())).all()


def notes_of(session: Session, household_id: UUID) -> Sequence[ReservedNote]:
    """The reserved notes of a household, the latest first."""
    found = select(ReservedNote).where(ReservedNote.household_id == household_id)
    return session.scalars(found.order_by(ReservedNote.id.desc())).all()


def count_documents(session: Session, household_id: UUID) -> int:
    """How many documents a household has."""
    counted = select(func.count(Document.id)).where(Document.household_id == household_id)
    return session.scalars(counted).one()


def count_notes(session: Session, household_id: UUID) -> int:
    """How many reserved notes a household has."""
    counted = select(func.count(ReservedNote.id)).where(ReservedNote.household_id == household_id)
    return session.scalars(counted).one()


def has_reserved(session: Session) -> bool:
    """Whether any note or document is sealed under the reserved key."""
    documents = select(Document.id).where(Document.details_id.is_not(None))
    found = union(select(ReservedNote.id), documents).limit(1)
    return session.execute(found).first() is not None


def read_content(session: Session, content_id: UUID) -> tuple[UUID, bytes]:
    """The household that the bytes of a content are bound to when sealed, and the bytes.

    It is not the row's own once two files were merged: the row moved, the bytes are as they were.
    """
    columns = select(Content.household_id, Content.data).where(Content.id == content_id)
    household_id, data = session.execute(columns).one()
    return household_id, data


def keep_content(session: Session, household_id: UUID, data: bytes) -> UUID:
    """Add bytes to the session, for a row to refer to."""
    content = Content(id=new_id(), household_id=household_id, data=data)
    session.add(content)
    session.flush()
    return content.id


def release(session: Session, content_id: UUID, today: str) -> None:
    """Note that a row lets go of its content today: until tomorrow that can be undone."""
    changed = update(Content).where(Content.id == content_id).values(released_on=today)
    session.execute(changed)


def purge(session: Session, today: str) -> None:
    """Forget the contents that no row refers to, unless one let go of them today."""
    used: CompoundSelect[Any] = union(
        select(Document.content_id),
        select(Document.details_id).where(Document.details_id.is_not(None)),
        select(ReservedNote.content_id),
    )
    is_over = or_(Content.released_on.is_(None), Content.released_on < today)
    session.execute(
        delete(Content).where(Content.id.not_in(used), is_over),
        execution_options={"synchronize_session": False},
    )
