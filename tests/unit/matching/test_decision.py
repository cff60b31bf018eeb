from dataclasses import replace
from uuid import UUID

import pytest

from models.rules.partial_date import PartialDate
from sync.matching.decision import (
    Answer,
    Evidence,
    HouseholdMatch,
    HouseholdPair,
    Strength,
    decide,
)
from sync.matching.fingerprint import fingerprint
from sync.matching.keys import NetworkRules, match_keys
from sync.matching.person import PersonDetails
from sync.matching.weighing import ReasonCode

TOWN = NetworkRules.town()
House = list[PersonDetails]


def _person(
    surname: str, given: str, sex: str = "", born: str = "", place: str = "", code: str = ""
) -> PersonDetails:
    return PersonDetails(
        surname,
        given,
        sex,
        PartialDate.from_iso(born) if born else None,
        place,
        (("codice_fiscale", code),) if code else (),
    )


def _evidence(ours: dict[int, House], theirs: dict[int, House]) -> list[Evidence]:
    """Households by number; every member's keys joined with every other centre member's."""
    return [
        Evidence(
            UUID(int=own),
            UUID(int=own * 100 + mine_at),
            fingerprint(mine, len(own_members)),
            "B",
            bytes([other]),
            at,
            fingerprint(them, len(members)),
            key.kind,
        )
        for own, own_members in ours.items()
        for mine_at, mine in enumerate(own_members)
        for other, members in theirs.items()
        for at, them in enumerate(members)
        for key in match_keys(mine, TOWN)
        if key in match_keys(them, TOWN)
    ]


def _decide(ours: dict[int, House], theirs: dict[int, House]) -> tuple[HouseholdMatch, ...]:
    return decide(_evidence(ours, theirs), TOWN)


OMAR = _person("El Masry", "Omar", "M", "1998-08-06", "Z336")
SALMA = _person("El Masry", "Salma", "F", "2013-10-07", "C707")
SABAH = _person("El Masry", "Sabah", "F", "2009-02-24", "C707")


def test_the_same_names_and_date_are_certain() -> None:
    (match,) = _decide({1: [OMAR]}, {7: [_person("Elmasry", "Omaar", "", "1998-08-06")]})
    assert match.strength is Strength.CERTAIN
    assert match.other_household == bytes([7])
    assert set(match.reasons) >= {ReasonCode.SAME_NAMES, ReasonCode.SAME_BIRTH_DATE}
    assert match.members == 1


def test_the_same_code_is_certain() -> None:
    code = "LMSMRO98M06Z336S"
    (match,) = _decide(
        {1: [_person("El Masry", "Omar", code=code)]}, {2: [_person("Masri", "Omer", code=code)]}
    )
    assert match.strength is Strength.CERTAIN
    assert ReasonCode.SAME_CODE in match.reasons


def test_the_same_code_and_nothing_else_in_common_is_for_review() -> None:
    code = "LMSMRO98M06Z336S"
    (match,) = _decide(
        {1: [_person("El Masry", "Omar", "M", code=code)]},
        {2: [_person("Kovalenko", "Iryna", "F", "1970-02-03", "Z138", code)]},
    )
    assert match.strength is Strength.REVIEW
    assert ReasonCode.DIFFERENT_NAMES in match.reasons
    assert ReasonCode.DIFFERENT_SEX in match.reasons


@pytest.mark.parametrize(
    ("kind", "strength"),
    [("passport", Strength.CERTAIN), ("codice_fiscale", Strength.REVIEW)],
)
def test_one_document_and_one_birth_date_are_certain_whatever_the_names(
    kind: str, strength: Strength
) -> None:
    codes = ((kind, "KVLRYN70B43Z138A"),)
    before = replace(_person("Kovalenko", "Iryna", "F", "1970-02-03"), codes=codes)
    wed = replace(_person("Bianchi", "Sara", "F", "1970-02-03"), codes=codes)
    (match,) = _decide({1: [before]}, {2: [wed]})
    assert match.strength is strength
    assert ReasonCode.DIFFERENT_NAMES in match.reasons


def test_undated_namesakes_born_in_two_places_of_one_hash_are_not_offered() -> None:
    here = _person("Brambilla", "Rosa", "F", "1980-03-04", "F205")
    (same,) = _decide({1: [here]}, {2: [replace(here, born=None)]})
    assert ReasonCode.SAME_BIRTH_PLACE in same.reasons
    assert _decide({1: [here]}, {2: [replace(here, born=None, birth_place="A092")]}) == ()


def test_several_members_agree_and_are_counted() -> None:
    (match,) = _decide({1: [OMAR, SALMA, SABAH]}, {2: [SABAH, OMAR, SALMA]})
    assert match.members == 3
    assert ReasonCode.SEVERAL_MEMBERS in match.reasons


def test_names_alone_are_never_certain() -> None:
    (match,) = _decide({1: [OMAR]}, {2: [_person("El Masry", "Omar", "M")]})
    assert match.strength is Strength.REVIEW


def test_namesakes_of_another_birth_date_are_not_offered() -> None:
    assert _decide({1: [OMAR]}, {2: [_person("El Masry", "Omar", "M", "1971-03-14", "Z336")]}) == ()


