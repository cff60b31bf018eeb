"""A member who stands in two households of one centre is shown in both."""

from dataclasses import replace

from app.services.desk import Desk
from app.services.household_file import read_file
from app.services.households import close_household, register_household
from app.services.members import member_left
from models.records.household import AlsoIn, CodeLine, MemberDraft, RegisterHousehold
from models.rules.partial_date import PartialDate

MOTHER = MemberDraft(surname="Haddad", given_name="Rania", sex="F", born=PartialDate(1984, 2, 11))
FATHER = MemberDraft(surname="El Masry", given_name="Omar", sex="M", born=PartialDate(1980, 8, 6))
SALMA = MemberDraft(
    relation="child", surname="El Masry", given_name="Salma", born=PartialDate(2013, 10, 7)
)
CODE = (CodeLine("codice_fiscale", "LMSSLM13R47C707J"),)


def test_a_child_of_separated_parents_is_shown_in_both_households(desk: Desk) -> None:
    hers = register_household(desk, RegisterHousehold(members=(MOTHER, SALMA), number="0217"))
    his = register_household(desk, RegisterHousehold(members=(FATHER, SALMA), number="0300"))
    here, there = read_file(desk, hers), read_file(desk, his)
    assert here.also_in == (AlsoIn(here.members[1].member_id, his, "El Masry Omar", "0300"),)
    assert [one.number for one in there.also_in] == ["0217"]


def test_the_same_code_is_enough_where_the_date_is_missing(desk: Desk) -> None:
    hers = register_household(desk, RegisterHousehold(members=(MOTHER, replace(SALMA, codes=CODE))))
    vague = replace(SALMA, born=None, surname="", codes=CODE)
    register_household(desk, RegisterHousehold(members=(FATHER, vague)))
    assert len(read_file(desk, hers).also_in) == 1


def test_who_left_or_whose_old_file_is_closed_is_in_one_household_only(desk: Desk) -> None:
    hers = register_household(desk, RegisterHousehold(members=(MOTHER, SALMA)))
    left = register_household(desk, RegisterHousehold(members=(FATHER, SALMA)))
    closed = register_household(desk, RegisterHousehold(members=(SALMA,)))
    born_that_day = replace(SALMA, surname="Rossi", given_name="Anna")
    register_household(desk, RegisterHousehold(members=(born_that_day,)))
    assert len(read_file(desk, hers).also_in) == 2
    member_left(desk, left, read_file(desk, left).members[1].member_id, desk.today())
    close_household(desk, closed, "moved")
    assert read_file(desk, hers).also_in == ()
