from models.rules.doubles import (
    DoubleReason,
    DoubleStrength,
    MemberTraits,
    is_one_person,
    likeness,
    possible_doubles,
)
from models.rules.partial_date import PartialDate

KEPT = MemberTraits(
    "El Masry",
    "Omar",
    "M",
    PartialDate(1998, 8, 6),
    frozenset({"LMSMRO98M06Z336S"}),
    frozenset({"+393331234567"}),
)


def test_the_same_names_and_date_are_likely_a_double() -> None:
    found = likeness(MemberTraits("Omar", "Elmasry", "M", PartialDate(1998, 8, 6)), KEPT)
    assert found is not None
    assert found.strength is DoubleStrength.LIKELY
    assert DoubleReason.SAME_BIRTH_DATE in found.reasons


def test_the_same_code_is_enough_whatever_the_names() -> None:
    found = likeness(MemberTraits("Rossi", codes=frozenset({"lmsmro98m06z336s"})), KEPT)
    assert found is not None
    assert found.strength is DoubleStrength.LIKELY
    assert found.reasons == (DoubleReason.SAME_CODE,)


def test_another_spelling_is_possibly_a_double() -> None:
    found = likeness(MemberTraits("Al Masri", "Oumar"), KEPT)
    assert found is not None
    assert found.strength is DoubleStrength.POSSIBLE
    assert found.reasons == (DoubleReason.SAME_SOUND,)


def test_a_slip_of_the_keyboard_is_possibly_a_double() -> None:
    kept = MemberTraits("Brambilla", "Giuseppina")
    found = likeness(MemberTraits("Bramvilla", "Giuseppina"), kept)
    assert found is not None
    assert found.reasons == (DoubleReason.SIMILAR_NAMES,)


def test_namesakes_of_another_age_and_sex_are_not_offered() -> None:
    assert likeness(MemberTraits("El Masry", "Omar", "F", PartialDate(1960, 1, 2)), KEPT) is None


def test_a_shared_phone_makes_one_shared_name_worth_a_look() -> None:
    found = likeness(MemberTraits("Masry", phones=frozenset({"+393331234567"})), KEPT)
    assert found is not None
    assert found.reasons == (DoubleReason.ONE_NAME, DoubleReason.SAME_PHONE)


def test_a_known_year_supports_an_approximate_date() -> None:
    found = likeness(MemberTraits("El Masry", "Omar", born=PartialDate(1998)), KEPT)
    assert found is not None
    assert DoubleReason.SAME_BIRTH_YEAR in found.reasons
    assert likeness(MemberTraits("", "Omarr", born=PartialDate(1997)), KEPT) is None


def test_strangers_and_empty_drafts_are_not_offered() -> None:
    assert likeness(MemberTraits("Bianchi", "Anna"), KEPT) is None
    assert likeness(MemberTraits(), KEPT) is None
    assert likeness(MemberTraits("Li", "Wu"), MemberTraits("Lu", "Wang")) is None


def test_the_likeliest_come_first_and_few() -> None:
    others = [MemberTraits("El Masry", "Omaar"), MemberTraits("Rossi", "Anna"), KEPT]
    found = possible_doubles(MemberTraits("El Masry", "Omar"), others, limit=2)
    assert [position for position, _ in found] == [2, 0]


def test_one_code_or_the_same_names_and_date_are_one_person() -> None:
    assert is_one_person(KEPT, MemberTraits("Masri", "Omar", codes=KEPT.codes))
    assert is_one_person(KEPT, MemberTraits("Omar", "Elmasry", born=PartialDate(1998, 8, 6)))


def test_another_sex_or_date_or_code_is_another_person() -> None:
    code = frozenset({"RSSMRA80A01F205X"})
    for other in (
        MemberTraits("El Masry", "Omar", "F", PartialDate(1998, 8, 6), KEPT.codes),
        MemberTraits("El Masry", "Salma", "", PartialDate(2013, 10, 7), KEPT.codes),
        MemberTraits("El Masry", "Omar", "M", PartialDate(1998, 8, 6), code),
        MemberTraits("El Masry", "Salma", "F", PartialDate(1998, 8, 6)),
        MemberTraits("El Masry", "Omar", "M", PartialDate(1998)),
        MemberTraits("Kovalenko", "Iryna"),
    ):
        assert not is_one_person(KEPT, other)
