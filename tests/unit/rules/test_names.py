import pytest

from models.rules.names import atoms, fold_name, joined_atoms, mend_split


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("De Santis", ("desantis",)),
        ("DESANTIS", ("desantis",)),
        ("D’Angelo", ("dangelo",)),
        ("D Angelo", ("dangelo",)),
        ("El Masry", ("masry",)),
        ("Abd El Rahman", ("abdelrahman",)),
        ("De la Cruz", ("delacruz",)),
        ("Cedeño Mora", ("cedeno", "mora")),
        ("Nicolò", ("nicolo",)),
        ("El", ("el",)),
        ("Dela Cruz Jr.", ("delacruz",)),
        ("Ma. Cristina", ("maria", "cristina")),
        ("Ma Li", ("ma", "li")),
        ("W. M. Kumara", ("kumara",)),
        ("W.", ("w",)),
        ("", ()),
        ("<img src=x>", ("img", "src")),
    ],
)
def test_a_name_is_cut_into_its_atoms(written: str, names: tuple[str, ...]) -> None:
    assert atoms(written) == names


def test_letters_without_a_decomposition_are_folded_too() -> None:
    assert fold_name("Łukasz Øster-Đorđe") == "lukasz oster dorde"


def test_short_neighbours_are_also_written_as_one() -> None:
    assert joined_atoms(("xiu", "ying"), 4) == ("xiuying",)
    assert joined_atoms(("maria", "angela"), 4) == ()


@pytest.mark.parametrize(
    ("surname", "given", "mended"),
    [
        ("De", "Santis Piero", ("De Santis", "Piero")),
        ("De", "la Cruz Jocelyn", ("De la Cruz", "Jocelyn")),
        ("El", "Masry Omar", ("El Masry", "Omar")),
        ("De", "Piero", ("De", "Piero")),
        ("Rossi", "Anna Maria", ("Rossi", "Anna Maria")),
        ("", "Anna Maria", ("", "Anna Maria")),
    ],
)
def test_a_hasty_split_gives_the_particle_its_surname_back(
    surname: str, given: str, mended: tuple[str, str]
) -> None:
    assert mend_split(surname, given) == mended
