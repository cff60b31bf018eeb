"""A centre at work: one rule for each everyday change, done to the vault and to the model."""

import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from app.services.aid import amend_aid, record_aid, remove_aid
from app.services.consents import give_consent, withdraw_consent
from app.services.economy import record_isee, remove_isee
from app.services.households import (
    admit_member,
    amend_household,
    amend_member,
    close_household,
    household_file,
    make_reference,
    member_left,
    register_household,
    reopen_household,
)
from app.services.needs import end_need, record_need
from app.services.reserved_notes import (
    amend_reserved_note,
    remove_reserved_note,
    write_reserved_note,
)
from models.errors import RuleBroken
from models.records.aid import RecordAid
from models.records.household import (
    AddressLine,
    AmendHousehold,
    CodeLine,
    HouseholdFile,
    IseeLine,
    MemberDraft,
    PhoneLine,
    RegisterHousehold,
)
from models.rules.partial_date import PartialDate
from tests.stateful.model import File, Gift, Person, words
from tests.support.rows import rows_of
from tests.support.vaults import NOW, ClosedVault

PLACES = st.integers(0, 40)
"""A household, a person, an aid …: the one at this place, counted round and round."""
PREFIXES = st.sampled_from(("", "D'Amico ", "Abdel Rahman ", "Ñandú ", "Łukasz-", "O’Brien "))
KINDS = st.sampled_from(("food", "clothing", "money"))
DAYS_AGO = st.integers(0, 60)
NEEDS = st.sampled_from(("economic", "work", "no_home", "illness"))
PURPOSES = st.sampled_from(("file", "register", "referral"))


