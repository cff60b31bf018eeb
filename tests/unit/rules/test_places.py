import pytest

from models.rules.places import place_code, place_name


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("EGITTO", "Z336"),
        ("Sri Lanka", "Z209"),
        ("Cinisello Balsamo", "C707"),
        ("Cinisello B.", "C707"),
        ("CINISELLO BALSAMO (MI)", "C707"),
        ("cinisello balsamo MI", "C707"),
        ("Cinisello Balsmo", "C707"),
        ("Cinisello", "C707"),
        ("Sesto S. G.", "I690"),
        ("Reggio Calabria", "H224"),
        ("REGGIO EMILIA", "H223"),
        ("Perù", "Z611"),
        ("Cina", "Z210"),
        ("ex URSS", "Z135"),
        ("Samone (TN)", "H754"),
        ("Samone (TO)", "H753"),
        ("L'Aquila", "A345"),
        ("z336", "Z336"),
        ("Z999", ""),
        ("Italia", ""),
        ("xyz", ""),
        ("qwertyuiop", ""),
        ("", ""),
        ("San", ""),
    ],
)
def test_a_written_place_has_its_belfiore_code(written: str, code: str) -> None:
    assert place_code(written) == code


def test_a_code_has_its_name_even_when_the_place_is_no_more() -> None:
    assert place_name("C707") == "Cinisello Balsamo"
    assert place_name("Z135") == "Unione Repubbliche Socialiste Sovietiche"
    assert place_name("Z999") == ""
