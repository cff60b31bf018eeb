"""Which column numbers the households, when no header tells it."""

from app.services.imports.household_numbers import settle_number
from app.services.imports.profiles import profile
from models.records.imports import Cell, ColumnMapping, Role
from tests.support.register_truth import TODAY

NAMES: list[Cell] = ["Rossi Ada", "Bianchi Ugo", "Verdi Ivo", "Neri Lia", "Gallo Rita", "Conti Pia"]


def settled(numbers: list[Cell], guessed: Role) -> Role:
    """The role of a column beside names that come again, `guessed` by its cells alone."""
    people = [NAMES[at % len(NAMES)] for at in range(len(numbers))]
    columns = [ColumnMapping(0, "", guessed), ColumnMapping(1, "", Role.WHOLE_NAME)]
    looks = [profile(cells, TODAY) for cells in (numbers, people)]
    return settle_number(columns, [numbers, people], looks)[0].role


def test_a_number_that_goes_with_one_name_each_is_the_households() -> None:
    numbers: list[Cell] = [700 + at % 6 * 13 for at in range(36)]
    assert settled(numbers, Role.QUANTITY) is Role.NUMBER


def test_a_number_that_goes_with_any_name_is_no_households() -> None:
    numbers: list[Cell] = [700 + at // 6 * 13 for at in range(36)]
    assert settled(numbers, Role.QUANTITY) is Role.QUANTITY


def test_a_number_guessed_stays_when_no_column_tells_the_names_better() -> None:
    numbers: list[Cell] = [700 + at // 6 * 13 for at in range(36)]
    assert settled(numbers, Role.NUMBER) is Role.NUMBER
