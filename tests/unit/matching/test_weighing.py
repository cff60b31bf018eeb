from dataclasses import replace

import pytest

from models.rules.codes import is_known, label
from models.rules.partial_date import PartialDate
from sync.matching.commonness import Rarity
from sync.matching.fingerprint import fingerprint
from sync.matching.keys import KeyKind, NetworkRules, match_keys
from sync.matching.person import PersonDetails
from sync.matching.weighing import ReasonCode, Weight, weigh


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


_DATED = PersonDetails("Brambilla", "Rosa", born=PartialDate(1980, 3, 4), birth_place="A089")
_UNDATED = PersonDetails("Brambilla", "Rosa", birth_place="A089")
_NAMED = (KeyKind.NAMES, KeyKind.NAMES_PLACE)


def _rare_place_adds(one: PersonDetails, other: PersonDetails, *shared: KeyKind) -> float:
    mine, theirs = fingerprint(one, 1), fingerprint(other, 1)
    rare = weigh(mine, theirs, shared, rarity=Rarity(birth_place=20.0))
    return rare.bits - weigh(mine, theirs, shared).bits


def test_a_rare_birth_place_says_little_while_a_date_is_missing() -> None:
    """Kin carry the same names in the same village; the date is what tells them apart."""
    undated = _rare_place_adds(_DATED, _UNDATED, *_NAMED)
    assert 0 < undated < _rare_place_adds(_DATED, _DATED, *_NAMED)
    assert _rare_place_adds(_DATED, _UNDATED) == 0


def test_a_rare_birth_place_says_more_by_a_key_than_by_eight_bits_of_a_hash() -> None:
    by_hash = _rare_place_adds(_DATED, _DATED)
    assert 0 < by_hash < _rare_place_adds(_DATED, _DATED, KeyKind.NAME_PLACE)


@pytest.mark.parametrize(
    ("known", "placed"),
    [(KeyKind.NAMES, KeyKind.NAMES_PLACE), (KeyKind.NAME_DATE, KeyKind.DATE_PLACE)],
)
def test_two_places_of_one_hash_are_two_places_when_their_key_is_not_shared(
    known: KeyKind, placed: KeyKind
) -> None:
    milan, elsewhere = (
        fingerprint(PersonDetails("Rossi", "Anna", birth_place=place), 1)
        for place in ("F205", "A092")
    )
    assert milan.birth_place == elsewhere.birth_place
    apart = weigh(milan, elsewhere, (known,))
    assert ReasonCode.SAME_BIRTH_PLACE not in apart.reasons
    assert ReasonCode.SAME_BIRTH_PLACE in weigh(milan, milan, (known, placed)).reasons
    assert apart.bits < weigh(milan, milan, (known, placed)).bits


@pytest.mark.parametrize("kind", [KeyKind.NAMES, KeyKind.NAME_DATE])
def test_who_shares_a_key_of_names_or_date_shares_the_one_with_the_place(kind: KeyKind) -> None:
    """Else two people born in one place would be taken for people of two places."""
    details = PersonDetails("De Luca", "Anna Maria", "F", PartialDate(1960, 5, 7), "F205")
    made = [key.kind for key in match_keys(details, NetworkRules.town())]
    with_place = {KeyKind.NAMES: KeyKind.NAMES_PLACE, KeyKind.NAME_DATE: KeyKind.DATE_PLACE}
    assert with_place[kind] in made
    if kind is KeyKind.NAMES:
        assert made.count(KeyKind.NAMES) == made.count(KeyKind.NAMES_PLACE)


def test_another_birth_date_beside_one_code_and_one_name_is_a_slip() -> None:
    here = fingerprint(_born("1980-03-04"), 1)
    there = fingerprint(_born("1957-11-25"), 1)
    assert weigh(here, there, (KeyKind.NAMES,)).is_contradicted
    assert not weigh(here, there, (KeyKind.NAMES, KeyKind.CODE)).is_contradicted


def test_other_names_beside_one_document_and_one_birth_date_are_no_contradiction() -> None:
    """A document tells no birth date; a codice fiscale does, so there a date is nothing new."""
    ours, later = _born("1980-03-04"), _born("1980-03-05")
    wed = PersonDetails("Shevchenko", "Oksana", born=PartialDate(1980, 3, 4))
    document = _by_code(ours, wed)
    assert ReasonCode.DIFFERENT_NAMES in document.reasons
    assert not document.is_contradicted
    assert _by_code(later, wed).is_contradicted
    code = (("codice_fiscale", "BRMRSO80C44F205I"),)
    assert _by_code(replace(ours, codes=code), replace(wed, codes=code)).is_contradicted


def _by_code(one: PersonDetails, other: PersonDetails) -> Weight:
    return weigh(fingerprint(one, 1), fingerprint(other, 1), (KeyKind.CODE,))
