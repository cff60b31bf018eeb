"""Which column numbers the households, when several or none look like it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from app.services.imports.profiles import Profile
from models.records.imports import Cell, ColumnMapping, Role, Subject

_NAMES = (Role.WHOLE_NAME, Role.SURNAME, Role.CODE)
_IDS = 0.8
_EVERY_ROW = 0.98
_REPEATED = 0.7
_TOLD = 0.6
_LEAST_DISTINCT = 5


def settle_number(
    columns: Sequence[ColumnMapping], cells: Sequence[Sequence[Cell]], looks: Sequence[Profile]
) -> list[ColumnMapping]:
    """The columns with the household's number where the names say it is.

    In a log of aid, a number new on every row while names come again counts lines. Without
    header, the number is the column whose values go with one name each.
    """
    names = next((c for c in columns if c.role in _NAMES and c.subject is Subject.PERSON), None)
    if names is None:
        return list(columns)
    people = cells[names.index]
    result = list(columns)
    is_log = any(column.role in {Role.AID_DATE, Role.AID_KIND} for column in result)
    for position, column in enumerate(result):
        if is_log and column.role is Role.NUMBER and _counts_lines(cells[column.index], people):
            result[position] = replace(column, role=Role.IGNORE)
    if any(column.header for column in result):
        return result
    return _by_names(result, cells, looks, people)


def _counts_lines(numbers: Sequence[Cell], people: Sequence[Cell]) -> bool:
    return _distinct(numbers) > _EVERY_ROW and _distinct(people) < _REPEATED


def _distinct(cells: Sequence[Cell]) -> float:
    filled = [cell for cell in cells if cell is not None]
    return len(set(filled)) / len(filled) if filled else 0.0


def _by_names(
    columns: list[ColumnMapping],
    cells: Sequence[Sequence[Cell]],
    looks: Sequence[Profile],
    people: Sequence[Cell],
) -> list[ColumnMapping]:
    free = {Role.NUMBER, Role.IGNORE, Role.QUANTITY, Role.PURPOSE, Role.PHONE}
    told = {
        column.index: _told(cells[column.index], people)
        for column in columns
        if column.role in free and _may_number(looks[column.index])
    }
    best = max(told, key=lambda index: told[index], default=None)
    if best is None or told[best] < _TOLD:
        return columns
    return [
        replace(column, role=Role.NUMBER)
        if column.index == best
        else replace(column, role=Role.IGNORE)
        if column.role is Role.NUMBER
        else column
        for column in columns
    ]


def _may_number(look: Profile) -> bool:
    is_other = max(look.cents, look.dates, look.codes, look.recent_serials, look.phones) > 1 - _IDS
    return look.ids >= _IDS and look.distinct_count >= _LEAST_DISTINCT and not is_other


def _told(numbers: Sequence[Cell], people: Sequence[Cell]) -> float:
    """How far a number tells the name and a name the number, from 0 to 1."""
    pairs = [
        (n, p) for n, p in zip(numbers, people, strict=True) if n is not None and p is not None
    ]
    return min(_agreement(pairs), _agreement([(person, number) for number, person in pairs]))


def _agreement(pairs: Sequence[tuple[Cell, Cell]]) -> float:
    groups: dict[Cell, Counter[Cell]] = defaultdict(Counter)
    for one, other in pairs:
        groups[one][other] += 1
    agreeing = sum(group.most_common(1)[0][1] for group in groups.values())
    return agreeing / len(pairs) if pairs else 0.0
