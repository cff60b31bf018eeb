"""The centre's lists as spreadsheets that Excel and LibreOffice open without surprises.

Text stays text: what starts like a formula is never one. A list is written beside its place and
put there only when whole.
"""

import csv
import errno
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.services.desk import Desk
from models.errors import DiskFailed, DiskFull, RuleBroken
from models.repositories import lists
from models.rules.codes import label
from models.rules.money import format_amount
from models.storage.durable import sync_file

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32_000
"""Excel refuses cells over 32,767 characters."""
What = Literal["households", "members", "aid"]


class Euro(NamedTuple):
    """An amount in a list."""

    cents: int


Value = str | int | Euro | date | None
Rows = Iterable[Sequence[Value]]

_TITLES: dict[What, tuple[tuple[str, str], ...]] = {
    "households": (
        ("Numero", "Number"),
        ("Tessera", "Card"),
        ("Nomi", "Names"),
        ("Persone", "People"),
        ("Minori", "Minors"),
        ("Tipologia", "Typology"),
        ("Indirizzo", "Address"),
        ("Comune", "Municipality"),
        ("Telefoni", "Telephones"),
        ("ISEE", "ISEE"),
        ("ISEE fino al", "ISEE until"),
        ("Consensi", "Consents"),
        ("Aperta il", "Opened on"),
        ("Chiusa il", "Closed on"),
        ("Note", "Notes"),
    ),
    "members": (
        ("Numero del nucleo", "Household number"),
        ("Relazione", "Relation"),
        ("Cognome", "Surname"),
        ("Nome", "Given name"),
        ("Soprannome", "Nickname"),
        ("Sesso", "Sex"),
        ("Nascita", "Born"),
        ("Luogo di nascita", "Birth place"),
        ("Cittadinanza", "Citizenship"),
        ("Codici", "Codes"),
        ("Uscito il", "Left on"),
    ),
    "aid": (
        ("Numero del nucleo", "Household number"),
        ("Nomi", "Names"),
        ("Data", "Date"),
        ("Tipo", "Kind"),
        ("Quantità", "Quantity"),
        ("Euro", "Euro"),
        ("Per", "For"),
        ("Operatore", "Operator"),
    ),
}


def export_table(desk: Desk, path: Path, what: What, language: str = "it") -> int:
    """Write a list to `path` (.xlsx or .csv) and tell how many rows it has.

    Raises:
        RuleBroken: the file's ending is neither .xlsx nor .csv.
        DiskFull, DiskFailed: nothing was written; an older file of that name is as it was.
    """
    titles = [italian if language == "it" else english for italian, english in _TITLES[what]]
    return write_table(path, titles, _rows(desk, what, language), telling(desk, f"export_{what}"))


def export_notices(desk: Desk, path: Path, titles: Sequence[str], rows: Rows) -> int:
    """Write the rows that an import did not take as they were, with what stood in them.

    Raises:
        RuleBroken, DiskFull, DiskFailed: as `export_table`.
    """
    return write_table(path, titles, rows, telling(desk, "export_notices"))


def telling(desk: Desk, action: str) -> Callable[[int], None]:
    """What writes an export's line in the audit chain, with how many rows leave."""
    desk.require(action)

    def tell(count: int) -> None:
        with desk.work(action) as work:
            work.audit(action, None, str(count))
            work.commit()

    return tell


def write_table(
    path: Path,
    titles: Sequence[str],
    rows: Rows,
    before_it_stands: Callable[[int], None] = lambda _count: None,
) -> int:
    """Write any table to `path` (.xlsx or .csv) and tell how many rows it has.

    `before_it_stands` is told how many rows there are when the file is whole and not yet in its
    place; what it raises leaves no file, so that nothing is taken out without its audit entry.

    Raises:
        RuleBroken: the file's ending is neither .xlsx nor .csv.
        DiskFull, DiskFailed: nothing was written; an older file of that name is as it was.
    """
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise RuleBroken(rule="format_unknown", ending=path.suffix)
    counted = _Counted(iter(rows))
    draft = path.with_name(f".{path.name}.part")
    try:
        write(draft, titles, counted)
        sync_file(draft)
        before_it_stands(counted.count)
        draft.replace(path)
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise (DiskFull if full else DiskFailed)(path=str(path)) from error
    finally:
        draft.unlink(missing_ok=True)
    return counted.count


