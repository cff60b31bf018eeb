"""Cells written once for several rows: merged cells, and "as above" left blank."""

from collections.abc import Iterable, Sequence

from app.services.imports.words import relation_of
from models.records.imports import Cell, Role, Row, Sheet, SheetKind, SheetMapping, Subject

_IDENTITY = frozenset(
    [Role.NUMBER, Role.WHOLE_NAME, Role.SURNAME, Role.GIVEN_NAME, Role.CODE, Role.BIRTH_DATE]
)
_NAMES = frozenset([Role.WHOLE_NAME, Role.SURNAME, Role.GIVEN_NAME])
_OFTEN_BLANK = 0.2
_LEAST_BLANK = 2
_LEAST_ROWS = 5
_LEAST_CELLS = 2


def carried_down(sheet: Sheet, its: SheetMapping) -> Sheet:
    """The sheet with the values of merged cells repeated on the rows that they hold for.

    Only what is blank often is taken for merged: a single blank stays blank.
    """
    rows = list(sheet.rows)
    records = [
        at
        for at in range(its.first_row - 1, len(rows))
        if sum(cell is not None for cell in rows[at]) >= _LEAST_CELLS
    ]
    if len(records) < _LEAST_ROWS or its.kind is SheetKind.IGNORE:
        return sheet
    _carry_people(rows, records, its)
    _carry_dates(rows, records, its)
    return Sheet(sheet.name, tuple(rows))


def _indexes(its: SheetMapping, roles: frozenset[Role]) -> list[int]:
    return [c.index for c in its.columns if c.role in roles and c.subject is Subject.PERSON]


def _carry_people(rows: list[Row], records: Sequence[int], its: SheetMapping) -> None:
    """Who a row is about: all that tells it, or the number alone above each family's names."""
    identity = _indexes(its, _IDENTITY)
    nameless = [at for at in records if not _tells(rows[at], identity)]
    if identity and its.kind is not SheetKind.PEOPLE and _is_often(nameless, records):
        _carry(rows, records, identity, set(nameless))
    numbers = _indexes(its, frozenset([Role.NUMBER]))
    names = _indexes(its, _NAMES)
    said = [_at(rows[at], numbers[0]) for at in records] if numbers else []
    told = [number for number in said if number is not None]
    unnumbered = _without_number(rows, zip(records, said, strict=False), names, its)
    if told and len(set(told)) == len(told) and _is_often(unnumbered, records):
        _carry(rows, records, numbers[:1], set(unnumbered))


def _without_number(
    rows: Sequence[Row], said: Iterable[tuple[int, Cell]], names: Sequence[int], its: SheetMapping
) -> list[int]:
    """Rows of people under a number; a second reference person begins a family without one."""
    found: list[int] = []
    has_reference = False
    for at, number in said:
        is_reference = _is_reference(rows[at], its)
        if number is not None:
            has_reference = is_reference
        elif _tells(rows[at], names) and not (is_reference and has_reference):
            found.append(at)
            has_reference = has_reference or is_reference
    return found


def _carry_dates(rows: list[Row], records: Sequence[int], its: SheetMapping) -> None:
    dates = _indexes(its, frozenset([Role.AID_DATE]))
    if len(dates) == 1:
        undated = [at for at in records if _at(rows[at], dates[0]) is None]
        if _is_often(undated, records):
            _carry(rows, records, dates, set(undated))


def _carry(
    rows: list[Row], records: Sequence[int], columns: Sequence[int], blank: set[int]
) -> None:
    above: list[Cell] = [None] * len(columns)
    for at in records:
        if at in blank:
            cells = list(rows[at]) + [None] * (max(columns) + 1 - len(rows[at]))
            for index, cell in zip(columns, above, strict=True):
                cells[index] = cell
            rows[at] = tuple(cells)
        else:
            above = [_at(rows[at], index) for index in columns]


def _is_often(blank: Sequence[int], records: Sequence[int]) -> bool:
    return len(blank) >= max(_LEAST_BLANK, _OFTEN_BLANK * len(records))


def _tells(row: Row, columns: Sequence[int]) -> bool:
    return any(_at(row, index) is not None for index in columns)


def _is_reference(row: Row, its: SheetMapping) -> bool:
    relations = (_at(row, index) for index in _indexes(its, frozenset([Role.RELATION])))
    return any(isinstance(word, str) and relation_of(word) == "reference" for word in relations)


def _at(row: Row, index: int) -> Cell:
    return row[index] if index < len(row) else None
