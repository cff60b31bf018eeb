"""Which columns join a sheet of aid to the sheet of its people."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from app.services.imports.cells import as_text
from app.services.imports.households import number_key
from models.records.imports import ColumnMapping, Role, Sheet, SheetKind, SheetMapping

_JOINED = 0.6
_SURELY_JOINED = 0.9
_LEAST_ROWS = 5
_MAY_NUMBER = frozenset([Role.NUMBER, Role.IGNORE, Role.PHONE, Role.CODE, Role.QUANTITY])


def join_sheets(
    sheets: Sequence[Sheet], mappings: Sequence[SheetMapping]
) -> tuple[SheetMapping, ...]:
    """The mappings with their numbers where both sheets have the same ones.

    Only when the columns guessed share few numbers and another pair shares nearly all.
    """
    result = list(mappings)
    kinds = [mapping.kind for mapping in mappings]
    if SheetKind.AID not in kinds or kinds.count(SheetKind.PEOPLE) != 1:
        return tuple(result)
    home = kinds.index(SheetKind.PEOPLE)
    for at, kind in enumerate(kinds):
        if kind is SheetKind.AID:
            pair = _better_pair((sheets[home], result[home]), (sheets[at], result[at]))
            if pair is not None:
                result[home] = _numbered_by(result[home], pair[0])
                result[at] = _numbered_by(result[at], pair[1])
    return tuple(result)


def _better_pair(
    people: tuple[Sheet, SheetMapping], aid: tuple[Sheet, SheetMapping]
) -> tuple[int, int] | None:
    of_people, of_aid = _keys(*people), _keys(*aid)
    now = _number(people[1]), _number(aid[1])
    scores = {
        (one, other): _shared(of_people[one], of_aid[other])
        for one, other in product(of_people, of_aid)
    }
    if scores.get(now, 0.0) >= _JOINED:
        return None
    best = max(scores, key=lambda pair: scores[pair], default=None)
    return best if best is not None and scores[best] >= _SURELY_JOINED else None


def _number(mapping: SheetMapping) -> int:
    return next((column.index for column in mapping.columns if column.role is Role.NUMBER), -1)


def _keys(sheet: Sheet, mapping: SheetMapping) -> dict[int, list[str]]:
    """The number keys of each column that may number households."""
    found: dict[int, list[str]] = {}
    rows = sheet.rows[mapping.first_row - 1 :]
    for column in mapping.columns:
        index = column.index
        cells = [row[index] for row in rows if index < len(row) and row[index] is not None]
        if column.role in _MAY_NUMBER and len(cells) >= max(_LEAST_ROWS, len(rows) / 2):
            keys = [number_key(as_text(cell))[1] for cell in cells]
            if len(set(keys)) >= _LEAST_ROWS:
                found[index] = keys
    return found


def _shared(people: list[str], aid: list[str]) -> float:
    """How far the aid's numbers are the people's, and the people's are used, from 0 to 1."""
    known, used = set(people), set(aid)
    return min(sum(key in known for key in aid) / len(aid), 2 * len(known & used) / len(known), 1.0)


def _numbered_by(mapping: SheetMapping, index: int) -> SheetMapping:
    def settled(column: ColumnMapping) -> ColumnMapping:
        if column.index == index:
            return replace(column, role=Role.NUMBER, kind=None)
        return replace(column, role=Role.IGNORE) if column.role is Role.NUMBER else column

    return replace(mapping, columns=tuple(settled(column) for column in mapping.columns))
