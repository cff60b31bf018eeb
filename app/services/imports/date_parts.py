"""Dates in pieces: a column for the year, one for the month, one for the day or "5/3"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.services.imports.header_words import meaning, plain
from app.services.imports.months import month_header
from app.services.imports.profiles import Profile
from app.services.imports.values import NotUnderstood
from models.records.imports import Cell, ColumnMapping, Role
from models.rules.partial_date import PartialDate

_DAY_AND_MONTH = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2}|[^\W\d_]{3,9}\.?)")
_LATEST_YEAR = 2_049
_EARLIEST_YEAR = 1_990
_MOSTLY = 0.8
_MOST_DAYS = 31
_MONTHS = 12
_LONGEST_NUMBER = 4
_OTHER_DATES = frozenset(["nascita", "nasc", "isee", "scadenza"])


@dataclass(frozen=True, slots=True)
class DateParts:
    """What a row tells of a day; None where it does not."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


def date_part_columns(
    names: Sequence[str], cells: Sequence[Sequence[Cell]], looks: Sequence[Profile]
) -> dict[int, ColumnMapping]:
    """The columns that tell pieces of the aid's date; none beside a column of whole dates.

    Nor when no day or month is among them: a year alone may be any year. What an earlier column
    told already is ignored, lest a second day be taken for a quantity.
    """
    if any(
        look.dates * look.recent > _MOSTLY / 2 and _is_of_aid(name)
        for name, look in zip(names, looks, strict=True)
    ):
        return {}
    found: dict[int, ColumnMapping] = {}
    told: set[str] = set()
    for index, name in enumerate(names):
        filled = [cell for cell in cells[index] if cell is not None]
        parts = [_part(name, cell) for cell in filled]
        known = [part for part in parts if part is not None]
        if name and len(known) > _MOSTLY * len(parts):
            fields = {field for part in known for field in _fields(part)}
            is_told = bool(fields & told)
            found[index] = ColumnMapping(index, name, Role.IGNORE if is_told else Role.AID_DATE)
            told |= set() if is_told else fields
    return found if told & {"day", "month"} else {}


def read_parts(cells: Sequence[tuple[ColumnMapping, Cell]]) -> DateParts | None:
    """The pieces in the date cells of one row; None when some cell is no piece."""
    told = DateParts()
    for column, cell in cells:
        part = _part(column.header, cell)
        if part is None:
            return None
        told = DateParts(told.year or part.year, told.month or part.month, told.day or part.day)
    return told


def joined(parts: DateParts, default: PartialDate | None, today: date) -> PartialDate:
    """The date of pieces; the sheet's month or year fills what they lack, then the last past.

    Raises:
        NotUnderstood: no such day.
    """
    month = parts.month or (default.month if default is not None else None)
    if month is None:
        raise NotUnderstood(parts)
    year = parts.year or (default.year if default is not None else today.year)
    try:
        found = PartialDate(year, month, parts.day)
        if parts.year is None and found.earliest > today:
            found = PartialDate(year - 1, month, parts.day)
    except ValueError as error:
        raise NotUnderstood(parts) from error
    return found


def _fields(part: DateParts) -> list[str]:
    return [field for field in ("year", "month", "day") if getattr(part, field) is not None]


def _part(header: str, cell: Cell) -> DateParts | None:
    """The piece of a date in a cell under such a header."""
    text = str(cell).strip() if isinstance(cell, int | str) else ""
    number = int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER else None
    words = set(plain(header).split())
    if words & _OTHER_DATES:
        return None
    if words & {"anno", "year"} or words == {"aa"}:
        is_year = number is not None and _EARLIEST_YEAR <= number <= _LATEST_YEAR
        return DateParts(year=number) if is_year else None
    if words & {"mese", "month"} or words == {"mm"}:
        return _month(text, number)
    return _day(text, number) if _is_of_aid(header) else None


def _day(text: str, number: int | None) -> DateParts | None:
    """A day alone, or with its month: 5, "5/3", "5 marzo"."""
    if number is not None:
        return DateParts(day=number) if 1 <= number <= _MOST_DAYS else None
    found = _DAY_AND_MONTH.fullmatch(text)
    if found is None or not 1 <= int(found[1]) <= _MOST_DAYS:
        return None
    month = _month(found[2], int(found[2]) if found[2].isdecimal() else None)
    return replace(month, day=int(found[1])) if month is not None else None


def _is_of_aid(header: str) -> bool:
    """Whether the header surely means the day of the aid ("Data consegna", not "Consegnati")."""
    return dict(meaning(header).roles).get(Role.AID_DATE, 0.0) >= 1.0


def _month(text: str, number: int | None) -> DateParts | None:
    if number is not None:
        return DateParts(month=number) if 1 <= number <= _MONTHS else None
    named = month_header(text)
    if named is None or named.year is not None or named.kind is not None:
        return None
    return DateParts(month=named.month)
