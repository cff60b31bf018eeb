from sync.matching.commonness import Commonness, Rarity
from sync.matching.person import PersonDetails

OMAR = PersonDetails("El Masry", "Omar", birth_place="Z336")


def test_spellings_of_a_name_are_counted_together() -> None:
    crowd = [PersonDetails("Masri", "Omer"), PersonDetails("Elmasry", "Rania"), OMAR]
    crowd += [PersonDetails("Rossi", f"{letter}ario") for letter in "bcdfglmnprst"]
    rarity = Commonness(crowd).rarity(OMAR)
    assert rarity.surname == 2.0
    assert rarity.given_name > rarity.surname


def test_a_municipality_can_be_rare_and_a_state_is_told_by_its_peoples_names() -> None:
    born_here = PersonDetails("Rossi", "Mario", birth_place="C707")
    counted = Commonness([OMAR, born_here, *[PersonDetails("Rossi", "Anna")] * 6])
    assert counted.rarity(born_here).birth_place > 2.0
    assert counted.rarity(OMAR).birth_place == 0.0


def test_what_is_missing_is_neither_rare_nor_common() -> None:
    assert Commonness([OMAR]).rarity(PersonDetails("", "")) == Rarity()
