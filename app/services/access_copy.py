"""The copy of everything kept on the people of a household (GDPR art. 15): on paper, and as JSON.

Shape of the JSON: `docs/copia-dei-dati.md`.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from app.services.clearance import has_clearance
from app.services.closing import register_standing
from app.services.desk import Desk
from app.services.documents import documents
from app.services.household_file import aid_lines, read_file
from app.services.privacy import privacy_terms
from app.services.reserved_notes import count_reserved_notes, read_reserved_notes
from models.records.privacy import AccessCopy
from models.repositories import access
from models.repositories import aid as aids
from models.rules.partial_date import PartialDate
from models.storage.durable import write_in_place_of
from models.storage.engine import telling_facts

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

FORMAT: Final = "dapo-access-copy"
VERSION: Final = 1
_COMPUTED: Final = frozenset({"aid", "aid_count", "months", "food", "missing", "revision"})
"""Of the file: what is computed to be shown, and the latest aid, which stands whole elsewhere."""


def access_copy(desk: Desk, household_id: UUID) -> AccessCopy:
    """Everything kept on the people of a household; reserved notes for who has clearance.

    Raises:
        NotAllowed: volunteers may not.
        NotFound: no such household.
    """
    desk.require("print_access_copy")
    file = read_file(desk, household_id)
    kept_notes = count_reserved_notes(desk, household_id)
    notes = read_reserved_notes(desk, household_id) if has_clearance(desk) and kept_notes else ()
    with desk.read() as session:
        people, minors = access.declared(session, household_id)
        return AccessCopy(
            centre=desk.centre,
            made_on=desk.today(),
            terms=privacy_terms(desk),
            file=file,
            aid=aid_lines(household_id, aids.all_of(session, household_id), {}),
            early_reasons=access.early_reasons(session, household_id),
            declared_people=people,
            declared_minors=minors,
            refused=access.refused(session, household_id),
            standing=register_standing(desk, household_id),
            brought_in=access.brought_in(session, household_id),
            consultations=access.consultations(session, household_id),
            documents=documents(desk, household_id).lines,
            notes=notes,
            withheld_notes=kept_notes - len(notes),
        )


def access_copy_paper(desk: Desk, household_id: UUID, language: str = "it") -> bytes:
    """The copy as PDF.

    Raises:
        NotAllowed, NotFound: as `access_copy`.
    """
    from app.reports.access_copy import access_copy_pdf  # ReportLab

    pdf = access_copy_pdf(access_copy(desk, household_id), language)
    _given(desk, household_id, "pdf")
    return pdf


def save_access_copy(desk: Desk, household_id: UUID, path: Path) -> None:
    """Write the copy to a file as JSON.

    Raises:
        NotAllowed, NotFound: as `access_copy`.
        DiskFull, DiskFailed, VaultReadOnly: nothing was written.
    """
    content = access_copy_json(access_copy(desk, household_id))
    draft = path.with_name(f".{path.name}.draft")
    try:
        with telling_facts(path):
            write_in_place_of(draft, content)
        _given(desk, household_id, "json")
        with telling_facts(path):
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def access_copy_json(copy: AccessCopy) -> bytes:
    """The copy as JSON: identifiers left out, dates as ISO 8601 cut to what is known."""
    names: dict[UUID | None, str] = {line.member_id: line.name for line in copy.file.everybody}
    told = {
        "format": FORMAT,
        "version": VERSION,
        "centre": copy.centre,
        "made_on": copy.made_on,
        "terms": copy.terms,
        "household": _household(copy, names),
        "aid": [
            _fields(line)
            | {
                "early_because": copy.early_reasons.get(line.aid_id, ""),
                "collected_by": names.get(line.member_id, ""),
            }
            for line in copy.aid
        ],
        "aid_not_given": copy.refused,
        "register": copy.standing,
        "brought_in": copy.brought_in,
        "consultations": copy.consultations,
        "documents": copy.documents,
        "reserved_notes": copy.notes,
        "reserved_notes_withheld": copy.withheld_notes,
    }
    return json.dumps(_plain(told), ensure_ascii=False, indent=2).encode()


def _household(copy: AccessCopy, names: Mapping[UUID | None, str]) -> dict[str, Any]:
    file = {name: value for name, value in _fields(copy.file).items() if name not in _COMPUTED}
    needs = [_fields(line) | {"of": names.get(line.member_id, "")} for line in copy.file.needs]
    declared = {"declared_people": copy.declared_people, "declared_minors": copy.declared_minors}
    return file | {"needs": needs} | declared


def _fields(record: "DataclassInstance") -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _plain(value: Any) -> Any:
    """What JSON can say; identifiers, which mean nothing to anybody else, are left out."""
    if isinstance(value, PartialDate):
        return value.iso
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(_fields(value))
    if isinstance(value, dict):
        return {
            name: _plain(each)
            for name, each in value.items()
            if name != "operator" and not name.endswith("_id")
        }
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def _given(desk: Desk, household_id: UUID, kind: str) -> None:
    with desk.work("print_access_copy", household_id) as work:
        work.audit("print_access_copy", household_id, kind)
        work.commit()
