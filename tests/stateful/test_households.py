"""Whatever a centre does, its files say what a plain list would say, and the search finds them."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from sqlalchemy import select

from app.services.household_file import household_file
from app.services.reserved_notes import read_reserved_notes
from app.services.search import search
from models.entities import Household
from models.storage.audit_check import verify_audit
from tests.stateful.everyday import PLACES, CentreAtWork
from tests.stateful.histories import try_histories
from tests.stateful.model import File


class Households(CentreAtWork):
    """Looks at what was written as often as it writes."""

    @precondition(lambda self: self.files)
    @rule(place=PLACES)
    def look(self, place: int) -> None:
        household_id, file = self.pick(place)
        read = household_file(self.desk, household_id)
        assert (read.number, read.label, read.notes) == (file.number, file.label, file.notes)
        assert (read.closed_on is not None) == file.is_closed
        present = {line.member_id: (line.surname, line.given_name) for line in read.members}
        gone = {line.member_id: (line.surname, line.given_name) for line in read.former_members}
        assert present == _names(file, has_left=False)
        assert gone == _names(file, has_left=True)
        assert read.members[0].member_id == file.reference
        assert [line.relation for line in read.members].count("reference") == 1
        assert read.composition.people == len(present)
        self._look_at_what_was_given(read, file)
        notes = {note.note_id: note.text for note in read_reserved_notes(self.desk, household_id)}
        assert notes == file.reserved

    def _look_at_what_was_given(self, read, file: File) -> None:
        given = {
            line.aid_id: (line.kind, line.quantity, line.cents, line.given_on.iso)
            for line in read.aid
        }
        assert given == {
            one: (gift.kind, gift.quantity, gift.cents, gift.on) for one, gift in file.aid.items()
        }
        assert read.aid_count == len(file.aid)
        assert {line.need_id: line.code for line in read.needs if not line.until} == file.needs
        assert {line.purpose for line in read.consents if not line.withdrawn_on} == file.consents
        assert {line.isee_id: line.cents for line in read.isee} == file.isee

    @precondition(lambda self: self.files)
    @rule(place=PLACES, who=PLACES, letters=st.integers(6, 9))
    def find(self, place: int, who: int, letters: int) -> None:
        """Whoever lives there is found by how her names begin, and a corrected name is not."""
        household_id, file = self.pick(place)
        person = list(file.present.values())[who % len(file.present)]
        typed = f"{person.given_name[:letters]} {person.surname.lower()}"
        assert household_id in {hit.household_id for hit in search(self.desk, typed)}
        wanted = {p.surname.casefold() for one in self.files.values() for p in one.people.values()}
        old = [word for word in file.texts if not any(word.casefold() in name for name in wanted)]
        for hit in search(self.desk, old[who % len(old)]) if old else ():
            assert hit.is_similar or hit.household_id == household_id

    def look_back(self) -> None:
        """At the end everything is there, and nothing else."""
        for place in range(len(self.files)):
            self.look(place)
        with self.desk.read() as session:
            assert set(session.scalars(select(Household.id))) == set(self.files)
            assert verify_audit(session).fault is None


def _names(file: File, *, has_left: bool) -> dict:
    return {
        one: (person.surname, person.given_name)
        for one, person in file.people.items()
        if person.has_left == has_left
    }


def test_a_vault_says_what_a_plain_list_would_say(empty_vault):
    Households.vault = empty_vault
    try_histories(Households, count=5, steps=15)
