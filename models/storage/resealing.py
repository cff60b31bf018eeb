"""Another reserved key: everything sealed under the former one is sealed anew, or nothing is.

It happens in one transaction, which also keeps a mark of the key that holds from then on. A process
killed before it leaves the former key, one killed after it the next one, and the mark says which:
until that is settled the slots hold both.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import insert, or_, select, update

from models.entities import Change, Content, Document, ReservedNote, Setting
from models.errors import VaultDamaged
from models.storage.backup import Told
from models.storage.derivation import KEY_BYTES
from models.storage.journal import Image, decode_changes
from models.storage.reserved import Form, seal, unseal
from models.storage.session import VaultSession

_MARK: Final = "reserved_key_mark"
_TABLES: Final = (ReservedNote.__tablename__, Document.__tablename__)


class _Use(NamedTuple):
    """The row that refers to sealed bytes, and as what; the household is the content's own."""

    row_id: UUID
    form: Form


def reseal(session: VaultSession, key: bytes, next_key: bytes, told: Told) -> None:
    """Seal under another key what the former one sealed, and mark the new one as valid.

    What a note or document of today let go of is sealed anew too, since that can be undone.
    Bytes that the former key does not open are damaged already and stay as they are.

    Args:
        session: of a transaction that is committed whole, or not at all.
        key: the former reserved key (32 bytes).
        next_key: the one that takes its place.
        told: contents done and in all; what it raises leaves the former key.
    """
    uses = _uses(session)
    for number, (content_id, use) in enumerate(uses.items()):
        told(number, len(uses))
        chosen = Content.id == content_id
        found = session.execute(select(Content.household_id, Content.data).where(chosen)).one()
        try:
            clear = unseal(key, found.household_id, *use, found.data)
        except VaultDamaged:
            continue
        anew = seal(next_key, found.household_id, *use, clear)
        session.execute(
            update(Content).where(chosen).values(data=anew),
            execution_options={"synchronize_session": False},
        )
    row = {"name": _MARK, "value": json.dumps(_mark(next_key))}
    session.execute(insert(Setting).prefix_with("OR REPLACE"), [row])


def is_marked(session: VaultSession, key: bytes) -> bool:
    """Whether this reserved key took the place of a former one."""
    kept = session.scalar(select(Setting.value).where(Setting.name == _MARK))
    return kept is not None and json.loads(kept) == _mark(key)


def _mark(key: bytes) -> str:
    """A value that follows from a key and tells nothing of it (HKDF, RFC 5869)."""
    return HKDF(SHA256(), KEY_BYTES, None, b"dapo reserved mark").derive(key).hex()


def _uses(session: VaultSession) -> Mapping[UUID, _Use]:
    """Every sealed content by its id; of those let go of today the journal says what they were."""
    notes = select(ReservedNote.content_id, ReservedNote.id)
    uses = {row.content_id: _Use(row.id, "note-1") for row in session.execute(notes)}
    documents = select(Document.content_id, Document.details_id, Document.id)
    for row in session.execute(documents.where(Document.details_id.is_not(None))):
        uses[row.content_id] = _Use(row.id, "document-1")
        uses[row.details_id] = _Use(row.id, "details-1")
    unnamed = set(session.scalars(select(Content.id))) - uses.keys()
    if unnamed:
        let_go = _let_go(session)
        uses |= {content_id: use for content_id, use in let_go if content_id in unnamed}
    return uses


def _let_go(session: VaultSession) -> Iterator[tuple[UUID, _Use]]:
    named = or_(*(Change.rows.contains(f'"{table}"') for table in _TABLES))
    for told in session.scalars(select(Change.rows).where(named)):
        for row in decode_changes(told):
            if row.table in _TABLES:
                for image in filter(None, (row.before, row.after)):
                    yield from _sealed_in(image, row.table)


def _sealed_in(image: Image, table: str) -> Iterator[tuple[UUID, _Use]]:
    row_id = UUID(image["id"])
    if table == ReservedNote.__tablename__:
        yield UUID(image["content_id"]), _Use(row_id, "note-1")
    elif image["details_id"] is not None:
        yield UUID(image["content_id"]), _Use(row_id, "document-1")
        yield UUID(image["details_id"]), _Use(row_id, "details-1")
