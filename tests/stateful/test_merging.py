"""Files merged, divided and undone in any order: nobody and no aid is lost, none is there twice."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from app.services.household_file import household_file
from app.services.merging import (
    compare,
    likely_doubles,
    merge_households,
    merged_files,
    split_households,
    tell_apart,
)
from app.services.reserved_notes import read_reserved_notes
from app.services.search import search
from models.records.merging import MergeHouseholds
from tests.stateful.everyday import PLACES, PREFIXES, CentreAtWork, at
from tests.stateful.histories import try_histories
from tests.stateful.model import File
from tests.stateful.test_undo import Undoing


@dataclass
class Merged:
    """A file that is in another, as it was when it went there."""

    kept_id: UUID
    file: File
    same: tuple[UUID, UUID] | None
    """Who stood in both: (of this file, of the other)."""


class Merging(Undoing):
    """Puts files together and takes them apart, between everyday changes."""

    # Most steps shall be about files that are one; the other machines do the rest.
    need = end = consent = isee = amend = mend_aid = take_aid_away = correct = None
    close_or_reopen = leave_and_come_back = undo_nothing = None

    def __init__(self) -> None:
        super().__init__()
        self.merged: dict[UUID, Merged] = {}

    @initialize(prefix=PREFIXES)
    def begin_with_another(self, prefix: str) -> None:
        """Two files at least."""
        self.register(prefix, 2)

    def knowledge(self) -> Any:
        return deepcopy((self.files, self.merged))

    def recall(self, known: Any) -> None:
        self.files, self.merged = known

    @precondition(lambda self: len(self.files) > 1)
    @rule(place=PLACES, by=st.integers(1, 40), is_one_in_both=st.booleans())
    def merge(self, place: int, by: int, is_one_in_both: bool) -> None:
        kept_id, kept = self.pick(place)
        merged_id, merged = self.pick(place + 1 + by % (len(self.files) - 1))
        same = (at(merged.people, by), at(kept.people, place)) if is_one_in_both else None
        seen = compare(self.desk, kept_id, merged_id)
        command = MergeHouseholds(
            kept_id,
            merged_id,
            seen.kept.revision,
            seen.merged.revision,
            same=() if same is None else (same,),
        )
        refused = "kept_is_closed" if kept.is_closed else None
        self.change(lambda: merge_households(self.desk, command), refused)
        if refused is None:
            self.merged[merged_id] = Merged(kept_id, self.files.pop(merged_id), same)
            moved = deepcopy(merged)
            if same is not None:
                del moved.people[same[0]]
            kept.people |= moved.people
            kept.aid |= moved.aid
            kept.reserved |= moved.reserved
            self.look_at_all()

    @precondition(lambda self: len(self.files) > 1)
    @rule(place=PLACES, by=st.integers(1, 40), who=PLACES)
    def merge_by_mistake(self, place: int, by: int, who: int) -> None:
        """Another stands for both, or is given something, before it is noticed and divided."""
        kept_id, kept = self.pick(place)
        if not kept.is_closed:
            self.merge(place, by, is_one_in_both=False)
            at_place = list(self.files).index(kept_id)
            self.stand_for(at_place, who)
            self.give(at_place, "food", 1, by)
            self.split(len(self.merged) - 1)

    @precondition(lambda self: self.merged)
    @rule(which=PLACES)
    def split(self, which: int) -> None:
        """What was theirs goes back as it is now; what came since stays."""
        merged_id = at(self.merged, which)
        one = self.merged[merged_id]
        if one.kept_id not in self.files:
            return
        kept = self.files[one.kept_id]
        assert merged_id in {m.household_id for m in merged_files(self.desk, one.kept_id)}
        self.change(lambda: split_households(self.desk, one.kept_id, merged_id))
        del self.merged[merged_id]
        back = deepcopy(one.file)
        for person_id in list(back.people):
            if person_id in kept.people:
                back.people[person_id] = kept.people.pop(person_id)
        back.aid = {aid: kept.aid.pop(aid) for aid in one.file.aid if aid in kept.aid}
        back.reserved = {
            note: kept.reserved.pop(note)
            for note, written in one.file.reserved.items()
            if kept.reserved.get(note) == written
        }
        back.needs, back.consents, back.isee = {}, set(), {}
        self.files[merged_id] = back
        self.look_at_all()

    @precondition(lambda self: len(self.files) > 1)
    @rule(place=PLACES, by=st.integers(1, 40))
    def say_that_they_are_not_one(self, place: int, by: int) -> None:
        first, _file = self.pick(place)
        other, _file = self.pick(place + 1 + by % (len(self.files) - 1))
        self.change(lambda: tell_apart(self.desk, first, other))
        likely = {line.household_id for line in likely_doubles(self.desk, first)}
        assert other not in likely
        assert likely <= set(self.files)

    def look_at_all(self) -> None:
        """Everybody and every aid is where the model has it; one person stands for each file."""
        for household_id, file in self.files.items():
            read = household_file(self.desk, household_id)
            members = {line.member_id for line in read.members}
            assert members == set(file.present)
            assert {line.member_id for line in read.former_members} == set(file.people) - members
            assert {line.aid_id for line in read.aid} == set(file.aid)
            stand = [line.member_id for line in read.members if line.relation == "reference"]
            assert len(stand) == bool(members)
            file.reference = stand[0] if stand else None

    @precondition(lambda self: self.files)
    @rule(place=PLACES, who=PLACES)
    def find(self, place: int, who: int) -> None:
        household_id, file = self.pick(place)
        if file.present:
            person = file.present[at(file.present, who)]
            hits = search(self.desk, f"{person.surname} {person.given_name}")
            assert [hit.household_id for hit in hits if not hit.is_similar] == [household_id]
        notes = read_reserved_notes(self.desk, household_id)
        assert {note.note_id: note.text for note in notes} == file.reserved

    def look_back(self) -> None:
        """What was merged and divided stays so when the program is opened again."""
        CentreAtWork.leave_and_come_back(self)
        self.look_at_all()


def test_merging_and_dividing_lose_nobody_and_double_nobody(empty_vault):
    Merging.vault = empty_vault
    try_histories(Merging, count=5, steps=12)
