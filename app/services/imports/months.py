"""Months in headers and sheet names: "nov 25", "gen", "GENNAIO 2026", "pacchi feb", 01/2026."""

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from app.services.imports.aid_words import bare, known_kind
from models.records.imports import Cell
from models.rules.partial_date import MONTHS

_ENGLISH = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_NUMERIC = re.compile(
    r"(?:(?P<m>0?[1-9]|1[0-2])[/.\- ](?P<y>20\d\d|(?<! )[2-4]\d)"
    r"|(?P<y2>20\d\d)[/.\- ](?P<m2>0?[1-9]|1[0-2]))"
)
_DAY = re.compile(
    r"(?P<iso>20\d\d-\d\d-\d\d)(?:[T ]00:00.*)?"
    r"|(?P<d>\d{1,2})[/.\-](?P<m>\d{1,2})[/.\-](?P<y>20\d\d)"
)
_YEARS = re.compile(r"\b(20[0-4]\d)(?:\s*[-/]\s*([2-4]\d))?\b")
_FIRST_CENTURY_YEAR = 2000


def _spellings() -> dict[str, int]:
    words: dict[str, int] = {"sett": 9}
    for names in (MONTHS, _ENGLISH):
        for number, name in enumerate(names, start=1):
            for length in {3, 4, len(name)}:
                words.setdefault(name[:length], number)
    return words


_MONTH_WORDS = _spellings()


@dataclass(frozen=True, slots=True)
class MonthHeader:
    """A month told by a header, its year when told, and the aid kind named beside it."""

    month: int
    year: int | None
    kind: str | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        """Say "2026-01", or "2026-01-15" for a day of distribution; the year must be known."""
        text = f"{self.year:04d}-{self.month:02d}"
        return text if self.day is None else f"{text}-{self.day:02d}"


def month_header(cell: Cell) -> MonthHeader | None:
    """The month that a header cell names; None when it names none, or something else too."""
    if isinstance(cell, date):
        return MonthHeader(cell.month, cell.year, day=cell.day)
    if not isinstance(cell, str):
        return None
    if day := _day(cell.strip()):
        return MonthHeader(day.month, day.year, day=day.day)
    if numeric := _numeric(cell.strip()):
        return numeric
    words = re.sub(r"(?<=[a-z])(?=\d)", " ", bare(cell)).split()
    months = [word for word in words if word in _MONTH_WORDS]
    years = [int(word) for word in words if word.isdecimal() and len(word) in {2, 4}]
    others = " ".join(word for word in words if word not in months and not word.isdecimal())
    kind = known_kind(others) if others else None
    if len(months) != 1 or len(years) > 1 or (others and kind is None):
        return None
    year = _full_year(years[0]) if years else None
    return MonthHeader(_MONTH_WORDS[months[0]], year, kind)


def _numeric(text: str) -> MonthHeader | None:
    """A month in figures, alone or after a word for aid: "11/2025", "pacchi 11/25"."""
    named, _, last = text.rpartition(" ")
    kind = known_kind(named) if named else None
    found = _NUMERIC.fullmatch(text) or (kind and _NUMERIC.fullmatch(last))
    if not found:
        return None
    return MonthHeader(int(found["m"] or found["m2"]), _full_year(found["y"] or found["y2"]), kind)


def _full_year(year: int | str) -> int:
    """The year of "25" and "2025"."""
    return int(year) + (_FIRST_CENTURY_YEAR if int(year) < 100 else 0)


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None


def years_in(text: str) -> list[int]:
    """The years written in a title, in order."""
    return [_full_year(year) for pair in _YEARS.findall(text) for year in pair if year]


def with_years(headers: list[MonthHeader], title: str, today: date) -> list[MonthHeader]:
    """The months of a grid, left to right, each with its year.

    Months run forward: after December comes January of the next year. Without any year told, the
    title's year holds (the first of two is the beginning), else the last month is the latest past.
    """
    dated = list(headers)
    known = next((at for at, header in enumerate(dated) if header.year is not None), None)
    if known is None:
        known = 0
        dated[0] = replace(dated[0], year=_first_year(dated, title, today))
    for at in range(known + 1, len(dated)):
        if dated[at].year is None:
            before = dated[at - 1]
            turned = dated[at].month < before.month
            dated[at] = replace(dated[at], year=(before.year or 0) + turned)
    for at in range(known - 1, -1, -1):
        after = dated[at + 1]
        dated[at] = replace(dated[at], year=(after.year or 0) - (dated[at].month > after.month))
    return dated


def _first_year(headers: list[MonthHeader], title: str, today: date) -> int:
    turns = sum(after.month < before.month for before, after in pairwise(headers))
    told = years_in(title)
    if len(set(told)) > 1:
        return min(told)
    if told:
        return told[0] - turns
    return today.year - (headers[-1].month > today.month) - turns
