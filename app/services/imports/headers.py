"""Where a sheet's header stands, and what each column is called."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.services.imports.cells import as_text
from app.services.imports.header_words import meaning, plain
from app.services.imports.months import month_header
from models.records.imports import Cell, Row, Sheet

_SEARCHED_ROWS = 40
_LONGEST_HEADER = 60
_LEAST_SHARE = 0.4
_SURE = 0.5
_ROWS_BELOW = 8
_MOST = 0.6
_SEVERAL_DAYS = 3


@dataclass(frozen=True, slots=True)
class Header:
    """Header row numbers (from 1; none when there is no header), and each column's name.

    `cells` are the names as typed cells, for months kept as days; `title` is the text above.
    """

    rows: tuple[int, ...]
    first_row: int
    names: tuple[str, ...]
    cells: tuple[Cell, ...]
    title: str


def find_header(sheet: Sheet) -> Header:
    """The header of a sheet: one row, two, or none; titles and blank rows may stand above."""
    width = max((len(row) for row in sheet.rows), default=0)
    scores = [_score(row) for row in sheet.rows[:_SEARCHED_ROWS]]
    best = max(range(len(scores)), key=lambda at: (scores[at], -at), default=None)
    if best is None or scores[best] < _least_score(width):
        best = _by_shape(sheet)
    if best is None:
        used = _used(sheet)
        first = next((at for at, row in enumerate(sheet.rows) if _is_data(row, used)), 0)
        return Header((), first + 1, ("",) * width, (None,) * width, _title(sheet.rows[:first]))
    rows = _with_neighbour(sheet, best, scores)
    cells = _merged(sheet, rows, width)
    names = tuple(as_text(cell)[:_LONGEST_HEADER] for cell in cells)
    title = _title(sheet.rows[: rows[0]])
    return Header(tuple(row + 1 for row in rows), rows[-1] + 2, names, cells, title)


def _least_score(width: int) -> float:
    return 2.0 if width > 2 else 1.0


def _score(row: Row) -> float:
    """How many cells are words that head columns; cells that are data count against."""
    filled = [cell for cell in row if cell is not None and not _is_day(cell)]
    if not filled:
        return 0.0
    good = sum(_heads(cell) for cell in filled)
    bad = sum(_is_value(cell) for cell in filled)
    return good - bad if good >= _LEAST_SHARE * len(filled) else 0.0


def _is_day(cell: Cell) -> bool:
    """Whether a cell is a full date: it may head a day of distribution or be a record's."""
    month = month_header(cell)
    return month is not None and month.day is not None


def _heads(cell: Cell) -> float:
    if month_header(cell) is not None:
        return 1.0
    if not isinstance(cell, str) or len(cell) > _LONGEST_HEADER:
        return 0.0
    sureness = max((weight for _, weight in meaning(cell).roles), default=0.0)
    return min(1.0, sureness) / (1 if len(plain(cell).split()) <= 5 else 3)


def _is_value(cell: Cell) -> bool:
    """Whether a cell is of a record: a number, a code, a full date."""
    if isinstance(cell, str):
        digits = sum(letter.isdigit() for letter in cell)
        return digits > len(cell) / 3 and month_header(cell) is None
    return isinstance(cell, int | float) or (isinstance(cell, date) and cell.day != 1)


def _by_shape(sheet: Sheet) -> int | None:
    """A row of short texts above rows with numbers and dates heads them, whatever it says."""
    used = _used(sheet)
    for at, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        if not _is_data(row, used):
            continue
        if any(_is_value(cell) for cell in row) or len({plain(as_text(c)) for c in row}) < len(row):
            return None
        below = sheet.rows[at + 1 : at + 1 + _ROWS_BELOW]
        values = sum(
            sum(_is_value(other[index]) for other in below if index < len(other)) * 2 > len(below)
            for index in range(len(row))
        )
        return at if values * 4 >= len(row) else None
    return None


def _used(sheet: Sheet) -> int:
    """How many columns the fuller rows use: a stray cell far to the right widens nothing."""
    filled = sorted(_filled(row) for row in sheet.rows[: _SEARCHED_ROWS * 2])
    return filled[-len(filled) // 4] if filled else 0


def _is_data(row: Row, width: int) -> bool:
    return sum(cell is not None for cell in row) >= max(1, width // 2)


def _with_neighbour(sheet: Sheet, best: int, scores: list[float]) -> tuple[int, ...]:
    """The row above (groups) or below (details) belongs to the header when it heads columns too."""
    above = best - 1
    if above >= 0 and scores[above] >= 1.0 and _filled(sheet.rows[above]) > 1:
        return (above, best)
    below = best + 1
    if (
        below < len(scores)
        and scores[below] >= 2.0
        and not _repeats(sheet.rows, best, below)
        and not _is_record(sheet.rows[below])
    ):
        return (best, below)
    return (best,)


def _is_record(row: Row) -> bool:
    """Whether a row tells a number or a birth: days of distribution come several together."""
    days = sum(_is_day(cell) for cell in row)
    return any(_is_value(cell) and not _is_day(cell) for cell in row) or 0 < days < _SEVERAL_DAYS


def _repeats(rows: Sequence[Row], one: int, other: int) -> bool:
    return says_again(rows[other], words_of(rows[one]))


def words_of(row: Row) -> frozenset[str]:
    """The texts of a row, to be compared with `says_again`."""
    return frozenset(cell.casefold() for cell in row if isinstance(cell, str))


def says_again(row: Row, header: frozenset[str]) -> bool:
    """Whether a row says again most of what a header row says."""
    filled = again = 0
    for cell in row:
        if cell is not None:
            filled += 1
            again += isinstance(cell, str) and cell.casefold() in header
    return again >= max(2, _MOST * len(header), _MOST * filled)


def _filled(row: Row) -> int:
    return sum(cell is not None for cell in row)


def _merged(sheet: Sheet, rows: tuple[int, ...], width: int) -> tuple[Cell, ...]:
    """One name a column; a group above, written once for merged cells, goes on to its right."""
    last = _padded(sheet.rows[rows[-1]], width)
    if len(rows) == 1:
        return last
    merged: list[Cell] = []
    group: Cell = None
    for above, below in zip(_padded(sheet.rows[rows[0]], width), last, strict=True):
        if below is None:
            group = None
            merged.append(above)
            continue
        group = above if above is not None else group
        is_own_month = isinstance(below, date)
        merged.append(below if group is None or is_own_month else f"{as_text(group)} {below}")
    return tuple(merged)


def _padded(row: Row, width: int) -> tuple[Cell, ...]:
    return row + (None,) * (width - len(row))


def _title(rows: Sequence[Row]) -> str:
    return " ".join(as_text(cell) for row in rows for cell in row if cell is not None)
