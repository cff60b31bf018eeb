"""The people of a household: who comes, who leaves, who stands for it, who is perhaps a double."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from app.services.desk import Desk
from app.services.households import (
    admit_member,
    amend_member,
    household_file,
    make_reference,
    member_left,
    possible_doubles,
    register_household,
)
from app.services.search import search
from models.entities import Member
from models.errors import NotFound, RuleBroken
from models.ids import new_id
from models.records.household import CodeLine, MemberDraft, MemberLine, RegisterHousehold
from models.rules.partial_date import PartialDate
from tests.support.vaults import NOW, open_a_file

TODAY = NOW.date()
CODE = "RSSMRA85T10A562S"


def people(desk: Desk, household_id: UUID) -> tuple[MemberLine, ...]:
    return household_file(desk, household_id).members


def rule_broken(error: pytest.ExceptionInfo[RuleBroken]) -> object:
    return error.value.values["rule"]


def test_a_person_comes_into_a_household(desk: Desk) -> None:
    opened = open_a_file(desk)
    admit_member(desk, opened, MemberDraft("parent", "Said", "Amina", born=PartialDate(1950)))
    assert people(desk, opened)[-1].name == "Said Amina"
    assert household_file(desk, opened).composition.typology == "extended"
    assert search(desk, "amina")[0].found_relation == "parent"


def test_a_household_has_one_reference_person(desk: Desk) -> None:
    opened = open_a_file(desk)
    with pytest.raises(RuleBroken) as error:
        admit_member(desk, opened, MemberDraft("reference", "Said", "Amina"))
    assert rule_broken(error) == "second_reference"
    spouse = people(desk, opened)[1].member_id
    with pytest.raises(RuleBroken) as error:
        amend_member(desk, opened, spouse, MemberDraft("reference", "Ibrahim", "Heba"))
    assert rule_broken(error) == "second_reference"


def test_a_person_needs_a_name_and_a_known_relation(desk: Desk) -> None:
    opened = open_a_file(desk)
    with pytest.raises(RuleBroken) as error:
        admit_member(desk, opened, MemberDraft("child"))
    assert rule_broken(error) == "name_missing"
    with pytest.raises(RuleBroken) as error:
        admit_member(desk, opened, MemberDraft("butler", "Rossi"))
    assert rule_broken(error) == "unknown_code"


def test_a_member_cannot_belong_to_two_households(desk: Desk) -> None:
    opened, other = open_a_file(desk), open_a_file(desk, "Rossi")
    theirs = people(desk, other)[1].member_id
    for work in (
        lambda: amend_member(desk, opened, theirs, MemberDraft("spouse", "Bo", "Lia")),
        lambda: member_left(desk, opened, theirs, TODAY),
        lambda: make_reference(desk, opened, theirs),
        lambda: admit_member(desk, new_id(), MemberDraft("child", "Bo")),
    ):
        with pytest.raises(NotFound):
            work()


def test_a_code_is_kept_as_issued_and_what_disagrees_is_only_told(desk: Desk) -> None:
    opened = open_a_file(desk)
    written = (
        CodeLine("", "rssmra 85t10 a562s"),
        CodeLine("stp", "STP 0301234567890", PartialDate(2026, 7), PartialDate(2027, 1)),
        CodeLine("passport", "YA 12/34 b"),
        CodeLine("other", "  "),
    )
    first = people(desk, opened)[0]
    draft = MemberDraft("reference", first.surname, first.given_name, sex="F", codes=written)
    amend_member(desk, opened, first.member_id, draft)
    codes = people(desk, opened)[0].codes
    assert [(line.kind, line.value) for line in codes] == [
        ("codice_fiscale", CODE),
        ("stp", "STP0301234567890"),
        ("passport", "YA 12/34 b"),
    ]
    assert {"surname", "given_name", "sex"} <= set(codes[0].warnings)
    assert codes[1].expires_on == PartialDate(2027, 1)
    assert codes[2].warnings == ()


def test_a_code_is_renewed_and_the_old_one_goes_away(desk: Desk) -> None:
    opened = open_a_file(desk)
    first = people(desk, opened)[0].member_id
    draft = MemberDraft(
        "reference", "Rossi", "Mario", codes=(CodeLine("", CODE), CodeLine("card", "7"))
    )
    amend_member(desk, opened, first, draft)
    kept = people(desk, opened)[0].codes[0]
    amend_member(
        desk, opened, first, replace(draft, codes=(replace(kept, value="RSSMRA85T10A562X"),))
    )
    after = people(desk, opened)[0].codes
    assert [(line.code_id, line.value) for line in after] == [(kept.code_id, "RSSMRA85T10A562X")]
    assert "check_letter" in after[0].warnings
    assert search(desk, CODE) == ()


def test_the_code_of_somebody_else_cannot_be_amended(desk: Desk) -> None:
    opened = open_a_file(desk)
    first = people(desk, opened)[0].member_id
    stranger = CodeLine("card", "7", code_id=new_id())
    with pytest.raises(NotFound):
        amend_member(desk, opened, first, MemberDraft("reference", "Rossi", codes=(stranger,)))


def test_who_leaves_stays_in_the_file_as_one_who_left(desk: Desk) -> None:
    opened = open_a_file(desk)
    child = people(desk, opened)[3].member_id
    member_left(desk, opened, child, date(2026, 9, 1))
    file = household_file(desk, opened)
    assert [member.left_on for member in file.former_members] == [date(2026, 9, 1)]
    assert file.composition.people == 3
    with pytest.raises(RuleBroken) as error:
        member_left(desk, opened, child, TODAY)
    assert rule_broken(error) == "already_left"
    with pytest.raises(RuleBroken) as error:
        make_reference(desk, opened, child)
    assert rule_broken(error) == "already_left"


def test_when_the_reference_person_leaves_the_next_stands_for_the_household(desk: Desk) -> None:
    opened = open_a_file(desk)
    member_left(desk, opened, people(desk, opened)[0].member_id, TODAY)
    file = household_file(desk, opened)
    assert [(m.given_name, m.relation) for m in file.members] == [
        ("Heba", "reference"),
        ("Omar", "child"),
        ("Laila", "child"),
    ]
    assert file.former_members[0].relation == "spouse"


def test_the_last_person_does_not_leave_and_nobody_leaves_tomorrow(desk: Desk) -> None:
    opened = register_household(desk, RegisterHousehold((MemberDraft(surname="Rossi"),)))
    only = people(desk, opened)[0].member_id
    with pytest.raises(RuleBroken) as error:
        member_left(desk, opened, only, TODAY)
    assert rule_broken(error) == "last_member"
    with pytest.raises(RuleBroken) as error:
        member_left(desk, opened, only, date(2026, 11, 23))
    assert rule_broken(error) == "future_date"


def test_another_person_may_stand_for_the_household(desk: Desk) -> None:
    opened = open_a_file(desk)
    make_reference(desk, opened, people(desk, opened)[2].member_id)
    assert [(m.given_name, m.relation) for m in people(desk, opened)] == [
        ("Omar", "reference"),
        ("Mahmoud", "parent"),
        ("Heba", "spouse"),
        ("Laila", "child"),
    ]
    make_reference(desk, opened, people(desk, opened)[0].member_id)
    assert people(desk, opened)[0].given_name == "Omar"


def test_a_household_without_a_reference_person_is_given_one(desk: Desk) -> None:
    opened = open_a_file(desk)
    first = people(desk, opened)[0].member_id
    with desk.work("amend_member", opened) as work:
        work.session.get_one(Member, first).relation = "other"
        work.commit()
    make_reference(desk, opened, people(desk, opened)[1].member_id)
    assert [m.relation for m in people(desk, opened)][:2] == ["reference", "other"]


def test_a_possible_double_is_shown_with_its_reasons(desk: Desk) -> None:
    opened = open_a_file(desk)
    typed = MemberDraft(surname="Abd el Rahman", given_name="Mahmud", born=PartialDate(1984, 5, 3))
    (double,) = possible_doubles(desk, typed)
    assert double.household_id == opened
    assert double.names == "Abdel Rahman Mahmoud · Ibrahim Heba"
    assert double.number == "0217"
    assert "same_birth_date" in double.reasons
    assert double.is_strong


def test_a_double_is_found_by_its_code_or_by_name_and_phone(desk: Desk) -> None:
    person = MemberDraft(surname="Rossi", given_name="Mario", codes=(CodeLine("", CODE),))
    opened = register_household(desk, RegisterHousehold((person,), phone="333 1234567"))
    by_code = possible_doubles(desk, MemberDraft(codes=(CodeLine("", CODE.lower()),)))
    assert [(double.household_id, double.is_strong) for double in by_code] == [(opened, True)]
    (by_phone,) = possible_doubles(desk, MemberDraft(surname="Rossi"), "+39 333 123 45 67")
    assert "same_phone" in by_phone.reasons
    assert not by_phone.is_strong


def test_a_surname_alone_or_nothing_typed_shows_no_double(desk: Desk) -> None:
    open_a_file(desk, "Rossi", "Mario")
    assert possible_doubles(desk, MemberDraft(surname="Rossi")) == ()
    assert possible_doubles(desk, MemberDraft(), "333") == ()
