"""Taking a draft into the vault: one transaction, one batch, undone as a whole.

What was brought in before, by this or an earlier export of the same register, is recognised by
its fingerprints and added only once.
"""

import json
from datetime import datetime
from uuid import UUID

from app.services.desk import Desk
from app.services.imports.batch import Batch
from app.services.imports.recognising import recognise
from app.services.progress import Progress, silent
from app.services.words import rewrite
from models.entities import Base
from models.errors import NotFound, RuleBroken
from models.records.imports import ImportDraft
from models.records.taking import BatchLine, ConsentAnswer, ImportOutcome
from models.repositories import imports
from models.storage.audit import utc_text


def take(
    desk: Desk,
    draft: ImportDraft,
    consent: ConsentAnswer,
    progress: Progress = silent,
    *,
    file_name: str = "",
) -> ImportOutcome:
    """Bring a draft in: all of it, or nothing when it is cancelled or fails.

    Args:
        desk: at whose vault.
        draft: what the file says.
        consent: the answer about the register, for every household of the file.
        progress: told the phases "recognise", "households" and "write".
        file_name: as shown in the list of imports.

    Raises:
        Cancelled: by `progress`; nothing was added.
    """
    with desk.work("import_register", journal=False) as work:
        progress("recognise", 0, len(draft.households))
        places = recognise(work.session, draft)
        batch = Batch(desk, work.session, draft, places)
        outcome = batch.collect(consent, progress)
        if outcome.batch_id is not None:
            batch.write(file_name, outcome, progress)
            work.audit("import_register", outcome.batch_id, file_name)
            work.commit()
    return outcome


def undo_import(desk: Desk, batch_id: UUID) -> None:
    """Take away everything a batch added; what was there before it stays as it is.

    Raises:
        NotFound: no such batch, or it was undone already.
        RuleBroken: "changed_since_import", with how many households, when somebody worked on
            households that the batch opened: their work would be lost.
    """
    with desk.work("undo_import", journal=False) as work:
        session = work.session
        batch = imports.batch(session, batch_id)
        if batch is None or batch.undone_at is not None:
            raise NotFound(batch_id=batch_id)
        additions = json.loads(batch.additions)
        before = {UUID(one) for one in additions["before"]}
        opened = imports.households_in(session, batch_id) - before
        changed = imports.changed_since(session, batch_id, opened)
        if changed:
            raise RuleBroken(rule="changed_since_import", households=len(changed))
        imports.remove_batch(session, batch_id, opened)
        for table, ids in additions["rows"].items():
            imports.remove(session, Base.metadata.tables[table], [UUID(one) for one in ids])
        for household, columns in additions["filled"].items():
            imports.set_columns(session, UUID(household), dict.fromkeys(columns, ""))
        for household_id in imports.still_there(session, before):
            rewrite(desk, work, household_id)
        batch.undone_at = utc_text(desk.clock())
        work.audit("undo_import", batch_id, batch.file_name)
        work.commit()


def batches(desk: Desk) -> tuple[BatchLine, ...]:
    """The imports made so far, newest first, those undone included."""
    with desk.read() as session:
        rows = imports.batches(session)
    return tuple(
        BatchLine(
            batch_id=row.id,
            file_name=row.file_name,
            imported_at=datetime.fromisoformat(row.imported_at),
            undone_at=datetime.fromisoformat(row.undone_at) if row.undone_at else None,
            outcome=ImportOutcome(batch_id=row.id, **json.loads(row.counts)),
            notices=len(json.loads(row.notices)),
        )
        for row in rows
    )
