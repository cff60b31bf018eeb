"""Tables that programs save as ".xls" though they are text: HTML pages and XML spreadsheets.

Read without expanding entities of their own, so that no short text can grow long.
"""

from datetime import datetime
from html.parser import HTMLParser

from typing_extensions import override

_SEARCHED = 65_536
_WIDEST = 2_000
_LARGEST_GAP = 2_000
_ROWS = frozenset(["tr", "row"])
_CELLS = frozenset(["td", "th", "cell"])
_BREAKS = frozenset(["br", "p", "div", "li"])

Table = tuple[str, list[list[object]]]


def is_markup(text: str) -> bool:
    """Whether a text is an HTML or XML document rather than a text table."""
    start = text[:_SEARCHED].lstrip("\ufeff \t\r\n").lower()
    return start.startswith(
        ("<html", "<!doctype", "<?xml", "<table", "<workbook", "<head", "<meta")
    )


def tables_of(text: str, name: str) -> list[Table]:
    """The tables of a page, or the sheets of an XML spreadsheet, in order.

    Args:
        text: the document.
        name: what to call tables without a name of their own.

    Raises:
        ValueError: no table in it.
    """
    reader = _Tables(name)
    reader.feed(text)
    reader.close()
    reader.handle_endtag("table")
    found = [(title, rows) for title, rows in reader.tables if any(rows)]
    if not found:
        raise ValueError("no table")
    return found


class _Tables(HTMLParser):
    """Collects rows and cells; a table inside a cell is text of that cell."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Table] = []
        self._name = name
        self._sheet = ""
        self._depth = 0
        self._cell: list[str] | None = None
        self._type = ""
        self._span = 1

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a sheet, table, row or cell."""
        told = {key.rpartition(":")[2]: value or "" for key, value in attrs}
        if tag == "worksheet":
            self._sheet = told.get("name", "")
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self._begin_table()
        elif self._depth == 1 and tag in _ROWS:
            self._begin_row(_count(told.get("index")))
        elif self._depth == 1 and tag in _CELLS:
            self._begin_cell(told)
        elif tag.rpartition(":")[2] == "data":
            self._type = told.get("type", "")
        elif tag in _BREAKS and self._cell is not None:
            self._cell.append(" ")

    @override
    def handle_endtag(self, tag: str) -> None:
        """End a table or a cell."""
        if tag == "table":
            self._end_cell()
            self._depth = max(0, self._depth - 1)
        elif self._depth == 1 and tag in _CELLS | _ROWS:
            self._end_cell()

    @override
    def handle_data(self, data: str) -> None:
        """Text, kept when it stands in a cell."""
        if self._cell is not None:
            self._cell.append(data)

    def _begin_table(self) -> None:
        number = len(self.tables) + 1
        unnamed = self._name if number == 1 else f"{self._name} {number}"
        self.tables.append((self._sheet or unnamed, []))

    def _begin_row(self, index: int) -> None:
        self._end_cell()
        rows = self.tables[-1][1]
        missing = min(index - 1 - len(rows), _LARGEST_GAP)
        rows.extend([] for _ in range(missing))
        rows.append([])

    def _begin_cell(self, told: dict[str, str]) -> None:
        self._end_cell()
        rows = self.tables[-1][1]
        if not rows:
            rows.append([])
        missing = min(_count(told.get("index")) - 1, _WIDEST) - len(rows[-1])
        rows[-1].extend([None] * missing)
        across = _count(told.get("mergeacross")) + 1 if "mergeacross" in told else 1
        self._span = max(_count(told.get("colspan")), across)
        self._cell, self._type = [], ""

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        row = self.tables[-1][1][-1]
        if len(row) < _WIDEST:
            row.append(_typed("".join(self._cell), self._type))
            row.extend([None] * (min(self._span, _WIDEST) - 1))
        self._cell = None


def _count(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= 7 else 0


def _typed(text: str, kind: str) -> object:
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    return text
