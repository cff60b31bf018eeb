"""Writes tables as xlsx, ods or text in many encodings, for tests of the import."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

Value = str | int | float | date | None
Table = tuple[str, Sequence[Sequence[Value]]]

_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' office:version="1.3"><office:body><office:spreadsheet>'
)
_ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
_ODS_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest'
    ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def write_xlsx(path: Path, tables: Sequence[Table], merged: Sequence[str] = ()) -> None:
    """An Excel file; `merged` are sheets whose first row is one merged title."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    day_format = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in tables:
        sheet = book.add_worksheet(name[:31])
        for number, row in enumerate(rows):
            for index, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, index, value, day_format)
                elif value is not None and value != "":
                    sheet.write(number, index, value)
        if name in merged:
            sheet.merge_range(0, 0, 0, 5, str(rows[0][0]))
    book.close()


def write_ods(path: Path, tables: Sequence[Table]) -> None:
    """A LibreOffice file with its parts that matter."""
    body = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join(_ods_row(row) for row in rows)
        + "</table:table>"
        for name, rows in tables
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _ODS_MIME, zipfile.ZIP_STORED)
        archive.writestr("content.xml", _ODS_HEAD + body + _ODS_TAIL)
        archive.writestr("META-INF/manifest.xml", _ODS_MANIFEST)


def _ods_row(row: Sequence[Value]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"


def _ods_cell(value: Value) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value:%Y-%m-%d}"'
        return f"<table:table-cell {kind}><text:p>{value:%d/%m/%y}</text:p></table:table-cell>"
    if isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
        return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"
    text = escape(value)
    return (
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    )


def write_text(
    path: Path, rows: Sequence[Sequence[Value]], separator: str = ";", encoding: str = "utf-8"
) -> None:
    """A text table; days as dd/mm/yyyy and decimals with a comma unless already texts."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerows([_as_text(value) for value in row] for row in rows)
    path.write_bytes(out.getvalue().encode(encoding, errors="replace"))


def _as_text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)
