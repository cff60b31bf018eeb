"""One column both ways: what its cells say in the file, and what is understood of each."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.services.imports.aid_words import bare, known_kind
from app.services.imports.cells import as_text
from app.services.imports.name_order import split_name
from app.services.imports.values import (
    NotUnderstood,
    is_blank_mark,
    read_amount,
    read_date,
    read_quantity,
)
from app.services.imports.words import relation_of, sex_of
from models.records.imports import Cell, ColumnMapping, Mapping, Role, Workbook
from models.rules.codice_fiscale import CodeKind, recognise_code
from models.rules.partial_date import PartialDate

if TYPE_CHECKING:
    from collections.abc import Callable

Understood = str | int | PartialDate | None
_DATES = frozenset([Role.BIRTH_DATE, Role.AID_DATE, Role.ISEE_EXPIRY])
_AMOUNTS = frozenset([Role.AMOUNT, Role.ISEE])
_COUNTS = frozenset([Role.SIZE, Role.MINORS, Role.QUANTITY, Role.COUNT_OF_KIND])


@dataclass(frozen=True, slots=True)
class ReadBack:
    """A value of a column: the first row that has it, how many do, and what it is read as.

    `understood` is a text or a code, a count, cents (columns of amounts), or a date; None when
    the value cannot be read so. `is_doubtful` asks for a look.
    """

    row: int
    written: str
    count: int
    understood: Understood
    is_doubtful: bool = False


def column_readback(
    workbook: Workbook,
    mapping: Mapping,
    sheet: int,
    column: ColumnMapping,
    today: date,
    most: int = 200,
) -> tuple[ReadBack, ...]:
    """The different values of a column as it is mapped, the ones not understood first.

    Args:
        workbook: the file.
        mapping: how it is read; its words for aid tell the kinds.
        sheet: which of its sheets, counted from 0.
        column: the column, as it is mapped or might be.
        today: for dates without a century.
        most: how many values at most.
    """
    its = mapping.sheets[sheet]
    seen: dict[str, tuple[int, Cell]] = {}
    counted: dict[str, int] = {}
    for number, row in enumerate(workbook.sheets[sheet].rows, start=1):
        if number < its.first_row or column.index >= len(row):
            continue
        cell = row[column.index]
        if cell is not None and not is_blank_mark(cell):
            text = as_text(cell)
            seen.setdefault(text, (number, cell))
            counted[text] = counted.get(text, 0) + 1
    kinds = {entry.word: entry.kind for entry in mapping.aid_words}
    found = [
        _read_back(number, text, counted[text], _understood(cell, column, kinds, today), column)
        for text, (number, cell) in seen.items()
    ]
    return tuple(sorted(found, key=lambda one: not one.is_doubtful)[:most])


def _read_back(
    number: int, text: str, count: int, understood: Understood, column: ColumnMapping
) -> ReadBack:
    is_code = column.role is Role.CODE
    code = recognise_code(text) if is_code else None
    odd = code is not None and (code.kind is CodeKind.OTHER or bool(code.warnings))
    is_doubtful = column.role is not Role.IGNORE and (understood is None or odd)
    return ReadBack(number, text, count, understood, is_doubtful)


def _understood(
    cell: Cell, column: ColumnMapping, kinds: dict[str, str], today: date
) -> Understood:
    text = as_text(cell)
    try:
        if column.role in _DATES:
            is_birth = column.role is Role.BIRTH_DATE
            return read_date(cell, column.date_order, today, birth=is_birth)
        if column.role in _AMOUNTS:
            return read_amount(cell)
        if column.role in _COUNTS:
            return read_quantity(cell)
    except NotUnderstood:
        return None
    return _in_words(text, column, kinds)


def _in_words(text: str, column: ColumnMapping, kinds: dict[str, str]) -> str | None:
    readers: dict[Role, Callable[[], str | None]] = {
        Role.IGNORE: lambda: None,
        Role.WHOLE_NAME: lambda: ", ".join(filter(None, split_name(text, column.name_order))),
        Role.SEX: lambda: sex_of(text) or None,
        Role.RELATION: lambda: relation_of(text),
        Role.AID_KIND: lambda: kinds.get(bare(text)) or known_kind(text),
        Role.CODE: lambda: recognise_code(text).value,
    }
    return readers.get(column.role, lambda: text)()