def test_a_different_code_speaks_against_the_same_names() -> None:
    one = _person("Rossi", "Mario", "M", "1980-01-02", "F205", "RSSMRA80A02F205C")
    other = _person("Rossi", "Dario", "M", "1980-01-02", "F205", "RSSDRA80A02F205V")
    assert all(m.strength is Strength.REVIEW for m in _decide({1: [one]}, {2: [other]}))


def test_two_equally_good_households_are_a_tie_for_review() -> None:
    matches = _decide({1: [OMAR]}, {2: [OMAR], 3: [OMAR]})
    assert {m.strength for m in matches} == {Strength.REVIEW}
    assert all(ReasonCode.TIE in m.reasons for m in matches)


def test_a_household_that_is_plainly_another_one_is_not_offered_again() -> None:
    vague = _person("El Masry", "Omar", "M")
    matches = _decide({1: [OMAR, SALMA], 2: [vague]}, {9: [OMAR, SALMA]})
    assert [m.own_household for m in matches] == [UUID(int=1)]


def test_a_person_in_two_households_is_shown_with_both() -> None:
    matches = _decide({1: [SALMA, OMAR]}, {2: [SALMA], 3: [OMAR, SALMA]})
    assert {m.other_household for m in matches} == {bytes([2]), bytes([3])}
    second = next(m for m in matches if m.other_household == bytes([2]))
    assert ReasonCode.PERSON_IN_TWO_HOUSEHOLDS in second.reasons


@pytest.mark.parametrize("answer", list(Answer))
def test_a_remembered_answer_is_honoured(answer: Answer) -> None:
    evidence = _evidence({1: [OMAR]}, {2: [_person("El Masry", "Omar", "M")]})
    pair = HouseholdPair(UUID(int=1), "B", bytes([2]))
    matches = decide(evidence, TOWN, {pair: answer})
    if answer is Answer.NOT_SAME:
        assert matches == ()
    else:
        assert matches[0].strength is Strength.CERTAIN
        assert ReasonCode.CONFIRMED in matches[0].reasons


def test_members_that_should_agree_and_do_not_speak_against_a_shared_name() -> None:
    ours = [_person("Russo", "Anna", "F", "", "C707"), OMAR, SABAH]
    theirs = [
        _person("Russo", "Anna", "F", "2015-04-05", "C707"),
        _person("Russo", "Ciro", "M", "1980-04-09", "F839"),
        _person("Gallo", "Rita", "F", "1981-11-19", "F839"),
    ]
    assert _decide({1: ours}, {2: theirs}) == ()


def test_without_evidence_there_is_no_match() -> None:
    assert decide([], TOWN) == ()


def test_a_member_of_theirs_is_paired_with_one_of_ours_only() -> None:
    nearly = _person("El Masry", "Omar", "M", "1998-08-16", "Z336")
    (match,) = _decide({1: [OMAR, nearly]}, {2: [OMAR]})
    assert match.members == 1
    assert ReasonCode.SEVERAL_MEMBERS not in match.reasons


def test_namesakes_without_a_date_who_are_no_better_than_others_are_not_offered() -> None:
    ours = _person("Elmasri", "Omar")
    theirs = {1: [_person("El Masry", "Omer")], 2: [_person("Masri", "Omaar")]}
    assert _decide({1: [ours]}, theirs) == ()


CHILD = replace(
    _person("El Masry", "Salma", "F", "2013-10-07", "C707", "LMSSLM13R47C707O"), generation="child"
)
MOTHER = replace(_person("Haddad", "Rania", "F", "1984-02-11", "Z336"), generation="adult")
FATHER = replace(OMAR, generation="adult")


def test_a_child_in_the_households_of_both_parents_is_no_certain_household() -> None:
    (match,) = _decide({1: [MOTHER, CHILD]}, {2: [FATHER, CHILD]})
    assert match.strength is Strength.REVIEW
    assert {ReasonCode.SAME_CODE, ReasonCode.PERSON_IN_TWO_HOUSEHOLDS} <= set(match.reasons)


def test_who_moved_and_is_still_listed_where_she_lived_is_no_certain_household() -> None:
    stayed = [
        _person("Gallo", "Rita", "F", "1981-11-19"),
        _person("Gallo", "Ugo", "M", "1979-01-30"),
    ]
    moved = [_person("Hoxha", "Ana", "F", "1990-06-05"), _person("Hoxha", "Bes", "M", "1991-08-14")]
    her = replace(MOTHER, codes=(("codice_fiscale", "HDDRNA84B51Z336P"),))
    (match,) = _decide({1: [her, *stayed]}, {2: [her, *moved]})
    assert match.strength is Strength.REVIEW
    assert ReasonCode.PERSON_IN_TWO_HOUSEHOLDS in match.reasons


def test_a_child_with_a_parent_in_common_is_a_certain_household() -> None:
    (match,) = _decide({1: [MOTHER, CHILD]}, {2: [MOTHER, CHILD, FATHER]})
    assert match.strength is Strength.CERTAIN
    assert ReasonCode.PERSON_IN_TWO_HOUSEHOLDS not in match.reasons


def test_a_child_listed_alone_is_not_taken_for_a_child_of_two_households() -> None:
    (match,) = _decide({1: [MOTHER, CHILD]}, {2: [CHILD]})
    assert match.strength is Strength.CERTAIN
