"""Files made to break an import: bombs, lies about size, broken archives, senseless text."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.support.spreadsheets import Value, write_ods, write_text, write_xlsx

ROWS: list[list[Value]] = [["Nr", "Cognome", "Nome"]]
ROWS += [[n, "Rossi", "Ada"] for n in range(9)]
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
_DTD = (
    '<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">'
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


def changed(path: Path, entry: str, change: Callable[[str], str], kind: str = "xlsx") -> None:
    """A small workbook with one of its parts changed."""
    plain = path.with_suffix(".plain")
    (write_xlsx if kind == "xlsx" else write_ods)(plain, [("Uno", ROWS)])
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            raw = source.read(name)
            if name == entry:
                raw = change(raw.decode("utf-8")).encode("utf-8")
            target.writestr(name, raw, zipfile.ZIP_DEFLATED)
    plain.unlink()


def with_entities(text: str) -> str:
    """The part with a document type whose entities multiply."""
    body = text.partition("?>")[2] if text.startswith("<?xml") else text
    return _DTD + body.replace("Rossi", "&i;").replace("Ada", "&i;")


def with_outside_entity(text: str) -> str:
    """The part with an entity that points at a file of the machine."""
    head = '<?xml version="1.0"?><!DOCTYPE z [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return head + text.partition("?>")[2].replace("Rossi", "&x;")


def _text(raw: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(raw)

    return write


def _part(entry: str, old: str, new: str, kind: str = "xlsx") -> Callable[[Path], None]:
    return lambda path: changed(path, entry, lambda text: text.replace(old, new), kind)


def _cut(share: float) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        write_xlsx(path, [("Uno", ROWS)])
        raw = path.read_bytes()
        path.write_bytes(raw[: int(len(raw) * share)])

    return write


def _flipped(path: Path) -> None:
    write_xlsx(path, [("Uno", ROWS)])
    raw = bytearray(path.read_bytes())
    for at in range(40, len(raw) // 2, 7):
        raw[at] ^= 0xFF
    path.write_bytes(raw)


def _nested_zip(path: Path) -> None:
    write_xlsx(path.with_suffix(".in"), [("Uno", ROWS)])
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(path.with_suffix(".in"), "inside.xlsx")


def _many_parts(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(5_000):
            archive.writestr(f"{number}.xml", b"")


def _csv(*rows: list[str]) -> Callable[[Path], None]:
    return lambda path: write_text(path, [["Nr", "Nome"], *rows], ";", "utf-8")


_WIDE = "<c r='XFD1' t='n'><v>1</v></c>"
_DEEP = "<html>" + "<table><tr><td>" * 4_000

# What a person is told: "read", or an error's code and its reason or limit.
HOSTILE: dict[str, tuple[str, Callable[[Path], None]]] = {
    "entities.xlsx": ("", lambda path: changed(path, STRINGS, with_entities)),
    "entities_sheet.xlsx": ("", lambda path: changed(path, SHEET, with_entities)),
    "entities.ods": ("", lambda path: changed(path, "content.xml", with_entities, "ods")),
    "outside.xlsx": ("", lambda path: changed(path, STRINGS, with_outside_entity)),
    "outside.ods": ("", lambda path: changed(path, "content.xml", with_outside_entity, "ods")),
    "cut_a_tenth.xlsx": ("file_not_understood damaged", _cut(0.1)),
    "cut_half.xlsx": ("file_not_understood damaged", _cut(0.5)),
    "cut_the_end.xlsx": ("file_not_understood damaged", _cut(0.99)),
    "flipped.xlsx": ("file_not_understood damaged", _flipped),
    "nested.xlsx": ("file_not_understood damaged", _nested_zip),
    "many_parts.xlsx": ("file_not_understood damaged", _many_parts),
    "no_sheet.xlsx": ("", _part(SHEET, "<sheetData>", "<nothing>")),
    "strings_beyond.xlsx": ("", _part(SHEET, "<v>0</v>", "<v>999999999</v>")),
    "strings_negative.xlsx": ("", _part(SHEET, "<v>0</v>", "<v>-1</v>")),
    "strings_named_themselves.xlsx": ("", _part(STRINGS, "<t>", "<t>&#0;<si><si>")),
    "a_million_rows.xlsx": ("read", _part(SHEET, 'ref="A1:C10"', 'ref="A1:XFD1048576"')),
    "far_column.xlsx": ("read", _part(SHEET, "</row>", f"{_WIDE}</row>")),
    "far_row.xlsx": ("", _part(SHEET, '<row r="10"', '<row r="1048576"')),
    "columns.ods": (
        "",
        _part(
            "content.xml",
            "<table:table-cell",
            '<table:table-cell table:number-columns-repeated="200000"',
            "ods",
        ),
    ),
    "rows.ods": (
        "",
        _part(
            "content.xml",
            "<table:table-row",
            '<table:table-row table:number-rows-repeated="1048576"',
            "ods",
        ),
    ),
    "empty.csv": ("file_not_understood empty", _text(b"")),
    "only_bom.csv": ("file_not_understood empty", _text(b"\xef\xbb\xbf")),
    "only_quotes.csv": ("", _text(b'"' * 99_999)),
    "only_quotes_and_lines.csv": ("", _text(b'"\n' * 20_000)),
    "only_separators.csv": ("file_not_understood empty", _text(b";" * 99_999)),
    "nulls.csv": ("file_not_understood foreign", _text(b"\0" * 9_999)),
    "nulls_between.csv": ("", _text(b"Nr;Nome\0\n1;Ro\0ssi\n" * 50)),
    "long_line.csv": ("", _text(b"Nr;Nome\n1;" + b"x" * 10_000_000)),
    "long_quoted.csv": ("", _text(b'Nr;Nome\n1;"' + b"x\n" * 5_000)),
    "returns.csv": ("", _text(b"Nr;Nome\r1;Rossi\r\r\r2;Bianchi\r")),
    "random.xlsx": ("", _text(bytes((n * n * 37) % 251 for n in range(9_999)))),
    "random.csv": ("file_not_understood foreign", _text(bytes(n % 29 for n in range(9_999)))),
    "utf16_odd.csv": ("", _text(b"\xff\xfe" + "Nr;Nome\n1;Rossi\n".encode("utf-16-le") + b"x")),
    "pdf.xls": ("file_not_understood foreign", _text(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj")),
    "picture.ods": ("file_not_understood foreign", _text(b"\x89PNG\r\n\x1a\n" + b"\0" * 99)),
    "program.xlsx": ("file_not_understood foreign", _text(b"MZ\x90\0" + b"\0" * 99)),
    "database.csv": ("file_not_understood foreign", _text(b"SQLite format 3\0" + b"\0" * 99)),
    "compound.xls": ("file_not_understood damaged", _text(b"\xd0\xcf\x11\xe0" + b"\xff" * 2_000)),
    "encrypted.xlsx": (
        "file_not_understood encrypted",
        _text(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600),
    ),
    "page_without_table.xls": ("file_not_understood damaged", _text(b"<html><p>Ciao</p></html>")),
    "deep_page.xls": ("", _text(_DEEP.encode())),
    "wide_page.xls": ("read", _text(b"<table><tr><td colspan=9999999>Nome</td></tr></table>")),
    "entities.xml.xls": (
        "",
        _text(with_entities("<?xml?><Workbook><Table><Row><Cell>Rossi").encode()),
    ),
    "bad_number.xml.xls": (
        "read",
        _text(b'<?xml?><Workbook><Table><Row><Cell ss:Index="12"><Data ss:Type="Number">x</Data>'),
    ),
    "prose.csv": ("", _text(("Nel mezzo del cammin di nostra vita, " * 500).encode())),
    "letters.csv": ("read", _csv(["1", "A" * 10_000])),
    "page_in_a_name.csv": ("read", _csv(["1", "<img src=x onerror=alert(1)>"])),
    "formula.csv": (
        "read",
        _csv(["1", '=HYPERLINK("http://x","y")'], ["2", "@SUM(1)"], ["3", "+1"]),
    ),
    "apostrophe.csv": ("read", _csv(["1", "O'Brien; DROP TABLE"])),
    "right_to_left.csv": ("read", _csv(["1", "\u202egnirts\u202c"])),
    "surrogates.csv": ("read", _text(b"Nr;Nome\n1;" + b"\xed\xa0\x80\n")),
    "templates.csv": ("read", _csv(["1", "{{7*7}} %s %n ${x}"])),
    "numbers.csv": ("read", _csv(["1e309", "-1e-309"], ["NaN", "inf"], ["9" * 400, "٣"])),
    "dates.csv": ("read", _csv(["31/02/2026", "00/00/0000"], ["99999999", "1/1/1"])),
}
