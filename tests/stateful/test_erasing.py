"""After any history nothing of who was erased is left but counts, and no backup brings her back."""

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from sqlalchemy import select, text

from app.services.backups import back_up
from app.services.erasing import erase_household, erase_member
from app.services.household_file import household_file
from app.services.imports.take import take
from app.services.past_figures import past_figures
from app.services.restoring import restore_backup
from app.services.undo import undo_last
from models.entities import Base, Household
from models.records.imports import DraftHousehold, DraftMember, ImportDraft, Notice
from models.records.taking import ConsentAnswer
from models.storage.audit_check import verify_audit
from tests.stateful.everyday import PLACES, CentreAtWork, at
from tests.stateful.histories import try_histories
from tests.stateful.model import File, Person

if TYPE_CHECKING:
    from pathlib import Path

YEAR, MONTH = len("2026"), len("2026-11")


@dataclass
class Known:
    """What a vault, or a backup of it, tells: its files, and counts of those erased."""

    files: dict[UUID, File] = field(default_factory=dict)
    figures: Counter = field(default_factory=Counter)
    """(period, code, measure) → count."""


class Erasing(CentreAtWork):
    """Erases now and then, and puts older backups back."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: Counter = Counter()
        self.forgotten: set[str] = set()
        self.households_gone: set[UUID] = set()
        self.people_gone: dict[UUID, UUID] = {}
        self.backups: list[tuple[Path, Known]] = []
        self.registers: list[tuple[ImportDraft, UUID]] = []

    @rule()
    def bring_in(self) -> None:
        """A register with one family, and a doubt that quotes a name."""
        file = File()
        surname, given_name = self.word(file), self.word(file)
        register = ImportDraft(
            register="elenco",
            households=(
                DraftHousehold(
                    fingerprint=sha256(surname.encode()).digest()[:16],
                    old_number=self.word(file),
                    card="",
                    members=(DraftMember(surname, given_name, "reference"),),
                ),
            ),
            aids=(),
            rows=(),
            notices=(
                Notice("Foglio1", 2, "Nata", f"{surname} il 31/2", "birth_date_not_understood"),
            ),
        )
        take(self.desk, register, ConsentAnswer(given=False), file_name="elenco.xlsx")
        with self.desk.read() as session:
            found = set(session.scalars(select(Household.id))) - set(self.files)
        (household_id,) = found
        file.reference = household_file(self.desk, household_id).members[0].member_id
        file.people[file.reference] = Person(surname, given_name, texts={surname, given_name})
        self.files[household_id] = file
        self.registers.append((register, household_id))

    @precondition(lambda self: self.registers)
    @rule(which=PLACES)
    def bring_in_again(self, which: int) -> None:
        """A family known or erased does not come a second time."""
        register, household_id = self.registers[which % len(self.registers)]
        if household_id in self.files or household_id in self.households_gone:
            again = take(self.desk, register, ConsentAnswer(given=False), file_name="elenco.xlsx")
            assert again.households_added == 0

    @precondition(lambda self: self.files)
    @rule(place=PLACES)
    def write_and_undo(self, place: int) -> None:
        before = deepcopy(self.files)
        self.amend(place, keep=True)
        household_id, file = self.pick(place)
        before[household_id].texts |= file.texts
        undo_last(self.desk)
        self.files = before

    @precondition(lambda self: self.files)
    @rule(place=PLACES, reason=st.sampled_from(("requested", "mistake", "unlawful")))
    def erase_file(self, place: int, reason: str) -> None:
        household_id, _file = self.pick(place)
        size = household_file(self.desk, household_id).composition.people
        self.change(lambda: erase_household(self.desk, household_id, reason))
        self.households_gone.add(household_id)
        self._count(self.files.pop(household_id), size)
        self.see_nothing_left()

    @precondition(lambda self: self.files)
    @rule(place=PLACES, who=PLACES)
    def erase_person(self, place: int, who: int) -> None:
        household_id, file = self.pick(place)
        member_id = at(file.people, who)
        person = file.people[member_id]
        refused = None if person.has_left or len(file.present) > 1 else "last_member"
        size = household_file(self.desk, household_id).composition.people
        self.change(lambda: erase_member(self.desk, household_id, member_id, "requested"), refused)
        if refused is None:
            self.people_gone[member_id] = household_id
            self._forget(household_id, file, member_id)
            assert household_file(self.desk, household_id).composition.people == size
            self.see_nothing_left()

    @rule()
    def make_backup(self) -> None:
        self._moment = self._moment.replace(minute=(self._moment.minute + 1) % 60)
        made = back_up(self.desk)
        self.backups = [(path, known) for path, known in self.backups if path != made.path]
        self.backups.append((made.path, Known(deepcopy(self.files), Counter(self.figures))))

    @precondition(lambda self: any(path.exists() for path, _known in self.backups))
    @rule(which=PLACES)
    def put_back(self, which: int) -> None:
        there = [(path, known) for path, known in self.backups if path.exists()]
        path, known = there[which % len(there)]
        self.desk.close()
        self.desk, _told = restore_backup(
            path, self.closed.recovery_key, self.closed.path, clock=self.clock
        )
        self.files, self.figures = deepcopy(known.files), Counter(known.figures)
        for household_id in self.households_gone & set(self.files):
            self._count(self.files.pop(household_id), None)
        for member_id, household_id in self.people_gone.items():
            file = self.files.get(household_id)
            if file is None or member_id not in file.people:
                continue
            if set(file.present) == {member_id}:  # others came only after that backup
                self._count(self.files.pop(household_id), None)
            else:
                self._forget(household_id, file, member_id)
        with self.desk.read() as session:
            assert set(session.scalars(select(Household.id))) == set(self.files)
        self.see_nothing_left()

    def _forget(self, household_id: UUID, file: File, member_id: UUID) -> None:
        gone = file.people.pop(member_id)
        file.texts -= gone.texts
        self.forgotten |= gone.texts
        self.see_reference(household_id, file, but=member_id)

    def _count(self, file: File, size: int | None) -> None:
        """Add a file to the counts of who was erased, as its months and years would tell it."""
        self.forgotten |= file.texts
        for gift in file.aid.values():
            for period in ("", gift.on[:YEAR], gift.on[:MONTH]):
                self.figures[period, gift.kind, "times"] += 1
                self.figures[period, gift.kind, "units"] += gift.quantity
                self.figures[period, gift.kind, "cents"] += gift.cents or 0
        for period in {gift.on[:length] for gift in file.aid.values() for length in (YEAR, MONTH)}:
            self.figures[period, "households", "households"] += 1
        if size is not None:
            self.figures["", "kept_people", "people"] += size

    def see_nothing_left(self) -> None:
        """No word of anybody erased is anywhere; what they counted is."""
        with self.desk.read() as session:
            rows = [
                str(row)
                for name in Base.metadata.tables
                for row in session.execute(text(f'SELECT * FROM "{name}"'))
            ]
        everything = "\n".join(rows).casefold()
        assert [word for word in sorted(self.forgotten) if word.casefold() in everything] == []
        for period in {period for period, _code, _measure in self.figures}:
            told = {(one.code, one.measure): one.count for one in past_figures(self.desk, period)}
            for (when, code, measure), count in self.figures.items():
                if when == period and measure != "people":
                    assert told.get((code, measure), 0) == count, (period, code, measure)

    def look_back(self) -> None:
        for household_id, file in self.files.items():
            read = household_file(self.desk, household_id)
            assert {line.member_id for line in read.members} == set(file.present)
            assert read.aid_count == len(file.aid)
        with self.desk.read() as session:
            assert verify_audit(session).fault is None


def test_after_any_history_nothing_of_who_was_erased_is_left_but_counts(empty_vault):
    Erasing.vault = empty_vault
    try_histories(Erasing, count=5, steps=15)
