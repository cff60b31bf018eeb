"""Every action of the services that needs no network, each with how a test does it.

A deed prepares what it needs and answers a function that does it, so that the rows before the deed
itself are known. `kept` says why it cannot be undone; "" when it can.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from app.services import papers
from app.services.access_copy import access_copy_paper
from app.services.aid import amend_aid, record_aid, remove_aid
from app.services.audit_log import export_audit, verify_audit_log
from app.services.backups import back_up, back_up_elsewhere, choose_backup_folder
from app.services.consents import give_consent, withdraw_consent
from app.services.desk import Desk
from app.services.documents import add_document, copy_document, open_document, remove_document
from app.services.economy import record_isee, remove_isee
from app.services.erasing import erase_household, erase_member
from app.services.exports import export_notices, export_table
from app.services.forms import forms_paper
from app.services.household_file import household_file, read_file
from app.services.households import (
    amend_household,
    close_household,
    register_household,
    reopen_household,
)
from app.services.imports.kept_mappings import keep_mapping
from app.services.imports.take import batches, take, undo_import
from app.services.leaving import set_clearance
from app.services.members import admit_member, amend_member, make_reference, member_left
from app.services.merging import compare, merge_households, split_households, tell_apart
from app.services.needs import end_need, record_need
from app.services.network import set_window
from app.services.operators import add_operator, amend_operator, reset_passphrase
from app.services.privacy import set_privacy_terms
from app.services.processing_record import processing_record_paper
from app.services.reserved_notes import (
    amend_reserved_note,
    read_reserved_notes,
    remove_reserved_note,
    write_reserved_note,
)
from app.services.retention import keep_longer
from app.services.search import search
from app.services.statistics import NetworkFigures, export_figures
from app.services.undo import undo_last
from models.records.aid import RecordAid
from models.records.audit import AuditFilter
from models.records.documents import AddDocument, TakenFile
from models.records.household import (
    AmendHousehold,
    HouseholdFile,
    IseeLine,
    MemberDraft,
    RegisterHousehold,
)
from models.records.imports import Mapping
from models.records.merging import MergeHouseholds
from models.records.privacy import PrivacyTerms
from models.records.taking import ConsentAnswer
from models.records.vault import AddOperator
from models.rules.partial_date import PartialDate
from tests.integration.services.test_take import DRAFT
from tests.support.hostile_documents import paper
from tests.support.vaults import PHRASE

Act = Callable[[], object]

SEEN = "it changes nothing of a file"
OUT = "what left the program cannot be called back"
FORGOTTEN = "what is erased is forgotten, in the journal too"
BATCH = "a batch is taken away from the list of registers"
KEYS = "keys and passphrases are changed again, never put back"
SETTING = "a setting is set again"


@dataclass
class Scene:
    """A desk with families, made one after another as deeds need them."""

    desk: Desk
    folder: Path
    made: int = 0

    def family(self, *more: MemberDraft) -> UUID:
        self.made += 1
        people = (
            MemberDraft("reference", f"Rossi{self.made}", "Ada", born=PartialDate(1970, 1, 2)),
            MemberDraft("spouse", f"Bianchi{self.made}", "Ugo", born=PartialDate(1968, 3, 4)),
        )
        command = RegisterHousehold((*people, *more), number=f"N{self.made:04}")
        return register_household(self.desk, command)

    def file(self, household_id: UUID) -> HouseholdFile:
        return read_file(self.desk, household_id)


@dataclass(frozen=True)
class Deed:
    """One action."""

    action: str
    prepare: Callable[[Scene], Act]
    kept: str = ""


def _on_family(act: Callable[[Desk, UUID], object]) -> Callable[[Scene], Act]:
    def prepare(scene: Scene) -> Act:
        family = scene.family()
        return lambda: act(scene.desk, family)

    return prepare


def _amend(desk: Desk, family: UUID) -> None:
    file = read_file(desk, family)
    amend_household(
        desk,
        AmendHousehold(family, file.revision, "X1", "C9", "", is_homeless=True, notes="altro"),
    )


def _amend_member(desk: Desk, family: UUID) -> None:
    member = read_file(desk, family).members[1]
    draft = MemberDraft("spouse", member.surname, "Ugo Maria")
    amend_member(desk, family, member.member_id, draft)


def _reopen(scene: Scene) -> Act:
    family = scene.family()
    close_household(scene.desk, family, "moved")
    return lambda: reopen_household(scene.desk, family)


def _aid(act: Callable[[Desk, UUID, UUID], object]) -> Callable[[Scene], Act]:
    def prepare(scene: Scene) -> Act:
        family = scene.family()
        aid = record_aid(scene.desk, RecordAid(family, "food"))
        return lambda: act(scene.desk, family, aid)

    return prepare


def _end_need(scene: Scene) -> Act:
    family = scene.family()
    need = record_need(scene.desk, family, "debts")
    return lambda: end_need(scene.desk, family, need, scene.desk.today())


def _withdraw(scene: Scene) -> Act:
    family = scene.family()
    give_consent(scene.desk, family, "register")
    return lambda: withdraw_consent(scene.desk, family, "register")


def _remove_isee(scene: Scene) -> Act:
    family = scene.family()
    isee = record_isee(scene.desk, family, _ISEE)
    return lambda: remove_isee(scene.desk, family, isee)


def _document(act: Callable[[Desk, UUID], object]) -> Callable[[Scene], Act]:
    def prepare(scene: Scene) -> Act:
        document = add_document(scene.desk, AddDocument(scene.family(), _SCAN, "permit"))
        return lambda: act(scene.desk, document)

    return prepare


def _note(act: Callable[[Desk, UUID, UUID], object]) -> Callable[[Scene], Act]:
    def prepare(scene: Scene) -> Act:
        family = scene.family()
        note = write_reserved_note(scene.desk, family, "In confidenza")
        return lambda: act(scene.desk, family, note)

    return prepare


def _two(act: Callable[[Desk, UUID, UUID], object]) -> Callable[[Scene], Act]:
    def prepare(scene: Scene) -> Act:
        one, other = scene.family(), scene.family()
        return lambda: act(scene.desk, one, other)

    return prepare


def _merge(desk: Desk, one: UUID, other: UUID) -> None:
    found = compare(desk, one, other)
    read = found.kept.revision, found.merged.revision
    merge_households(desk, MergeHouseholds(one, other, *read, found.same))


def _split(scene: Scene) -> Act:
    one, other = scene.family(), scene.family()
    _merge(scene.desk, one, other)
    return lambda: split_households(scene.desk, one, other)


def _undo(scene: Scene) -> Act:
    scene.family()
    return lambda: undo_last(scene.desk)


def _operator(act: Callable[[Desk, UUID], object]) -> Callable[[Scene], Act]:
    def prepare(scene: Scene) -> Act:
        scene.made += 1
        who = AddOperator(f"Carla {scene.made}", "staff", date(2026, 1, 2), f"{PHRASE} sole")
        operator = add_operator(scene.desk, who)
        return lambda: act(scene.desk, operator)

    return prepare


def _add_operator(scene: Scene) -> Act:
    who = AddOperator("Bruno Sale", "volunteer", date(2026, 1, 2), f"{PHRASE} luna")
    return lambda: add_operator(scene.desk, who)


def _undo_import(scene: Scene) -> Act:
    take(scene.desk, DRAFT, ConsentAnswer(given=False), file_name="uno.xlsx")
    batch = next(line for line in batches(scene.desk) if line.undone_at is None)
    return lambda: undo_import(scene.desk, batch.batch_id)


def _import(scene: Scene) -> Act:
    return lambda: take(scene.desk, DRAFT, ConsentAnswer(given=False), file_name="uno.xlsx")


def _keep_mapping(scene: Scene) -> Act:
    return lambda: keep_mapping(scene.desk, Mapping("elenco", (), ()))


def _back_up_elsewhere(scene: Scene) -> Act:
    folder = scene.folder / "chiavetta"
    folder.mkdir(exist_ok=True)
    choose_backup_folder(scene.desk, folder)
    return lambda: back_up_elsewhere(scene.desk)


def _choose_folder(scene: Scene) -> Act:
    folder = scene.folder / "altra"
    folder.mkdir(exist_ok=True)
    return lambda: choose_backup_folder(scene.desk, folder)


def _export(what: str) -> Callable[[Scene], Act]:
    def prepare(scene: Scene) -> Act:
        scene.family()
        return lambda: export_table(scene.desk, scene.folder / f"{what}.csv", what)

    return prepare


_ISEE = IseeLine("ordinary", 6_000_00, None, PartialDate(2026, 12, 31))
_SCAN = TakenFile("permesso.pdf", "application/pdf", paper(), 1)
_NEWBORN = MemberDraft("child", "Rossi", "Nora")
_ALL = AuditFilter()
CODE = "RSSMRA80A01F205X"

DEEDS = (
    Deed("register_household", lambda scene: scene.family),
    Deed("amend_household", _on_family(_amend)),
    Deed("close_household", _on_family(lambda d, f: close_household(d, f, "moved"))),
    Deed("reopen_household", _reopen),
    Deed("admit_member", _on_family(lambda d, f: admit_member(d, f, _NEWBORN))),
    Deed("amend_member", _on_family(_amend_member)),
    Deed(
        "member_left",
        _on_family(lambda d, f: member_left(d, f, read_file(d, f).members[0].member_id, d.today())),
    ),
    Deed(
        "make_reference",
        _on_family(lambda d, f: make_reference(d, f, read_file(d, f).members[1].member_id)),
    ),
    Deed("record_aid", _on_family(lambda d, f: record_aid(d, RecordAid(f, "food")))),
    Deed("amend_aid", _aid(lambda d, f, a: amend_aid(d, a, RecordAid(f, "food", 3)))),
    Deed("remove_aid", _aid(remove_aid)),
    Deed("record_need", _on_family(lambda d, f: record_need(d, f, "debts"))),
    Deed("end_need", _end_need),
    Deed("give_consent", _on_family(lambda d, f: give_consent(d, f, "register"))),
    Deed("withdraw_consent", _withdraw),
    Deed("record_isee", _on_family(lambda d, f: record_isee(d, f, _ISEE))),
    Deed("remove_isee", _remove_isee),
    Deed("add_document", _on_family(lambda d, f: add_document(d, AddDocument(f, _SCAN, "permit")))),
    Deed("remove_document", _document(remove_document)),
    Deed("write_reserved_note", _on_family(lambda d, f: write_reserved_note(d, f, "Segreto"))),
    Deed("amend_reserved_note", _note(lambda d, f, n: amend_reserved_note(d, f, n, "Altro"))),
    Deed("remove_reserved_note", _note(remove_reserved_note)),
    Deed("keep_longer", _on_family(lambda d, f: keep_longer(d, f, date(2028, 1, 1), "followed"))),
    Deed("merge_households", _two(_merge)),
    Deed("split_households", _split),
    Deed("tell_apart", _two(tell_apart)),
    Deed("open_file", _on_family(household_file), SEEN),
    Deed("search_code", lambda scene: lambda: search(scene.desk, CODE), SEEN),
    Deed("open_document", _document(open_document), SEEN),
    Deed("read_reserved_notes", _note(lambda d, f, _n: read_reserved_notes(d, f)), SEEN),
    Deed("verify_audit", lambda scene: lambda: verify_audit_log(scene.desk), SEEN),
    Deed("copy_document", _document(copy_document), OUT),
    Deed("print_summary", _on_family(papers.household_summary), OUT),
    Deed("print_day_sheet", lambda scene: lambda: papers.day_sheet_paper(scene.desk), OUT),
    Deed("print_matches", lambda scene: lambda: papers.matches_paper(scene.desk), OUT),
    Deed("print_access_copy", _on_family(access_copy_paper), OUT),
    Deed("print_consent", _on_family(lambda d, f: forms_paper(d, "it", f)), OUT),
    Deed("print_processing_record", lambda scene: lambda: processing_record_paper(scene.desk), OUT),
    Deed(
        "print_recovery_sheet",
        lambda scene: lambda: papers.recovery_sheet(scene.desk, "AAAA-BBBB"),
        OUT,
    ),
    Deed("export_households", _export("households"), OUT),
    Deed("export_members", _export("members"), OUT),
    Deed("export_aid", _export("aid"), OUT),
    Deed(
        "export_notices",
        lambda scene: (
            lambda: export_notices(scene.desk, scene.folder / "righe.csv", ["Riga"], [["3"]])
        ),
        OUT,
    ),
    Deed(
        "export_figures",
        lambda scene: (
            lambda: export_figures(
                scene.desk,
                scene.folder / "mese.csv",
                NetworkFigures("2026-10", date(2026, 11, 1), 2, ()),
            )
        ),
        OUT,
    ),
    Deed(
        "export_audit",
        lambda scene: lambda: export_audit(scene.desk, scene.folder / "log.csv", _ALL),
        OUT,
    ),
    Deed("back_up", lambda scene: lambda: back_up(scene.desk), OUT),
    Deed("back_up_elsewhere", _back_up_elsewhere, OUT),
    Deed("import_register", _import, BATCH),
    Deed("undo_import", _undo_import, "the register can be brought in again"),
    Deed("undo", _undo, "what was undone is done again by hand"),
    Deed("keep_mapping", _keep_mapping, SETTING),
    Deed("set_window", lambda scene: lambda: set_window(scene.desk, "food", 21), SETTING),
    Deed(
        "set_privacy_terms",
        lambda scene: lambda: set_privacy_terms(scene.desk, PrivacyTerms("Parrocchia")),
        SETTING,
    ),
    Deed("choose_backup_folder", _choose_folder, SETTING),
    Deed("add_operator", _add_operator, KEYS),
    Deed(
        "amend_operator",
        _operator(
            lambda d, o: amend_operator(
                d, o, name="Carla Oro", role="staff", authorised_on=date(2026, 2, 3)
            )
        ),
        KEYS,
    ),
    Deed("set_clearance", _operator(lambda d, o: set_clearance(d, o, has_clearance=True)), KEYS),
    Deed(
        "reset_passphrase",
        _operator(lambda d, o: reset_passphrase(d, o, f"{PHRASE} vento")),
        KEYS,
    ),
    Deed("erase_household", _on_family(lambda d, f: erase_household(d, f, "requested")), FORGOTTEN),
    Deed(
        "erase_member",
        _on_family(
            lambda d, f: erase_member(d, f, read_file(d, f).members[1].member_id, "requested")
        ),
        FORGOTTEN,
    ),
)
