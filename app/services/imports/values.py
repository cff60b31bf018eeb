"""Single values read from cells: dates, amounts, quantities, marks."""

import re
from datetime import date, timedelta
from functools import lru_cache

from app.services.imports.cells import as_text, from_serial
from models.records.imports import Cell, DateOrder
from models.rules.money import AmountNotUnderstood, parse_amount
from models.rules.partial_date import DateNotUnderstood, PartialDate, parse_partial_date
from models.rules.words import fold

_BLANK_MARKS = frozenset(
    [
        *(
            "-",
            "--",
            "---",
            "/",
            "//",
            "?",
            "??",
            ".",
            "..",
            "_",
            "n.d.",
            "nd",
            "n/d",
            "n.a.",
            "na",
        ),
        *("n/a", "n.p.", "non noto", "non ha", "sconosciuto", "nessuno", "nessuna", "null", "none"),
        "nan",
    ]
)
_LONGEST_BLANK_MARK = max(map(len, _BLANK_MARKS))
_TIME = re.compile(r"[T ]\s*\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:Z|[+-]\d\d:?\d\d|[AaPp][Mm])?$")
_WEEKDAY = re.compile(
    r"^(?:lun|mar|mer|gio|ven|sab|dom|mon|tue|wed|thu|fri|sat|sun)[^\W\d_]*[.,]?\s+"
    r"(?=\d{1,2}(?:[/.\-]|\s+[^\W\d_]))",
    re.IGNORECASE,
)
_MONTH_DAY_YEAR = re.compile(r"([^\W\d_]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4}|\d{2})")
_MONTH_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{2}|\d{4})")
_DASHED_MONTH = re.compile(r"^(\d{1,2})[\-/.]([^\W\d_]{3,9})[\-/.](\d{2,4})$")
_SPACED = re.compile(r"(?<=\d)\s*([/.\-])\s*(?=\d)")
_DAY_ORDINAL = re.compile(r"^(\d{1,2})[°º]\s*")
_NO_DAY = re.compile(r"^(?:00[/.\-]00[/.\-]|00[/.\-])(?=\d{2,4})")
_SMALLEST_SERIAL = 2_200
_LARGEST_SERIAL = 80_000
_EARLIEST_YEAR = 1_890
_ONE_MARKS = frozenset(
    [
        *("x", "✓", "✔", "☑", "✗", "✘", "√", "*", "•", "●", "+", "1x", "x1", "si", "s", "ok", "v"),
        *("yes", "y", "true", "vero", "one", "done", "fatto", "dato", "ritirato", "consegnato"),
        *("preso", "p", "pacco", "borsa", "r", "d", "si si", "1 pacco"),
    ]
)
_NONE_MARKS = frozenset(
    ("no", "n", "0", "-", "false", "falso", "assente", "ass", "non ritirato", "non preso", "o")
)
_REPEATED_MARK = re.compile(r"(?:x[\s+,]*){2,}|(?:[✓✔][\s+,]*){2,}")
_QUANTITY = re.compile(
    r"(?:n[.°r]*\s*)?(?:x\s*)?(\d{1,4})(?:[.,]0+)?(?:\s*(?:x\b|[^\W\d_]{2,}\.?).*)?",
    re.IGNORECASE,
)
_MONEY_WORDS = re.compile(r"^(?:€|euro|eur|e\.)\s*|\s*(?:€|euro|eur|e\.)$", re.IGNORECASE)
_ENGLISH_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+\.\d{1,2}")
_LARGEST_QUANTITY = 9_999
_LONGEST_COUNT = 40


class NotUnderstood(ValueError):
    """The cell cannot be read as what its column holds."""


def is_blank_mark(cell: Cell) -> bool:
    """Whether the cell only says that nothing is known."""
    return isinstance(cell, str) and len(cell) <= _LONGEST_BLANK_MARK and fold(cell) in _BLANK_MARKS


def read_date(cell: Cell, order: DateOrder, today: date, *, birth: bool = False) -> PartialDate:
    """A date, full or not, from a day, a spreadsheet serial number or text.

    Raises:
        NotUnderstood: no date.
    """
    if isinstance(cell, date):
        return PartialDate.from_date(cell)
    if isinstance(cell, int | float):
        return _date_of_number(float(cell))
    if not isinstance(cell, str):
        raise NotUnderstood(cell)
    return _date_of_text(cell, order, today, birth)


