"""Whoever works at the vault may do what the plain table says, and nothing else is ever touched."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from app.services.aid import record_aid
from app.services.clearance import has_clearance
from app.services.consents import give_consent, withdraw_consent
from app.services.desk import Desk
from app.services.erasing import erase_household
from app.services.household_file import household_file
from app.services.households import close_household, register_household, reopen_household
from app.services.leaving import dismiss_operator, set_clearance
from app.services.needs import record_need
from app.services.operators import (
    add_operator,
    amend_operator,
    operators,
    reset_passphrase,
)
from app.services.reserved_notes import read_reserved_notes, write_reserved_note
from app.services.retention import keep_longer
from app.services.vaults import open_vault
from models.errors import DomainError, NotAllowed, RuleBroken, WrongPassphrase
from models.records.aid import RecordAid
from models.records.household import MemberDraft, RegisterHousehold
from models.records.vault import AddOperator
from tests.stateful.everyday import PLACES
from tests.stateful.histories import try_histories
from tests.support.rows import rows_of
from tests.support.vaults import NOW, PHRASE, make_vault, now

ROLES = ("volunteer", "staff", "coordinator")
NAMES = ("Ada", "Bice", "Carla", "Dina", "Elsa", "Fede")
WORDS = "Detto in confidenza"


def _a_file(desk: Desk) -> UUID:
    return register_household(desk, RegisterHousehold((MemberDraft(surname="Rossi"),)))


def _turn_consent(desk: Desk, household_id: UUID) -> None:
    given = {
        one.purpose for one in household_file(desk, household_id).consents if not one.withdrawn_on
    }
    (withdraw_consent if "register" in given else give_consent)(desk, household_id, "register")


def _turn_file(desk: Desk, household_id: UUID) -> None:
    if household_file(desk, household_id).closed_on is None:
        close_household(desk, household_id, "moved")
    else:
        reopen_household(desk, household_id)


Deed = Callable[[Desk, UUID], object]
# Who may do it at least, whether clearance is needed besides, and how it is done.
TABLE: dict[str, tuple[str, bool, Deed]] = {
    "open a file": ("volunteer", False, lambda desk, _one: _a_file(desk)),
    "give aid": ("volunteer", False, lambda desk, one: record_aid(desk, RecordAid(one, "food"))),
    "note a need": ("volunteer", False, lambda desk, one: record_need(desk, one, "work")),
    "turn a consent": ("volunteer", False, _turn_consent),
    "close or reopen": ("staff", False, _turn_file),
    "write in confidence": (
        "staff",
        True,
        lambda desk, one: write_reserved_note(desk, one, WORDS),
    ),
    "read in confidence": ("staff", True, read_reserved_notes),
    "keep longer": (
        "coordinator",
        False,
        lambda desk, one: keep_longer(desk, one, date(2027, 1, 1), "followed"),
    ),
    "erase": (
        "coordinator",
        False,
        lambda desk, _one: erase_household(desk, _a_file(desk), "mistake"),
    ),
}


@dataclass
class Colleague:
    """Somebody who was ever given a slot."""

    name: str
    role: str
    passphrase: str
    operator_id: UUID
    reads: bool
    is_here: bool = True


class Colleagues(RuleBasedStateMachine):
    """People come, change and go; each tries what she likes."""

    template: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.path = Path(self._folder.name, "centro.dapo")
        for ending in ("", ".keys"):
            shutil.copy(f"{self.template}{ending}", f"{self.path}{ending}")
        self.desk = open_vault(self.path, PHRASE, now)
        first = self.desk.operator
        founder = Colleague(first.name, "coordinator", PHRASE, first.operator_id, reads=True)
        self.people = [founder]
        self.old_phrases: set[str] = set()
        self.household_id = _a_file(self.desk)
        self.told = 0
        self._sit_down(self.people[0])

    def teardown(self) -> None:
        try:
            self._sign_in(self.people[0])
            self.who_is_here()
        finally:
            self.desk.close()
            self._folder.cleanup()

    @rule(place=PLACES)
    def come_in(self, place: int) -> None:
        """Whoever works here comes in with the role and clearance of now, and nobody else."""
        self._sign_in(self.people[place % len(self.people)])

    @rule(place=PLACES, what=st.sampled_from(sorted(TABLE)))
    def do(self, place: int, what: str) -> None:
        if place % 3 == 0:  # often somebody else sits down first
            self._sign_in(self.people[place // 3 % len(self.people)])
        least, in_confidence, deed = TABLE[what]
        is_allowed = self._may(least) and (self.reads or not in_confidence)
        self._try(is_allowed, lambda: deed(self.desk, self.household_id))
        if is_allowed and what == "write in confidence":
            self.told += 1
        if is_allowed and what == "read in confidence":
            lines = read_reserved_notes(self.desk, self.household_id)
            assert [line.text for line in lines] == [WORDS] * self.told

    @rule(role=st.sampled_from(ROLES), reads=st.booleans())
    def welcome(self, role: str, reads: bool) -> None:
        name = NAMES[len(self.people) % len(NAMES)] + str(len(self.people))
        phrase = f"la frase di {name}"
        command = AddOperator(name, role, NOW.date(), phrase, has_clearance=reads)
        is_allowed = self._may("coordinator") and (self.reads or not reads)
        operator_id = self._try(is_allowed, lambda: add_operator(self.desk, command))
        if is_allowed:
            self.people.append(Colleague(name, role, phrase, operator_id, reads))

    @rule(place=PLACES, role=st.sampled_from(ROLES))
    def promote(self, place: int, role: str) -> None:
        one = self._colleague(place)

        def deed() -> None:
            amend_operator(self.desk, one.operator_id, one.name, role, NOW.date())

        if self._may("coordinator") and self._is_last_coordinator(one) and role != "coordinator":
            return self._refuse("last_coordinator", deed)
        self._try(self._may("coordinator"), deed)
        one.role = role if self._may("coordinator") else one.role
        return None

    @rule(place=PLACES, reads=st.booleans())
    def clear(self, place: int, reads: bool) -> None:
        """Nobody gives a clearance that she has not; the founder keeps hers."""
        one = self._colleague(place)
        if one is self.people[0]:
            return
        is_allowed = self._may("coordinator") and (self.reads or not reads)
        self._try(
            is_allowed, lambda: set_clearance(self.desk, one.operator_id, has_clearance=reads)
        )
        one.reads = reads if is_allowed else one.reads

    @rule(place=PLACES, number=st.integers(0, 10**6))
    def replace_phrase(self, place: int, number: int) -> None:
        one = self._colleague(place)
        phrase = f"un'altra frase {number}"
        is_allowed = self._may("coordinator") and (self.reads or not one.reads)
        self._try(is_allowed, lambda: reset_passphrase(self.desk, one.operator_id, phrase))
        if is_allowed and phrase != one.passphrase:
            self.old_phrases.add(one.passphrase)
            one.passphrase = phrase

    @rule(place=PLACES)
    def see_off(self, place: int) -> None:
        """The founder stays, so that somebody can always look."""
        one = self._colleague(place)

        def deed() -> None:
            dismiss_operator(self.desk, one.operator_id)

        if one.name == self.me.name:
            return self._refuse("oneself", deed)
        if one is not self.people[0]:
            self._try(self._may("coordinator"), deed)
            one.is_here = not self._may("coordinator")
        return None

    @rule()
    def who_is_here(self) -> None:
        found = {
            line.operator.name: (line.operator.role, line.has_clearance)
            for line in operators(self.desk)
            if line.operator.left_on is None
        }
        assert found == {one.name: (one.role, one.reads) for one in self.people if one.is_here}

    def _sign_in(self, one: Colleague) -> None:
        self.desk.close()
        for phrase in sorted(self.old_phrases - {each.passphrase for each in self.people})[:1]:
            with pytest.raises(WrongPassphrase):
                open_vault(self.path, phrase, now)
        if not one.is_here:
            with pytest.raises(WrongPassphrase):
                open_vault(self.path, one.passphrase, now)
            one = self.people[0]
        self.desk = open_vault(self.path, one.passphrase, now)
        self._sit_down(one)

    def _sit_down(self, one: Colleague) -> None:
        self.me, self.role, self.reads = one, one.role, one.reads
        assert (self.desk.operator.name, self.desk.operator.role) == (one.name, one.role)
        assert has_clearance(self.desk) == one.reads

    def _colleague(self, place: int) -> Colleague:
        here = [one for one in self.people if one.is_here]
        return here[place % len(here)]

    def _may(self, least: str) -> bool:
        return ROLES.index(self.role) >= ROLES.index(least)

    def _is_last_coordinator(self, one: Colleague) -> bool:
        return [each for each in self.people if each.is_here and each.role == "coordinator"] == [
            one
        ]

    def _try(self, is_allowed: bool, deed: Callable[[], Any]) -> Any:
        return deed() if is_allowed else self._refused(NotAllowed, deed)

    def _refuse(self, said: str, deed: Callable[[], Any]) -> None:
        assert self._refused(RuleBroken, deed).values["rule"] == said

    def _refused(self, kind: type[DomainError], deed: Callable[[], Any]) -> DomainError:
        """The error; and neither a row nor a slot was touched."""
        before, slots = rows_of(self.desk), self.desk.vault.slots
        with pytest.raises(kind) as told:
            deed()
        assert rows_of(self.desk) == before
        assert self.desk.vault.slots == slots
        return told.value


def test_who_works_here_may_do_what_the_table_says_and_no_more(tmp_path):
    Colleagues.template = make_vault(tmp_path).path
    try_histories(Colleagues, count=5, steps=15)
