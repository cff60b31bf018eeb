"""Makes the small registers of `resources/demo` from the whole ones of `tests/data`.

    python -m tests.support.reduce_registers

Needs xlwt and odfpy beside the program's own libraries; they are in no requirements file, because
only whoever makes the demo anew runs this. Formats, encodings, titles and mess stay as they are:
rows of the households left out are dropped, nothing else changes.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import python_calamine
import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).resolve().parents[2]
WHOLE = ROOT / "tests" / "data"
SMALL = ROOT / "resources" / "demo"
HOUSEHOLDS = 45
SHARED = 32
"""Households a centre, and how many of them another centre follows too."""

FILES = {
    "Centro di ascolto Sacra Famiglia": "sacra_famiglia_pacchi.xlsx",
    "Centro di ascolto San Pietro Martire": "san_pietro_martire.csv",
    "Centro di ascolto San Giuseppe": "san_giuseppe.xlsx",
    "Centro di ascolto Sant'Eusebio": "sant_eusebio.ods",
    "Centro di ascolto San Pio X": "san_pio_x.csv",
    "Centro di ascolto Resurrezione": "resurrezione.xls",
    "Social Market": "social_market_tessere.csv",
}
KEY_COLUMN = {
    "Anagrafica": 0,
    "Aiuti": 1,
    "Famiglie": 0,
    "Consegne": 1,
    "Schede": 0,
    "Movimenti": 1,
}
TEXT_KEY = {
    "san_pietro_martire.csv": (b";", 1),
    "san_pio_x.csv": (b",", 0),
    "social_market_tessere.csv": (b"\t", 0),
}
Cell = object
Sheets = dict[str, list[list[Cell]]]


def key_of(cell: object) -> str:
    """The truth's key of a household ("0376") from a register's number ("N0376", 376.0)."""
    text = str(int(cell)) if isinstance(cell, float | int) else str(cell)
    digits = re.sub(r"\D", "", text)
    return digits.zfill(4) if digits else ""


def choose(truth: dict[str, list[dict[str, object]]]) -> dict[str, set[str]]:
    """Households of each centre: first those that several centres follow, then others."""
    places: dict[object, list[tuple[str, str]]] = defaultdict(list)
    for line in truth["households"]:
        places[line["household"]].append((str(line["centre"]), str(line["key"])))
    chosen: dict[str, set[str]] = {centre: set() for centre in FILES}
    by_number = sorted(places.items(), key=lambda item: int(str(item[0])))
    for _, where in by_number:
        if len(where) > 1 and all(len(chosen[centre]) < SHARED for centre, _ in where):
            for centre, key in where:
                chosen[centre].add(key)
    for _, where in by_number:
        centre, key = where[0]
        if len(where) == 1 and len(chosen[centre]) < HOUSEHOLDS:
            chosen[centre].add(key)
    return chosen


def reduce_truth(truth: dict[str, object], chosen: dict[str, set[str]]) -> dict[str, object]:
    """What is true of the households that stayed."""

    def stays(place: str | Iterable[str]) -> bool:
        centre, key, *_ = place.split("|") if isinstance(place, str) else place
        return key in chosen[centre]

    kept = {
        "households": [
            line for line in truth["households"] if stays((line["centre"], line["key"]))
        ],
        "same_household": [
            pair for pair in truth["same_household"] if stays(pair["a"]) and stays(pair["b"])
        ],
        "duplicate_aid": [
            pair
            for pair in truth["duplicate_aid"]
            if stays(pair["first"]) and stays(pair["second"])
        ],
    }
    counted = {centre: {"households": len(keys)} for centre, keys in chosen.items()}
    return kept | {"windows_days": truth["windows_days"], "totals": counted}


def reduce_text(name: str, keys: set[str]) -> None:
    """A text register, its bytes untouched line by line."""
    separator, column = TEXT_KEY[name]
    lines = (WHOLE / "registers" / name).read_bytes().splitlines(keepends=True)
    kept = [
        line
        for number, line in enumerate(lines)
        if number == 0 or key_of(line.split(separator)[column].decode("cp1252")) in keys
    ]
    (SMALL / name).write_bytes(b"".join(kept))


def read_sheets(name: str) -> Sheets:
    """All cells of a workbook."""
    book = python_calamine.CalamineWorkbook.from_path(str(WHOLE / "registers" / name))
    return {
        sheet: book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        for sheet in book.sheet_names
    }


def reduce_sheets(name: str, keys: set[str], write: Callable[[Path, Sheets], None]) -> None:
    """A workbook without the rows of the households left out."""
    kept: Sheets = {}
    for sheet, rows in read_sheets(name).items():
        column = KEY_COLUMN.get(sheet, 0)
        first = next(number for number, row in enumerate(rows) if key_of(row[column]))
        kept[sheet] = rows[:first] + [row for row in rows[first:] if key_of(row[column]) in keys]
    write(SMALL / name, kept)


def write_xlsx(path: Path, sheets: Sheets) -> None:
    """As Excel keeps it: numbers, dates, texts."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(number, column, cell, day)
                    elif cell != "":
                        sheet.write(number, column, cell)


def write_xls(path: Path, sheets: Sheets) -> None:
    """As Excel 97 keeps it."""
    import xlwt  # see the module's docstring

    book = xlwt.Workbook()
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write(number, column, cell, day)
                elif cell != "":
                    sheet.write(number, column, cell)
    book.save(str(path))


def write_ods(path: Path, sheets: Sheets) -> None:
    """As LibreOffice keeps it."""
    from odf.opendocument import OpenDocumentSpreadsheet  # as above
    from odf.table import Table, TableCell, TableRow  # as above
    from odf.text import P  # as above

    document = OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        table = Table(name=name)
        for row in rows:
            line = TableRow()
            for cell in row:
                if isinstance(cell, date):
                    held = TableCell(valuetype="date", datevalue=cell.isoformat())
                elif isinstance(cell, float | int):
                    held = TableCell(valuetype="float", value=cell)
                elif cell != "":
                    held = TableCell(valuetype="string")
                else:
                    held = TableCell()
                if cell != "":
                    held.addElement(P(text=str(cell)))
                line.addElement(held)
            table.addElement(line)
        document.spreadsheet.addElement(table)
    document.save(str(path))


WRITERS = {".xlsx": write_xlsx, ".xls": write_xls, ".ods": write_ods}


def main() -> None:
    """Write the seven small registers and their truth."""
    truth = json.loads((WHOLE / "truth.json").read_text(encoding="utf-8"))
    chosen = choose(truth)
    SMALL.mkdir(exist_ok=True)
    for centre, name in FILES.items():
        if name in TEXT_KEY:
            reduce_text(name, chosen[centre])
        else:
            reduce_sheets(name, chosen[centre], WRITERS[Path(name).suffix])
    small = reduce_truth(truth, chosen)
    (SMALL / "truth.json").write_text(
        json.dumps(small, ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
    counts = f"{len(small['same_household'])} pairs, {len(small['duplicate_aid'])} doubled aids"
    sys.stdout.write(f"{HOUSEHOLDS} households a centre, {counts}\n")


if __name__ == "__main__":
    main()
