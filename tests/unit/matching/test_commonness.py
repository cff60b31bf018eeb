from sync.matching.commonness import Commonness, Rarity
from sync.matching.person import PersonDetails

OMAR = PersonDetails("El Masry", "Omar", birth_place="Z336")


def test_spellings_of_a_name_are_counted_together() -> None:
    crowd = [PersonDetails("Masri", "Omer"), PersonDetails("Elmasry", "Rania"), OMAR]
    crowd += [PersonDetails("Rossi", f"{letter}ario") for letter in "bcdfglmnprst"]
    rarity = Commonness(crowd).rarity(OMAR)
    assert rarity.surname == 2.0
    assert rarity.given_name > rarity.surname
    assert rarity.birth_place == 3.0


def test_what_is_missing_is_neither_rare_nor_common() -> None:
    assert Commonness([OMAR]).rarity(PersonDetails("", "")) == Rarity()
