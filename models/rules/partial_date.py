"""Dates as people know them: a full day, a month, only a year, or about a year.

Typed freely ("5/3/48", "05031948", "5.3.1948", "5 marzo 1948", "oggi", "circa 1990", "1990") and
kept as ISO 8601 text cut to what is known, with "~" before it when approximate.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Self

from models.rules.words import fold

MONTHS = (
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
)
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_RELATIVE = {"oggi": 0, "today": 0, "ieri": -1, "yesterday": -1, "domani": 1}
_ABOUT = re.compile(r"^(?:~|circa|ca|verso il|intorno al|about)\.?\s*", re.IGNORECASE)
_NUMERIC = re.compile(r"(?P<day>\d{1,2})[\s/.\-](?P<month>\d{1,2})[\s/.\-](?P<year>\d{2}|\d{4})")
_ISO = re.compile(
    r"(?P<year>\d{4})[/.\-](?P<month>\d{1,2})[/.\-](?P<day>\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?"
)
_WORDY = re.compile(r"(?:(\d{1,2})\W*\s)?\s*([^\W\d_]{3,})\W*\s*(\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(?P<month>\d{1,2})[/.\-](?P<year>\d{4})")
_YEAR_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})")
_EARLIEST_YEAR = 1890
_LATEST_YEAR = 2199


class DateNotUnderstood(ValueError):
    """The text cannot be read as a date."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known in full, to the month, or to the year; `is_approximate` when only about."""

    year: int
    month: int | None = None
    day: int | None = None
    is_approximate: bool = False

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise DateNotUnderstood("a day without its month")
        try:
            date(self.year, self.month or 1, self.day or 1)
        except ValueError as error:
            raise DateNotUnderstood(str(error)) from error

    @classmethod
    def from_date(cls, day: date) -> Self:
        """The full date of a calendar day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_iso(cls, text: str) -> Self:
        """Read back what `iso` wrote.

        Raises:
            DateNotUnderstood: the text was not written by `iso`.
        """
        bare = text.removeprefix("~")
        parts = bare.split("-")
        if not 1 <= len(parts) <= 3 or not all(p.isdecimal() for p in parts):
            raise DateNotUnderstood(text)
        year, month, day = (*(int(part) for part in parts), None, None)[:3]
        return cls(year or 0, month, day, is_approximate=text != bare)

    @property
    def iso(self) -> str:
        """ISO 8601 cut to what is known: "1948-03-05", "1948-03", "1948"; "~1948" when about."""
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return f"~{text}" if self.is_approximate else text

    @property
    def is_full(self) -> bool:
        """Whether the very day is known."""
        return self.day is not None and not self.is_approximate

    @property
    def earliest(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def age_on(self, day: date) -> int:
        """Whole years lived on `day`, counted from the earliest day it can mean; never negative."""
        born = self.earliest
        years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        return max(0, years)


def parse_partial_date(
    text: str, today: date, *, expects: Literal["past", "any"] = "past"
) -> PartialDate:
    """Read a date as volunteers write it.

    Args:
        text: free writing; day before month, as in Italy, unless the year comes first.
        today: the day on which it is typed; two-digit years are read against it.
        expects: "past" reads 27 as 1927 when 2027 lies ahead; "any" allows twenty years ahead.

    Raises:
        DateNotUnderstood: no date can be read, or it does not exist.
    """
    bare = " ".join(text.split())
    about = _ABOUT.match(bare)
    if about is not None and about.end():
        known = _parse(bare[about.end() :], today, expects)
        return PartialDate(known.year, known.month, known.day, is_approximate=True)
    return _parse(bare, today, expects)


def _parse(text: str, today: date, expects: str) -> PartialDate:
    days = _RELATIVE.get(fold(text))
    if days is not None:
        return PartialDate.from_date(today + timedelta(days=days))
    if text.isdecimal() and text.isascii():
        return _digits(text, today, expects)
    if (found := _ISO.fullmatch(text)) or (found := _YEAR_MONTH.fullmatch(text)):
        return _checked(int(found["year"]), int(found["month"]), _day(found))
    if (found := _NUMERIC.fullmatch(text)) or (found := _MONTH_YEAR.fullmatch(text)):
        return _checked(_year(found["year"], today, expects), int(found["month"]), _day(found))
    if (found := _WORDY.fullmatch(text)) and (month := month_number(found[2])):
        day = int(found[1]) if found[1] else None
        return _checked(_year(found[3], today, expects), month, day)
    raise DateNotUnderstood(text)


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name or its first three letters or more, Italian or English."""
    folded = fold(word)
    if len(folded) < 3:
        return None
    for number, (italian, english) in enumerate(zip(MONTHS, _ENGLISH, strict=True), start=1):
        if italian.startswith(folded) or (folded[:3] == english and len(folded) <= 9):
            return number
    return 9 if folded == "sett" else None


def _digits(text: str, today: date, expects: str) -> PartialDate:
    if len(text) == 8 and not text.startswith(("18", "19", "20")):
        return _checked(int(text[4:]), int(text[2:4]), int(text[:2]))
    if len(text) == 8:
        for year, month, day in ((text[4:], text[2:4], text[:2]), (text[:4], text[4:6], text[6:])):
            if _EARLIEST_YEAR <= int(year) <= _LATEST_YEAR and 1 <= int(month) <= 12:
                return _checked(int(year), int(month), int(day))
    if len(text) == 6:
        return _checked(_year(text[4:], today, expects), int(text[2:4]), int(text[:2]))
    if len(text) == 4:
        return _checked(int(text), None, None)
    raise DateNotUnderstood(text)


def _day(found: re.Match[str]) -> int | None:
    return int(found["day"]) if "day" in found.re.groupindex else None


def _year(text: str, today: date, expects: str) -> int:
    if len(text) == 4:
        return int(text)
    year = today.year - today.year % 100 + int(text)
    ahead = 0 if expects == "past" else 20
    return year if year <= today.year + ahead else year - 100


def _checked(year: int, month: int | None, day: int | None) -> PartialDate:
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        raise DateNotUnderstood(f"year {year}")
    return PartialDate(year, month, day)