class CentreAtWork(RuleBasedStateMachine):
    """Every change of a day, with what is refused; what follows from it is for who inherits."""

    vault: ClassVar[ClosedVault]

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[UUID, File] = {}
        self._moment = NOW
        self._words = words()
        self._folder = tempfile.TemporaryDirectory()
        self.closed = self.vault.copy_to(Path(self._folder.name))
        self.desk = self.closed.open(self.clock)

    def teardown(self) -> None:
        try:
            self.look_back()
        finally:
            self.desk.close()
            self._folder.cleanup()

    def look_back(self) -> None:
        """What must hold at the end of a history."""

    def clock(self) -> datetime:
        """Each reading is a little later than the one before, all on one day."""
        self._moment += timedelta(milliseconds=1)
        return self._moment

    def change(self, deed: Callable[[], Any], refused: str | None = None) -> Any:
        """Do what the model expects to be done, or see a rule refuse it with nothing touched."""
        if refused is None:
            return deed()
        before = rows_of(self.desk)
        with pytest.raises(RuleBroken) as told:
            deed()
        assert told.value.values["rule"] == refused
        assert rows_of(self.desk) == before
        return None

    def word(self, file: File) -> str:
        """A word that only this file has."""
        word = next(self._words)
        file.texts.add(word)
        return word

    def pick(self, place: int) -> tuple[UUID, File]:
        """One of the files."""
        household_id = list(self.files)[place % len(self.files)]
        return household_id, self.files[household_id]

    def draft(self, file: File, prefix: str, relation: str) -> MemberDraft:
        """A person with a word of her own in every field that takes words."""
        surname, given_name, nickname, place, origin, card, notes = (
            self.word(file) for _ in range(7)
        )
        return MemberDraft(
            relation,
            prefix + surname,
            given_name,
            nickname=nickname,
            born=PartialDate(1980, 2, 3),
            birth_place=place,
            citizenship=origin,
            codes=(CodeLine("card", card),),
            notes=notes,
        )

    @initialize(prefix=PREFIXES)
    def begin(self, prefix: str) -> None:
        """No history is without a file."""
        self.register(prefix, 2)

    @rule(prefix=PREFIXES, size=st.integers(1, 4))
    def register(self, prefix: str, size: int) -> None:
        file = File()
        drafts = [self.draft(file, prefix, "child" if n else "reference") for n in range(size)]
        file.number, file.notes = self.word(file), self.word(file)
        command = RegisterHousehold(
            tuple(drafts),
            number=file.number,
            card=self.word(file),
            street=self.word(file),
            phone="333" + str(1_000_000 + 7 * len(file.texts)),
            notes=file.notes,
        )
        household_id = self.change(lambda: register_household(self.desk, command))
        lines = household_file(self.desk, household_id).members
        for line, draft in zip(lines, drafts, strict=True):
            file.people[line.member_id] = person_of(draft)
        file.reference = lines[0].member_id
        self.files[household_id] = file

    @precondition(lambda self: self.files)
    @rule(place=PLACES, keep=st.booleans())
    def amend(self, place: int, keep: bool) -> None:
        household_id, file = self.pick(place)
        read = household_file(self.desk, household_id)
        file.label, file.notes = self.word(file), self.word(file)
        addresses, phones = (read.addresses, read.phones) if keep else ((), ())
        command = AmendHousehold(
            household_id,
            read.revision,
            file.number,
            read.card,
            file.label,
            is_homeless=not keep,
            notes=file.notes,
            addresses=(*addresses, AddressLine(self.word(file), self.word(file))),
            phones=(*phones, PhoneLine("055 123", whose=self.word(file))),
        )
        self.change(lambda: amend_household(self.desk, command))

    @precondition(lambda self: self.files)
    @rule(place=PLACES, prefix=PREFIXES)
    def admit(self, place: int, prefix: str) -> None:
        household_id, file = self.pick(place)
        draft = self.draft(file, prefix, "child" if file.present else "reference")
        member_id = self.change(lambda: admit_member(self.desk, household_id, draft))
        file.people[member_id] = person_of(draft)
        file.reference = file.reference or member_id

    @precondition(lambda self: self.files)
    @rule(place=PLACES, who=PLACES, prefix=PREFIXES)
    def correct(self, place: int, who: int, prefix: str) -> None:
        household_id, file = self.pick(place)
        member_id = at(file.people, who)
        relation = _relation(household_file(self.desk, household_id), member_id)
        draft = self.draft(file, prefix, relation)
        self.change(lambda: amend_member(self.desk, household_id, member_id, draft))
        before = file.people[member_id]
        corrected = person_of(draft)
        corrected.has_left = before.has_left
        corrected.texts |= before.texts
        file.people[member_id] = corrected

    @precondition(lambda self: self.files)
    @rule(place=PLACES, who=PLACES)
    def leave(self, place: int, who: int) -> None:
        household_id, file = self.pick(place)
        member_id = at(file.people, who)
        refused = None
        if file.people[member_id].has_left:
            refused = "already_left"
        elif len(file.present) == 1:
            refused = "last_member"
        today = self.desk.today()
        self.change(lambda: member_left(self.desk, household_id, member_id, today), refused)
        if refused is None:
            file.people[member_id].has_left = True
            self.see_reference(household_id, file, but=member_id)

    @precondition(lambda self: self.files)
    @rule(place=PLACES, who=PLACES)
    def stand_for(self, place: int, who: int) -> None:
        household_id, file = self.pick(place)
        member_id = at(file.people, who)
        refused = "already_left" if file.people[member_id].has_left else None
        self.change(lambda: make_reference(self.desk, household_id, member_id), refused)
        if refused is None:
            file.reference = member_id

    def see_reference(self, household_id: UUID, file: File, but: UUID) -> None:
        """When who stood for the household is gone, somebody who lives there does."""
        if file.reference == but:
            file.reference = household_file(self.desk, household_id).members[0].member_id
            assert file.reference in file.present

    @precondition(lambda self: self.files)
    @rule(place=PLACES, kind=KINDS, quantity=st.integers(0, 3), ago=DAYS_AGO)
    def give(self, place: int, kind: str, quantity: int, ago: int) -> None:
        household_id, file = self.pick(place)
        command, gift = self.gift(household_id, file, kind, quantity, ago)
        refused = None if quantity else "quantity"
        aid_id = self.change(lambda: record_aid(self.desk, command), refused)
        if refused is None:
            file.aid[aid_id] = gift

    @precondition(lambda self: any(file.aid for file in self.files.values()))
    @rule(place=PLACES, which=PLACES, kind=KINDS, quantity=st.integers(1, 3), ago=DAYS_AGO)
    def mend_aid(self, place: int, which: int, kind: str, quantity: int, ago: int) -> None:
        household_id, file = self.pick(place)
        if file.aid:
            aid_id = at(file.aid, which)
            command, gift = self.gift(household_id, file, kind, quantity, ago)
            self.change(lambda: amend_aid(self.desk, aid_id, command))
            file.aid[aid_id] = gift

    @precondition(lambda self: any(file.aid for file in self.files.values()))
    @rule(place=PLACES, which=PLACES)
    def take_aid_away(self, place: int, which: int) -> None:
        household_id, file = self.pick(place)
        if file.aid:
            aid_id = at(file.aid, which)
            self.change(lambda: remove_aid(self.desk, household_id, aid_id))
            del file.aid[aid_id]

    def gift(
        self, household_id: UUID, file: File, kind: str, quantity: int, ago: int
    ) -> tuple[RecordAid, Gift]:
        """An aid of some days ago, collected by who stands for the household."""
        day = PartialDate.from_date(self.desk.today() - timedelta(days=ago))
        cents = 500 * quantity if kind == "money" else None
        command = RecordAid(
            household_id,
            kind,
            quantity,
            cents,
            given_on=day,
            member_id=file.reference,
            purpose=self.word(file),
            override_reason=self.word(file),
        )
        return command, Gift(kind, quantity, cents, day.iso)

    @precondition(lambda self: self.files)
    @rule(place=PLACES, code=NEEDS, of_person=st.booleans())
    def need(self, place: int, code: str, of_person: bool) -> None:
        household_id, file = self.pick(place)
        about, notes = file.reference if of_person else None, self.word(file)
        need_id = self.change(
            lambda: record_need(self.desk, household_id, code, member_id=about, notes=notes)
        )
        file.needs[need_id] = code
        if about is not None:
            file.people[about].texts.add(notes)

    @precondition(lambda self: any(file.needs for file in self.files.values()))
    @rule(place=PLACES, which=PLACES)
    def end(self, place: int, which: int) -> None:
        household_id, file = self.pick(place)
        if file.needs:
            need_id = at(file.needs, which)
            self.change(lambda: end_need(self.desk, household_id, need_id, self.desk.today()))
            del file.needs[need_id]

    @precondition(lambda self: self.files)
    @rule(place=PLACES, purpose=PURPOSES)
    def consent(self, place: int, purpose: str) -> None:
        household_id, file = self.pick(place)
        if purpose in file.consents:
            self.change(lambda: withdraw_consent(self.desk, household_id, purpose))
            file.consents.remove(purpose)
        else:
            self.change(lambda: give_consent(self.desk, household_id, purpose))
            file.consents.add(purpose)

    @precondition(lambda self: self.files)
    @rule(place=PLACES, cents=st.integers(-1, 900_000), amend=st.booleans())
    def isee(self, place: int, cents: int, amend: bool) -> None:
        household_id, file = self.pick(place)
        if amend and file.isee:
            isee_id = next(iter(file.isee))
            self.change(lambda: remove_isee(self.desk, household_id, isee_id))
            del file.isee[isee_id]
            return
        line = IseeLine("ordinary", cents, PartialDate(2026, 1, 9), None)
        refused = "negative_amount" if cents < 0 else None
        found = self.change(lambda: record_isee(self.desk, household_id, line), refused)
        if refused is None:
            file.isee[found] = cents

    @precondition(lambda self: self.files)
    @rule(place=PLACES, which=PLACES, does=st.sampled_from(("write", "amend", "remove")))
    def reserve(self, place: int, which: int, does: str) -> None:
        household_id, file = self.pick(place)
        written = self.word(file)
        if does == "write" or not file.reserved:
            note_id = self.change(lambda: write_reserved_note(self.desk, household_id, written))
            file.reserved[note_id] = written
            return
        note_id = at(file.reserved, which)
        if does == "amend":
            self.change(lambda: amend_reserved_note(self.desk, household_id, note_id, written))
            file.reserved[note_id] = written
        else:
            self.change(lambda: remove_reserved_note(self.desk, household_id, note_id))
            del file.reserved[note_id]

    @precondition(lambda self: self.files)
    @rule(place=PLACES, does=st.sampled_from(("close", "reopen")))
    def close_or_reopen(self, place: int, does: str) -> None:
        household_id, file = self.pick(place)
        if does == "close":
            refused = "already_closed" if file.is_closed else None
            self.change(lambda: close_household(self.desk, household_id, "moved"), refused)
        else:
            refused = None if file.is_closed else "not_closed"
            self.change(lambda: reopen_household(self.desk, household_id), refused)
        file.is_closed = does == "close"

    @rule()
    def leave_and_come_back(self) -> None:
        """The program is closed and opened again."""
        self.desk.close()
        self.desk = self.closed.open(self.clock)


def person_of(draft: MemberDraft) -> Person:
    """A person as she was just written down."""
    written = {draft.given_name, draft.nickname, draft.birth_place, draft.citizenship, draft.notes}
    surname = draft.surname.replace("-", " ").split()[-1].split("'")[-1]
    return Person(draft.surname, draft.given_name, texts={surname, *written, draft.codes[0].value})


def at(things: dict[UUID, Any], place: int) -> UUID:
    return list(things)[place % len(things)]


def _relation(read: HouseholdFile, member_id: UUID) -> str:
    return next(line.relation for line in read.everybody if line.member_id == member_id)
