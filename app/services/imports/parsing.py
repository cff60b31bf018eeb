"""The work of the child process that parses a register, see `app.services.confined`."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from app.services.imports.cells import LONGEST_TEXT, clean_text, column_letter, trimmed, typed_cell
from app.services.imports.delimited import decode, rows_of
from app.services.imports.markup import is_markup, tables_of
from models.records.imports import Notice, Row, Sheet

_FARTHEST_START = 2_000
_MOST_COLUMNS = 1_000
_SHOWN = 40
SPREADSHEET_MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

Parsed = tuple[tuple[Sheet, ...], tuple[Notice, ...]]


def parse_or_tell(path: str) -> Parsed | str:
    """`Parsed`, or the reason why not ("damaged", "encrypted")."""
    try:
        return parse(Path(path))
    except PasswordError:
        return "encrypted"
    except (CalamineError, OSError, ValueError):
        return "damaged"


def parse(path: Path) -> Parsed:
    """All sheets of a spreadsheet or text table, told apart by content, not by name."""
    raw = path.read_bytes()
    tables: list[tuple[str, int, int, Sequence[Sequence[object]]]] = []
    if raw.startswith(SPREADSHEET_MAGIC):
        workbook = _opened(path, raw)
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            top, left = sheet.start or (0, 0)
            tables.append((name, top, left, sheet.to_python()))
    elif is_markup(text := decode(raw)):
        tables.extend((name, 0, 0, rows) for name, rows in tables_of(text, path.stem))
    else:
        tables.append((path.stem, 0, 0, rows_of(text)))
    notices: list[Notice] = []
    sheets = tuple(_sheet(*table, notices) for table in tables)
    return sheets, tuple(notices)


def _opened(path: Path, raw: bytes) -> CalamineWorkbook:
    """Told by content; when that fails, the reader of the file's name tells of a password."""
    try:
        return CalamineWorkbook.from_filelike(BytesIO(raw))
    except CalamineError:
        return CalamineWorkbook.from_path(path)


def _sheet(
    name: str, top: int, left: int, table: Sequence[Sequence[object]], notices: list[Notice]
) -> Sheet:
    blank: list[Row] = [()] * min(top, _FARTHEST_START)
    margin = [None] * min(left, _FARTHEST_START)
    rows = [
        trimmed([*margin, *(typed_cell(value) for value in row[:_MOST_COLUMNS])]) for row in table
    ]
    while rows and not rows[-1]:
        rows.pop()
    rows = blank + rows
    _tell_what_is_beyond(name, top, table, notices)
    for number, row in enumerate(rows, start=1):
        if any(isinstance(cell, str) and len(cell) > LONGEST_TEXT for cell in row):
            rows[number - 1] = _cut(name, number, row, notices)
    return Sheet(name, tuple(rows))


def _tell_what_is_beyond(
    sheet: str, top: int, table: Sequence[Sequence[object]], notices: list[Notice]
) -> None:
    """Note the first thing written so far to the right that nobody looks for it there."""
    for number, row in enumerate(table, start=top + 1):
        for index, value in enumerate(row[_MOST_COLUMNS:], start=_MOST_COLUMNS):
            if value not in {None, ""}:
                shown = clean_text(str(value))[:_SHOWN]
                notices.append(Notice(sheet, number, column_letter(index), shown, "text_cut"))
                return


def _cut(sheet: str, number: int, row: Row, notices: list[Notice]) -> Row:
    cells = list(row)
    for index, cell in enumerate(row):
        if isinstance(cell, str) and len(cell) > LONGEST_TEXT:
            cells[index] = cell[:LONGEST_TEXT]
            shown = f"{cell[:_SHOWN]}… ({len(cell)})"
            notices.append(Notice(sheet, number, column_letter(index), shown, "text_cut"))
    return tuple(cells)
