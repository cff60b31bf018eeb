import pytest

from app.services.imports.name_order import guess_order, split_name, surname_comes_second
from models.records.imports import NameOrder

FIRST, LAST = NameOrder.SURNAME_FIRST, NameOrder.GIVEN_FIRST


@pytest.mark.parametrize(
    ("text", "order", "parts"),
    [
        ("Rossi Mario", FIRST, ("Rossi", "Mario")),
        ("Mario Rossi", LAST, ("Rossi", "Mario")),
        ("Dumitru, Cristian", FIRST, ("Dumitru", "Cristian")),
        ("DELL'ACQUA Antonio", LAST, ("DELL'ACQUA", "Antonio")),
        ("Antonio DELL'ACQUA", FIRST, ("DELL'ACQUA", "Antonio")),
        ("El Masry Rania", FIRST, ("El Masry", "Rania")),
        ("Rania El Masry", LAST, ("El Masry", "Rania")),
        ("De la Cruz Ana Maria", FIRST, ("De la Cruz", "Ana Maria")),
        ("Pippo", FIRST, ("Pippo", "")),
    ],
)
def test_a_whole_name_is_cut_where_the_register_cuts_it(
    text: str, order: NameOrder, parts: tuple[str, str]
) -> None:
    assert split_name(text, order) == parts


def test_the_code_of_the_person_tells_where_a_double_surname_ends() -> None:
    assert split_name("Vega Ruiz Pedro", FIRST, "VGRPDR80A01Z605X") == ("Vega Ruiz", "Pedro")


def test_the_order_of_a_column_is_told_by_codes_then_header_then_known_names() -> None:
    names = ["Mario Rossi"] * 4
    assert guess_order("nominativo", names, ["RSSMRA80A01F205X"] * 4) is LAST
    assert guess_order("cognome e nome", names, []) is FIRST
    assert guess_order("nome e cognome", names, []) is LAST
    assert guess_order("nominativo", names, []) is LAST
    assert guess_order("nominativo", ["Rossi Mario"] * 4, []) is FIRST


def test_of_two_columns_without_header_codes_or_known_names_tell_the_surname() -> None:
    assert surname_comes_second(["Mario"], ["Rossi"], ["RSSMRA80A01F205X"])
    assert surname_comes_second(["Mario"], ["Rossi"], [])
    assert not surname_comes_second(["Rossi"], ["Mario"], [])
    assert not surname_comes_second([None], ["Mario"], [])
