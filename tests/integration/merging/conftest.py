"""A desk at which one family was written twice."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from app.services.aid import record_aid
from app.services.consents import give_consent
from app.services.desk import Desk
from app.services.documents import add_document
from app.services.economy import record_isee
from app.services.household_file import read_file
from app.services.households import register_household
from app.services.merging import compare, merge_households
from app.services.needs import record_need
from app.services.reserved_notes import write_reserved_note
from models.records.aid import RecordAid
from models.records.documents import AddDocument, TakenFile
from models.records.household import (
    CodeLine,
    HouseholdFile,
    IseeLine,
    MemberDraft,
    RegisterHousehold,
)
from models.records.merging import MergeHouseholds
from models.rules.partial_date import PartialDate
from tests.integration.services.conftest import Clock, clock, desk, empty_vault
from tests.support.hostile_documents import paper

__all__ = ["Clock", "clock", "desk", "empty_vault"]

HEBA = MemberDraft("spouse", "Ibrahim", "Heba", sex="F", born=PartialDate(1988, 2, 1))
OMAR = MemberDraft("child", "Abdel Rahman", "Omar", born=PartialDate(2019, 4, 9))
CONFIDED = "Detto in confidenza"


def mahmoud(**of: object) -> MemberDraft:
    usual = {"sex": "M", "born": PartialDate(1984, 5, 3)}
    return MemberDraft("reference", "Abdel Rahman", "Mahmoud", **(usual | of))


@dataclass(frozen=True)
class Twice:
    """One family in two files: `kept` with the father and the mother, `merged` with the son too."""

    desk: Desk
    kept: UUID
    merged: UUID

    def file(self, which: str = "kept") -> HouseholdFile:
        return read_file(self.desk, getattr(self, which))

    def command(self, **of: object) -> MergeHouseholds:
        found = compare(self.desk, self.kept, self.merged)
        usual = {
            "kept_revision": found.kept.revision,
            "merged_revision": found.merged.revision,
            "same": found.same,
        }
        return MergeHouseholds(self.kept, self.merged, **(usual | of))

    def command_into(self, third: UUID) -> MergeHouseholds:
        found = compare(self.desk, third, self.kept)
        read = found.kept.revision, found.merged.revision
        return MergeHouseholds(third, self.kept, *read, found.same)

    def merge(self, **of: object) -> None:
        merge_households(self.desk, self.command(**of))


@pytest.fixture
def twice(desk: Desk) -> Twice:
    """Each file with something of every kind."""
    kept = register_household(
        desk,
        RegisterHousehold(
            (mahmoud(citizenship="Egitto"), HEBA),
            number="0217",
            card="SM0083",
            street="Via Friuli 18",
            phone="333 1234567",
            notes="Porta il carrello",
            consents=("file", "register"),
        ),
    )
    code = (CodeLine("card", "AX1234567"),)
    merged = register_household(
        desk,
        RegisterHousehold(
            (mahmoud(codes=code, nickname="Memo", citizenship="Marocco"), OMAR),
            number="0904",
            card="SM0999",
            street="Via Tito Livio 4",
            phone="333 1234567",
            notes="Citofono rotto",
            is_homeless=True,
            consents=("file", "referral"),
        ),
    )
    father, son = read_file(desk, merged).members
    for household_id, member_id in ((kept, None), (merged, father.member_id)):
        record_aid(desk, RecordAid(household_id, "food", member_id=member_id))
    record_need(desk, merged, "no_income", member_id=son.member_id)
    record_need(desk, merged, "debts", member_id=father.member_id)
    record_isee(desk, merged, IseeLine("ordinary", 6_000_00, None, PartialDate(2026, 12, 31)))
    scan = TakenFile("permesso.pdf", "application/pdf", paper(), 1)
    for is_reserved in (False, True):
        add_document(desk, AddDocument(merged, scan, "permit", is_reserved=is_reserved))
    write_reserved_note(desk, merged, CONFIDED)
    give_consent(desk, merged, "register")
    return Twice(desk, kept, merged)
