import pytest

from models.rules.codice_fiscale import CodeKind, check_letter
from models.rules.partial_date import PartialDate
from sync.matching.keys import LONGEST_KEY, MOST_KEYS, KeyKind, NetworkRules, match_keys
from sync.matching.person import PersonDetails, complete

TOWN = NetworkRules.town()
BORN = PartialDate(1998, 8, 6)
OMAR = PersonDetails("El Masry", "Omar", "M", BORN, "Z336")
CODE = "LMSMRO98M06Z336" + check_letter("LMSMRO98M06Z336")
CF = ((CodeKind.CODICE_FISCALE.value, CODE),)


def _shared(one: PersonDetails, other: PersonDetails, rules: NetworkRules = TOWN) -> set[KeyKind]:
    texts = {key.text for key in match_keys(other, rules)}
    return {key.kind for key in match_keys(one, rules) if key.text in texts}


def test_two_spellings_in_either_order_share_names_and_date() -> None:
    other = PersonDetails("Omar", "Elmasry", "", BORN)
    assert {KeyKind.NAMES_DATE, KeyKind.NAMES, KeyKind.NAME_DATE} <= _shared(OMAR, other)


def test_a_code_meets_a_person_whose_code_nobody_wrote() -> None:
    assert KeyKind.CORE in _shared(OMAR, PersonDetails("Masri", "Omer", codes=CF))


def test_the_code_completes_sex_birth_and_place() -> None:
    known = complete(PersonDetails("El Masry", "Omar", codes=CF))
    assert (known.sex, known.birth_place, len(known.births)) == ("M", "Z336", 1)


def test_a_written_date_that_differs_from_the_code_is_kept_beside_it() -> None:
    known = complete(PersonDetails("El Masry", "Omar", born=PartialDate(1989, 8, 6), codes=CF))
    assert [birth.year for birth in known.births] == [89, 98]


def test_the_first_of_january_gives_way_to_the_code() -> None:
    known = complete(PersonDetails("El Masry", "Omar", born=PartialDate(1998, 1, 1), codes=CF))
    assert [birth.month for birth in known.births] == [8]


def test_the_first_of_january_alone_is_only_a_year() -> None:
    kinds = {
        k.kind
        for k in match_keys(
            PersonDetails("Masry", "Omar", "M", PartialDate(1998, 1, 1), "Z336"), TOWN
        )
    }
    assert KeyKind.NAMES_YEAR in kinds
    assert kinds.isdisjoint({KeyKind.NAMES_DATE, KeyKind.NAME_DATE, KeyKind.DATE_PLACE})


@pytest.mark.parametrize(
    "slipped",
    [CODE[:9] + CODE[8] + CODE[9:], CODE[:7] + CODE[8] + CODE[7] + CODE[9:], CODE[:10] + CODE[11:]],
)
def test_a_slip_in_the_code_is_mended_from_the_other_details(slipped: str) -> None:
    wrong = PersonDetails("El Masry", "Omar", "M", BORN, "Z336", (("codice_fiscale", slipped),))
    assert complete(wrong).codice_fiscale == CODE


def test_a_code_that_cannot_be_mended_is_no_key() -> None:
    wrong = PersonDetails("El Masry", "Omar", codes=(("codice_fiscale", "NONSENSE"),))
    assert complete(wrong).codice_fiscale == ""
    assert KeyKind.CODE not in {key.kind for key in match_keys(wrong, TOWN)}


def test_what_an_authority_issued_is_a_key_and_a_card_of_the_centre_is_not() -> None:
    codes = (("passport", "YA1234567"), ("card", "SM0083"), ("stp", "STP 0301234567890"))
    kinds = [key.text for key in match_keys(PersonDetails("", "Omar", codes=codes), TOWN)]
    assert kinds == ["v2|C1|passport:YA1234567", "v2|C1|stp:STP0301234567890"]


def test_a_nickname_alone_gives_no_key() -> None:
    assert match_keys(PersonDetails("", "Pippo"), TOWN) == ()


def test_an_approximate_date_gives_no_dated_key() -> None:
    born = PartialDate(1990, is_approximate=True)
    assert {k.kind for k in match_keys(PersonDetails("Rossi", "Anna", born=born), TOWN)} == {
        KeyKind.NAMES
    }


def test_a_whole_name_in_one_field_still_meets_the_split_one() -> None:
    assert KeyKind.NAMES_DATE in _shared(OMAR, PersonDetails("El Masry Omar", "", born=BORN))


def test_day_and_month_swapped_still_meet() -> None:
    other = PersonDetails("El Masry", "Omar", born=PartialDate(1998, 6, 8))
    assert KeyKind.NAMES_DATE in _shared(OMAR, other)


def test_one_wrong_letter_and_another_year_still_meet_by_the_day() -> None:
    one = PersonDetails("Brambilla", "Rosa", born=PartialDate(1980, 3, 4))
    other = PersonDetails("Brambkla", "Rosa", born=PartialDate(1990, 3, 4))
    assert _shared(one, other) == {KeyKind.SLIP_DAY}


def test_a_region_has_no_loose_keys_and_meets_slips_with_the_date() -> None:
    region = NetworkRules.region()
    other = PersonDetails("El Masty", "Omar", "M", BORN, "Z336")
    kinds = {key.kind for key in match_keys(OMAR, region)}
    assert kinds.isdisjoint({KeyKind.NAMES, KeyKind.NAME_DATE, KeyKind.DATE_PLACE})
    assert KeyKind.SLIP_DATE in _shared(OMAR, other, region)
    assert NetworkRules.nation().population > region.population


def test_a_region_asks_for_a_date_and_two_names() -> None:
    region = NetworkRules.region()
    assert match_keys(PersonDetails("Rossi", "Anna", born=PartialDate(1980)), region) == ()
    same = PersonDetails("Anna", "Anna", born=BORN)
    assert match_keys(same, region) == ()
    unplaced = {k.kind for k in match_keys(PersonDetails("Rossi", "Anna", born=BORN), region)}
    assert KeyKind.NAMES_DAY not in unplaced


def test_nobody_has_more_keys_than_everyone_is_padded_to() -> None:
    long = PersonDetails(
        "Warnakulasuriya Hettiarachchi",
        "Christopher Reynaldo",
        "M",
        PartialDate(1970, 2, 3),
        "Z209",
        CF,
    )
    keys = match_keys(long, TOWN)
    assert len(keys) == MOST_KEYS
    assert len({key.text for key in keys}) == MOST_KEYS


def test_a_page_pasted_into_a_name_gives_no_key_longer_than_a_key_can_be() -> None:
    pasted = PersonDetails("Rossi " * 20_000, "bcdfg" * 2_000, codes=(("passport", "X" * 70_000),))
    keys = match_keys(pasted, TOWN)
    assert all(len(key.text) <= LONGEST_KEY for key in keys)
