import pytest

from models.rules.codes import is_known, label
from models.rules.partial_date import PartialDate
from sync.matching.commonness import Rarity
from sync.matching.fingerprint import fingerprint
from sync.matching.keys import KeyKind
from sync.matching.person import PersonDetails
from sync.matching.weighing import ReasonCode, weigh


def _reasons(one: PersonDetails, other: PersonDetails, *shared: KeyKind) -> set[ReasonCode]:
    return set(weigh(fingerprint(one, 1), fingerprint(other, 1), shared).reasons)


def _born(iso: str) -> PersonDetails:
    return PersonDetails("Brambilla", "Rosa", born=PartialDate.from_iso(iso))


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("1980-03-04", "1980-03-04", ReasonCode.SAME_BIRTH_DATE),
        ("1980-03-04", "1980-04-03", ReasonCode.SIMILAR_BIRTH_DATE),
        ("1980-03-04", "1990-03-04", ReasonCode.SIMILAR_BIRTH_DATE),
        ("1980-03-04", "1980-03-14", ReasonCode.SIMILAR_BIRTH_DATE),
        ("1980-03-12", "1980-03-21", ReasonCode.SIMILAR_BIRTH_DATE),
        ("1980-03-04", "1980-07-04", ReasonCode.SIMILAR_BIRTH_DATE),
        ("1980-03-04", "1980-07-25", ReasonCode.DIFFERENT_BIRTH_DATE),
        ("1980-03-04", "1957-03-04", ReasonCode.DIFFERENT_BIRTH_DATE),
        ("1980-01-01", "1980-07-25", ReasonCode.SAME_BIRTH_YEAR),
        ("1980-01-01", "1980-01-01", ReasonCode.SAME_BIRTH_YEAR),
        ("1980", "1981-07-25", ReasonCode.DIFFERENT_BIRTH_DATE),
    ],
)
def test_two_birth_dates_are_compared_as_hands_write_them(
    one: str, other: str, reason: ReasonCode
) -> None:
    assert reason in _reasons(_born(one), _born(other))


@pytest.mark.parametrize(
    ("surname", "given", "shared", "reason"),
    [
        ("Brambilla", "Rosa", (KeyKind.NAMES,), ReasonCode.SAME_NAMES),
        ("Brambila", "Rosa", (KeyKind.SLIP_YEAR,), ReasonCode.SIMILAR_NAMES),
        ("Bramvilla", "Rosa", (KeyKind.NAME_DATE,), ReasonCode.SIMILAR_NAMES),
        ("Bramvilla", "Rosa", (), ReasonCode.SIMILAR_NAMES),
        ("", "Brambilla Rosa", (), ReasonCode.SIMILAR_NAMES),
        ("Zhou", "Rosa", (KeyKind.NAME_DATE,), ReasonCode.ONE_NAME),
        ("Zhou", "Kiki", (), ReasonCode.DIFFERENT_NAMES),
        ("", "", (), ReasonCode.DIFFERENT_NAMES),
    ],
)
def test_names_are_compared_by_shared_keys_and_by_look(
    surname: str, given: str, shared: tuple[KeyKind, ...], reason: ReasonCode
) -> None:
    one = PersonDetails("Brambilla", "Rosa")
    assert reason in _reasons(one, PersonDetails(surname, given), *shared)


def test_codes_with_one_part_apart_are_similar_and_others_differ() -> None:
    def coded(code: str) -> PersonDetails:
        return PersonDetails("Rossi", "Mario", codes=(("codice_fiscale", code),))

    mario, later = coded("RSSMRA80A01F205X"), coded("RSSMRA80A02F205C")
    assert ReasonCode.SIMILAR_CODE in _reasons(mario, later)
    assert ReasonCode.DIFFERENT_CODE in _reasons(mario, coded("LMSMRO98M06Z336S"))


def test_a_child_against_an_adult_weighs_less() -> None:
    adult = fingerprint(PersonDetails("Rossi", "Anna", generation="adult"), 1)
    child = fingerprint(PersonDetails("Rossi", "Anna", generation="child"), 1)
    assert weigh(adult, child, ()).bits < weigh(adult, adult, ()).bits


def test_another_birth_place_weighs_against() -> None:
    here = fingerprint(PersonDetails("Rossi", "Anna", birth_place="C707"), 1)
    there = fingerprint(PersonDetails("Rossi", "Anna", birth_place="Z336"), 1)
    assert weigh(here, there, ()).bits < weigh(here, here, ()).bits


@pytest.mark.parametrize("reason", list(ReasonCode))
def test_every_reason_has_words_in_both_languages(reason: ReasonCode) -> None:
    assert is_known("reasons", reason)
    assert label("reasons", reason, "it") != label("reasons", reason, "en")


def test_a_rare_name_beside_the_same_date_speaks_louder() -> None:
    one, other = (
        _born("1980-03-04"),
        PersonDetails("Brambilla", "Hugo", born=PartialDate(1980, 3, 4)),
    )
    ends = (fingerprint(one, 1), fingerprint(other, 1), (KeyKind.NAME_DATE,))
    assert weigh(*ends, rarity=Rarity(surname=11.0)).bits > weigh(*ends).bits


def test_a_rare_birth_place_says_nothing_while_a_date_is_missing() -> None:
    dated = PersonDetails("Brambilla", "Rosa", born=PartialDate(1980, 3, 4), birth_place="A089")
    bare = PersonDetails("Brambilla", "Rosa", birth_place="A089")
    rare = Rarity(birth_place=10.0)
    one, other = fingerprint(dated, 1), fingerprint(bare, 1)
    assert weigh(one, one, (), rarity=rare).bits > weigh(one, one, ()).bits
    assert weigh(one, other, (), rarity=rare).bits == weigh(one, other, ()).bits


def test_another_birth_date_beside_one_code_and_one_name_is_a_slip() -> None:
    here = fingerprint(_born("1980-03-04"), 1)
    there = fingerprint(_born("1957-11-25"), 1)
    assert weigh(here, there, (KeyKind.NAMES,)).is_contradicted
    assert not weigh(here, there, (KeyKind.NAMES, KeyKind.CODE)).is_contradicted
