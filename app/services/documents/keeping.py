"""Documents in the vault: added, listed, opened, copied out, removed.

A reserved document is sealed under the second key with its kind, its name and its day of issue;
the day on which it expires stays readable, so that the first page can tell of it.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

import msgspec
from sqlalchemy import func, select

from app.services.clearance import has_clearance, reserved_key
from app.services.desk import Desk
from app.services.documents.errors import DocumentNotTaken
from app.services.documents.taking import shown_name
from app.services.found import found_household, touch
from models.entities import Document
from models.errors import NotFound, RuleBroken
from models.ids import new_id
from models.records.documents import AddDocument, DocumentLine, Documents, OpenedDocument
from models.repositories.aid import operators
from models.repositories.documents import (
    documents_of,
    keep_content,
    purge,
    read_content,
    release,
)
from models.rules import codes
from models.storage.audit import utc_text
from models.storage.reserved import seal, unseal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.storage.session import VaultSession
    from models.storage.unit_of_work import UnitOfWork

HOUSEHOLDS_LARGEST: Final = 100 * 1024 * 1024
"""Bytes that all documents of one household may take."""


class _Details(msgspec.Struct, frozen=True):
    """What a reserved document does not tell without the second key."""

    kind: str
    name: str
    media: str
    issued_on: str | None


def add_document(desk: Desk, command: AddDocument) -> UUID:
    """Keep a file with a household.

    Raises:
        NotFound: no such household.
        NotAllowed: a reserved one is added only by who has clearance.
        RuleBroken: "unknown_code", "future_date" (issued), "dates_crossed".
        DocumentNotTaken: "household_full".
    """
    _check(desk, command)
    with desk.work("add_document", command.household_id) as work:
        document = lay_document(desk, work, command)
        work.commit()
    return document.id


def lay_document(desk: Desk, work: "UnitOfWork", command: AddDocument) -> Document:
    """As `add_document`, within a task that does more and has checked what it adds."""
    key = reserved_key(desk, "add_document") if command.is_reserved else None
    found_household(work.session, command.household_id)
    purge(work.session, desk.today().isoformat())
    _check_room(work.session, command)
    document = _row(desk, work, command, key)
    work.session.add(document)
    touch(desk, work, command.household_id)
    work.audit("add_document", command.household_id, _told(document))
    return document


def documents(desk: Desk, household_id: UUID) -> Documents:
    """What is kept with a household, the last added first."""
    with desk.read() as session:
        names = operators(session)
        rows = documents_of(session, household_id)
        lines = tuple(_line(desk, session, row, names) for row in rows)
    return Documents(lines, sum(line.size for line in lines))


def open_document(desk: Desk, document_id: UUID) -> OpenedDocument:
    """A document in memory; its opening is written in the audit chain.

    Raises:
        NotFound: there is no such document.
        NotAllowed: it is reserved, and who works here has no clearance.
    """
    return _opened(desk, document_id, "open_document")


def copy_document(desk: Desk, document_id: UUID) -> OpenedDocument:
    """A document to be written outside the vault, where nothing protects it; audited as that.

    Raises:
        NotFound, NotAllowed: as `open_document`.
    """
    return _opened(desk, document_id, "copy_document")


def remove_document(desk: Desk, document_id: UUID) -> None:
    """Take a document away; today that can be undone, tomorrow its bytes are gone.

    Raises:
        NotFound: there is no such document.
    """
    with desk.work("remove_document", _found(desk, document_id).household_id) as work:
        document = work.session.get(Document, document_id)
        if document is None:
            raise NotFound(document_id=document_id)
        today, household_id = desk.today().isoformat(), document.household_id
        purge(work.session, today)
        for content_id in (document.content_id, document.details_id):
            if content_id is not None:
                release(work.session, content_id, today)
        work.session.delete(document)
        touch(desk, work, household_id)
        work.audit("remove_document", household_id, _told(document))
        work.commit()


def _check(desk: Desk, command: AddDocument) -> None:
    if not codes.is_known("document_kinds", command.kind):
        raise RuleBroken(rule="unknown_code", value=command.kind)
    issued, expires = command.issued_on, command.expires_on
    if issued is not None and issued > desk.today():
        raise RuleBroken(rule="future_date")
    if issued is not None and expires is not None and expires < issued:
        raise RuleBroken(rule="dates_crossed")


def _check_room(session: "VaultSession", command: AddDocument) -> None:
    taken = select(func.coalesce(func.sum(Document.size), 0)).where(
        Document.household_id == command.household_id
    )
    size = session.scalars(taken).one() + len(command.file.data)
    if size > HOUSEHOLDS_LARGEST:
        raise DocumentNotTaken(reason="household_full", allowed=HOUSEHOLDS_LARGEST, size=size)


def _row(desk: Desk, work: "UnitOfWork", command: AddDocument, key: bytes | None) -> Document:
    household_id, document_id = command.household_id, new_id()
    details = _Details(
        command.kind,
        shown_name(command.name) or command.file.name,
        command.file.media,
        command.issued_on.isoformat() if command.issued_on else None,
    )
    data, details_id = command.file.data, None
    if key is not None:
        data = seal(key, household_id, document_id, "document-1", data)
        told = msgspec.json.encode(details)
        details_id = keep_content(
            work.session, household_id, seal(key, household_id, document_id, "details-1", told)
        )
        details = _Details("", "", "", None)
    return Document(
        id=document_id,
        household_id=household_id,
        content_id=keep_content(work.session, household_id, data),
        details_id=details_id,
        kind=details.kind,
        name=details.name,
        media=details.media,
        issued_on=details.issued_on,
        expires_on=command.expires_on.isoformat() if command.expires_on else None,
        size=len(command.file.data),
        added_at=utc_text(desk.clock()),
        operator_id=desk.operator.operator_id,
    )


def _line(
    desk: Desk, session: "VaultSession", row: Document, names: "Mapping[UUID, str]"
) -> DocumentLine:
    expires = date.fromisoformat(row.expires_on) if row.expires_on else None
    line = DocumentLine(
        document_id=row.id,
        kind=row.kind,
        name=row.name,
        media=row.media,
        issued_on=date.fromisoformat(row.issued_on) if row.issued_on else None,
        expires_on=expires,
        is_expired=expires is not None and expires < desk.today(),
        is_reserved=row.details_id is not None,
        is_readable=row.details_id is None or has_clearance(desk),
        size=row.size,
        added_at=datetime.fromisoformat(row.added_at),
        operator=names.get(row.operator_id, "") if row.operator_id else "",
    )
    if not (line.is_reserved and line.is_readable):
        return line
    details = _details(desk, session, row)
    return replace(
        line,
        kind=details.kind,
        name=details.name,
        media=details.media,
        issued_on=date.fromisoformat(details.issued_on) if details.issued_on else None,
    )


def _details(desk: Desk, session: "VaultSession", row: Document) -> _Details:
    """Of whichever document, what it is; a reserved one needs clearance."""
    if row.details_id is None:
        return _Details(row.kind, row.name, row.media, row.issued_on)
    key = reserved_key(desk, "open_document")
    bound_to, sealed = read_content(session, row.details_id)
    told = unseal(key, bound_to, row.id, "details-1", sealed)
    return msgspec.json.decode(told, type=_Details)


def _opened(desk: Desk, document_id: UUID, action: str) -> OpenedDocument:
    desk.require(action)
    row = _found(desk, document_id)
    with desk.read() as session:
        details = _details(desk, session, row)
        bound_to, data = read_content(session, row.content_id)
    if row.details_id is not None:
        key = reserved_key(desk, action)
        data = unseal(key, bound_to, row.id, "document-1", data)
    with desk.work(action, row.household_id) as work:
        work.audit(action, row.household_id, _told(row))
        work.commit()
    return OpenedDocument(row.id, details.name, details.media, data)


def _found(desk: Desk, document_id: UUID) -> Document:
    with desk.read() as session:
        row = session.get(Document, document_id)
        if row is None:
            raise NotFound(document_id=document_id)
        return row


def _told(row: Document) -> str:
    """What the audit chain says of a document: its kind and which it was, never its name."""
    return f"{row.kind or 'reserved'} {row.id}"
