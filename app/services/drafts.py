"""Forms that were being written when the vault was locked: kept inside it, given back once."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Delete, delete, select

from app.services.desk import Desk
from models.entities import Draft as DraftRow
from models.entities import Household
from models.records.draft import Draft
from models.storage.audit import utc_text
from models.storage.reserved import seal, unseal

if TYPE_CHECKING:
    from models.storage.unit_of_work import UnitOfWork

_RESERVED = "reserved"
"""The tab whose text only those with clearance may read."""


def keep_drafts(desk: Desk, drafts: Sequence[Draft]) -> None:
    """Keep what somebody was writing, in place of what she left before.

    Each form has one. What was told in confidence is sealed; without clearance it is not kept.
    """
    with desk.work("keep_drafts", journal=False) as work:
        work.session.execute(_of(desk))
        for draft in drafts:
            data = _data(desk, draft)
            if data is None or not _has_file(work, draft):
                continue
            row = DraftRow(
                operator_id=desk.operator.operator_id,
                page=draft.page,
                household_id=draft.household_id,
                tab=draft.tab,
                item=draft.item,
                data=data,
                kept_at=utc_text(desk.clock()),
            )
            work.session.add(row)
        work.commit()


def take_drafts(desk: Desk) -> tuple[Draft, ...]:
    """What this operator was writing when she left; it is given back only once."""
    mine = select(DraftRow).where(DraftRow.operator_id == desk.operator.operator_id)
    with desk.read() as session:
        rows = session.scalars(mine.order_by(DraftRow.kept_at, DraftRow.page)).all()
        found = [_draft(desk, row) for row in rows]
    if rows:
        with desk.work("take_drafts", journal=False) as work:
            work.session.execute(_of(desk))
            work.commit()
    return tuple(draft for draft in found if draft is not None)


def _has_file(work: "UnitOfWork", draft: Draft) -> bool:
    whose = draft.household_id
    return whose is None or work.session.get(Household, whose) is not None


def _of(desk: Desk) -> Delete:
    return delete(DraftRow).where(DraftRow.operator_id == desk.operator.operator_id)


def _data(desk: Desk, draft: Draft) -> bytes | None:
    clear = json.dumps(draft.written, ensure_ascii=False).encode()
    if draft.tab != _RESERVED:
        return clear
    key, household_id = desk.vault.keys.reserved, draft.household_id
    if key is None or household_id is None:
        return None
    return seal(key, household_id, desk.operator.operator_id, "note-1", clear)


def _draft(desk: Desk, row: DraftRow) -> Draft | None:
    data = row.data
    if row.tab == _RESERVED:
        key = desk.vault.keys.reserved
        if key is None or row.household_id is None:
            return None  # her clearance was taken away meanwhile
        data = unseal(key, row.household_id, row.operator_id, "note-1", data)
    return Draft(row.page, row.household_id, row.tab, row.item, json.loads(data))
