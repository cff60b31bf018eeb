"""Cells as they come from any file, made safe and uniform."""

import unicodedata
from datetime import date, datetime, timedelta

from models.records.imports import Cell, Row

LONGEST_TEXT = 5_000
_DIRECTION_MARKS = (
    "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe"
)
_LARGEST_WHOLE = 10**15
_EXCEL_EPOCH = date(1899, 12, 30)


def clean_text(text: str) -> str:
    """Printable text in NFC with single spaces; control letters and direction marks dropped."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if "  " in text else text.strip()
    kept = "".join(_kept(letter) for letter in unicodedata.normalize("NFC", text))
    return " ".join(kept.split())


def _kept(letter: str) -> str:
    if letter in _DIRECTION_MARKS:
        return ""
    category = unicodedata.category(letter)
    if category in {"Zs", "Zl", "Zp"} or letter in "\n\r\t\v\f":
        return " "
    return "" if category in {"Cc", "Cs", "Cn"} else letter


def typed_cell(value: object) -> Cell:
    """The cell as text, whole number, number, day or None; a moment becomes its day."""
    if isinstance(value, str):
        return clean_text(value) or None
    if isinstance(value, bool):
        return "sì" if value else "no"
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _LARGEST_WHOLE else value
    if isinstance(value, int | date):
        return value.date() if isinstance(value, datetime) else value
    return None if value is None else clean_text(str(value))


def trimmed(cells: list[Cell]) -> Row:
    """The row without the blank cells at its end."""
    end = len(cells)
    while end and cells[end - 1] is None:
        end -= 1
    return tuple(cells[:end])


def as_text(cell: Cell) -> str:
    """The cell as a person reads it in the spreadsheet: 376, 12,5 and 05/03/2026."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date):
        return f"{cell:%d/%m}/{cell.year:04d}"
    return str(cell).replace(".", ",")


def from_serial(serial: float) -> date:
    """The day of a spreadsheet's serial number (1 is 31 December 1899).

    Raises:
        OverflowError: the number is no day.
    """
    return _EXCEL_EPOCH + timedelta(days=int(serial))


def to_serial(day: date) -> int:
    """The spreadsheet's serial number of a day."""
    return (day - _EXCEL_EPOCH).days


def column_letter(index: int) -> str:
    """The spreadsheet's letters for a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