def _date_of_number(number: float) -> PartialDate:
    if _EARLIEST_YEAR <= number < _SMALLEST_SERIAL and number.is_integer():
        return PartialDate(int(number))
    if _SMALLEST_SERIAL <= number <= _LARGEST_SERIAL:
        return PartialDate.from_date(from_serial(number))
    if number.is_integer() and 10**5 <= number < 10**8:
        digits = f"{int(number):08d}" if number >= 10**6 else f"{int(number):06d}"
        try:
            return parse_partial_date(digits, date(2100, 1, 1), expects="any")
        except DateNotUnderstood as error:
            raise NotUnderstood(number) from error
    raise NotUnderstood(number)


@lru_cache(maxsize=50_000)
def _date_of_text(text: str, order: DateOrder, today: date, birth: bool) -> PartialDate:
    plain = _WEEKDAY.sub("", _TIME.sub("", text.strip())).strip(" .,;")
    plain = _SPACED.sub(r"\1", plain)
    plain = _DAY_ORDINAL.sub(r"\1 ", _NO_DAY.sub("", plain))
    plain = _DASHED_MONTH.sub(r"\1 \2 \3", plain)
    number = plain.replace(",", ".")
    if re.fullmatch(r"\d{5}(\.\d+)?", number):
        return _date_of_number(float(number))
    if order is DateOrder.MONTH_FIRST and (found := _MONTH_FIRST.fullmatch(plain)):
        plain = f"{found[2]}/{found[1]}/{found[3]}"
    elif found := _MONTH_DAY_YEAR.fullmatch(plain):
        plain = f"{found[2]} {found[1]} {found[3]}"
    try:
        return parse_partial_date(plain.replace("'", ""), today, expects="past" if birth else "any")
    except (DateNotUnderstood, ValueError, OverflowError) as error:
        raise NotUnderstood(text) from error


def is_possible_birth(born: PartialDate, today: date) -> bool:
    """Whether someone alive can be born then."""
    return today.year - 120 <= born.year and born.earliest <= today + timedelta(1)


def read_amount(cell: Cell) -> int:
    """Cents from a number or from text in Italian or English writing.

    Raises:
        NotUnderstood: no amount.
    """
    if isinstance(cell, int | float):
        if not abs(cell) < 10**8:
            raise NotUnderstood(cell)
        return round(cell * 100)
    if not isinstance(cell, str):
        raise NotUnderstood(cell)
    return _amount_of_text(cell)


@lru_cache(maxsize=20_000)
def _amount_of_text(text: str) -> int:
    bare = _MONEY_WORDS.sub("", _MONEY_WORDS.sub("", text.strip())).strip()
    bare = re.sub(r"(?:[.,]\s*-+|=)$", "", bare)
    if _ENGLISH_GROUPS.fullmatch(bare):
        bare = bare.replace(",", "")
    if found := re.fullmatch(r"(\d+)[.,](\d{2})\d+", bare):
        return round(float(bare.replace(",", ".")) * 100) if len(found[0]) > 6 else _parse(bare)
    return _parse(bare)


def _parse(text: str) -> int:
    try:
        return parse_amount(text)
    except AmountNotUnderstood as error:
        raise NotUnderstood(text) from error


def read_quantity(cell: Cell) -> int:
    """How many, from a whole number, a mark ("x", "sì") or text ("2 pacchi", "n. 3").

    Raises:
        NotUnderstood: not a whole number from 0 to 9,999.
    """
    if isinstance(cell, int | float):
        if cell != int(cell) or not 0 <= cell <= _LARGEST_QUANTITY:
            raise NotUnderstood(cell)
        return int(cell)
    if isinstance(cell, str):
        if (count := mark_count(cell)) is not None:
            return count
        if (count := counted_goods(cell)) is not None:
            return count
    raise NotUnderstood(as_text(cell))


def counted_goods(text: str) -> int | None:
    """How many "2 pacchi" or "n. 3 borse" says; None when the text does not begin with a count."""
    found = _QUANTITY.fullmatch(text.strip()) if len(text) <= _LONGEST_COUNT else None
    return int(found[1]) if found is not None else None


def mark_count(text: str) -> int | None:
    """How many a mark in a grid says: "x" 1, "xx" 2, "no" 0, "3" 3; None when it is no mark."""
    folded = fold(text)
    if folded in _ONE_MARKS:
        return 1
    if folded in _NONE_MARKS:
        return 0
    if folded.isdecimal() and folded.isascii() and len(folded) <= 3:
        return int(folded)
    if _REPEATED_MARK.fullmatch(folded):
        return sum(letter in "x✓✔" for letter in folded)
    return None