def harmless(text: str) -> str:
    """Text without control or direction characters, as long as a cell can be."""
    kept = (sign if unicodedata.category(sign) not in {"Cc", "Cf", "Cs"} else " " for sign in text)
    plain = " ".join("".join(kept).split())
    return plain if len(plain) <= LONGEST_CELL else f"{plain[: LONGEST_CELL - 1]}…"


class _Counted:
    """Rows that are counted as they pass."""

    def __init__(self, rows: Iterator[Sequence[Value]]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Sequence[Value]]:
        for row in self._rows:
            self.count += 1
            yield row


def _rows(desk: Desk, what: What, language: str) -> Iterator[Sequence[Value]]:
    with desk.read() as session:
        if what == "households":
            yield from _households(lists.households(session, desk.today()), language)
        elif what == "members":
            yield from _members(lists.members(session), language)
        else:
            yield from _aid(lists.aid(session, desk.today()), language)


def _households(lines: Iterable[lists.HouseholdRow], language: str) -> Iterator[Sequence[Value]]:
    for line in lines:
        yield (
            line.number,
            line.card,
            line.names,
            line.people,
            line.minors,
            label("typologies", line.typology, language),
            line.street,
            line.municipality,
            line.phones,
            None if line.isee_cents is None else Euro(line.isee_cents),
            line.isee_until,
            ", ".join(label("purposes", purpose, language) for purpose in line.purposes),
            line.opened_on,
            line.closed_on,
            line.notes,
        )


def _members(lines: Iterable[lists.MemberRow], language: str) -> Iterator[Sequence[Value]]:
    for line in lines:
        yield (line.number, label("relations", line.relation, language), *line[2:])


def _aid(lines: Iterable[lists.AidRow], language: str) -> Iterator[Sequence[Value]]:
    for line in lines:
        yield (
            line.number,
            line.names,
            line.given_on,
            label("aid_kinds", line.kind, language),
            line.quantity,
            None if line.cents is None else Euro(line.cents),
            line.purpose,
            line.operator,
        )


def _write_csv(path: Path, titles: Sequence[str], rows: Rows) -> None:
    """As Excel in Italian reads it at a double click: BOM, semicolons, decimal comma."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(titles)
        writer.writerows([_csv_cell(value) for value in row] for row in rows)


def _csv_cell(value: Value) -> str:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, Euro):
        return format_amount(value.cents).replace(".", "")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    text = "" if value is None else harmless(str(value))
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def _write_xlsx(path: Path, titles: Sequence[str], rows: Rows) -> None:
    from xlsxwriter import Workbook  # a tenth of a second, for a rare task

    # In memory, so that no name is left in a temporary folder.
    content = BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True, "bottom": 1})
        money = book.add_format({"num_format": "#,##0.00"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for column, title in enumerate(titles):
            sheet.write_string(0, column, title, bold)
        last = 0
        for last, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                _write_cell(sheet, (last, column), value, (money, day))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(titles) - 1)
        sheet.autofit(240)
    path.write_bytes(content.getvalue())


def _write_cell(
    sheet: "Worksheet", place: tuple[int, int], value: Value, formats: tuple[object, object]
) -> None:
    money, day = formats
    if isinstance(value, Euro):
        sheet.write_number(*place, value.cents / 100, money)
    elif isinstance(value, date):
        sheet.write_datetime(*place, value, day)
    elif isinstance(value, int):
        sheet.write_number(*place, value)
    elif value:
        sheet.write_string(*place, harmless(value))


_WRITERS: dict[str, Callable[[Path, Sequence[str], Rows], None]] = {
    ".xlsx": _write_xlsx,
    ".csv": _write_csv,
}
