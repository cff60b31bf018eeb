"""Files parsed in the child process, under limits."""

import os
import zipfile
from datetime import date
from pathlib import Path

import pytest

from app.services.confined import _address_space
from app.services.imports import reading
from app.services.imports.errors import FileLooksDangerous, FileNotUnderstood, FileTooBig
from app.services.imports.reading import Limits, read_workbook
from tests.support.spreadsheets import write_ods, write_text, write_xlsx

ROWS = [
    ["Nr", "Nome", "Nato il"],
    [7, "Nicolò D'È", date(1980, 3, 5)],
    [],
    [8, "=HYPERLINK(1)", None],
]
READ = (("Nr", "Nome", "Nato il"), (7, "Nicolò D'È", date(1980, 3, 5)), (), (8, "=HYPERLINK(1)"))
MEGABYTE = 1024 * 1024


def bomb(path: Path, megabytes: int, entry: str = "xl/worksheets/sheet1.xml") -> Path:
    """An archive whose one entry swells."""
    swollen = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
    with swollen as archive, archive.open(entry, "w") as file:
        for _ in range(megabytes):
            file.write(b"A" * MEGABYTE)
    return path


def test_excel_and_libreoffice_files_are_read_as_they_are(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", [("Uno", ROWS), ("Due", [["x"]])])
    write_ods(tmp_path / "a.ods", [("Uno", ROWS), ("Due", [["x"]])])
    for name in ("a.xlsx", "a.ods"):
        workbook = read_workbook(tmp_path / name)
        assert [sheet.name for sheet in workbook.sheets] == ["Uno", "Due"]
        assert workbook.sheets[0].rows == READ


def test_old_excel_files_are_read() -> None:
    workbook = read_workbook(Path("tests/data/registers/resurrezione.xls"))
    assert [(sheet.name, len(sheet.rows)) for sheet in workbook.sheets] == [
        ("Schede", 414),
        ("Movimenti", 5726),
    ]


def test_text_tables_are_read_whatever_their_name(tmp_path: Path) -> None:
    write_text(tmp_path / "registro.xls", [["Nr", "Nome"], ["07", "Nicolò"]], ";", "cp1252")
    assert read_workbook(tmp_path / "registro.xls").sheets[0].rows == (
        ("Nr", "Nome"),
        ("07", "Nicolò"),
    )


def test_blank_rows_and_columns_at_the_edges_keep_row_numbers_true(tmp_path: Path) -> None:
    write_xlsx(
        tmp_path / "a.xlsx", [("Uno", [[], [], [None, None, "Nome"], [None, None, "Rossi"]])]
    )
    assert read_workbook(tmp_path / "a.xlsx").sheets[0].rows == (
        *((), ()),
        (None, None, "Nome"),
        (None, None, "Rossi"),
    )


def test_very_long_cells_are_cut_with_a_notice(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", [("Uno", [["Nome"], ["B" * 10_000]])])
    workbook = read_workbook(tmp_path / "a.xlsx")
    assert len(str(workbook.sheets[0].rows[1][0])) == 5_000
    assert [(notice.row, notice.column, notice.code) for notice in workbook.notices] == [
        (2, "A", "text_cut")
    ]


def test_a_swelling_archive_looks_dangerous(tmp_path: Path) -> None:
    with pytest.raises(FileLooksDangerous) as raised:
        read_workbook(bomb(tmp_path / "bomb.xlsx", 64))
    assert raised.value.values["reason"] == "ratio"


def test_an_archive_that_unpacks_to_too_much_is_too_big(tmp_path: Path) -> None:
    path = bomb(tmp_path / "big.xlsx", 3)
    with pytest.raises(FileTooBig) as raised:
        read_workbook(path, Limits(unpacked_bytes=MEGABYTE))
    assert raised.value.values["limit"] == "unpacked"


@pytest.mark.parametrize("entry", ["../../evil.xml", "/etc/evil.xml", "C:\\evil.xml"])
def test_an_archive_that_writes_elsewhere_looks_dangerous(tmp_path: Path, entry: str) -> None:
    with pytest.raises(FileLooksDangerous) as raised:
        read_workbook(bomb(tmp_path / "path.xlsx", 1, entry))
    assert raised.value.values["reason"] == "path"


def test_a_file_over_the_size_limit_is_too_big(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a;b\n" * 1000, encoding="utf-8")
    with pytest.raises(FileTooBig) as raised:
        read_workbook(tmp_path / "a.csv", Limits(file_bytes=100))
    assert raised.value.values["limit"] == "size"


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        (b"%PDF-1.7\n", "foreign"),
        (b"\x89PNG\r\n", "foreign"),
        (bytes(range(1, 32)) * 50, "foreign"),
        (b"PK\x03\x04broken", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"", "empty"),
        (b"\n\n;;\n", "empty"),
    ],
)
def test_what_is_no_table_is_told(tmp_path: Path, start: bytes, reason: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(start)
    with pytest.raises(FileNotUnderstood) as raised:
        read_workbook(tmp_path / "a.xlsx")
    assert raised.value.values["reason"] == reason


def test_an_archive_that_is_no_workbook_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(FileNotUnderstood) as raised:
        read_workbook(bomb(tmp_path / "a.xlsx", 1, "hello.txt"))
    assert raised.value.values["reason"] == "damaged"


def test_a_workbook_cut_in_the_middle_is_damaged(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", [("Uno", ROWS)])
    whole = (tmp_path / "a.xlsx").read_bytes()
    (tmp_path / "a.xlsx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(FileNotUnderstood):
        read_workbook(tmp_path / "a.xlsx")


def test_an_encrypted_entry_is_told(tmp_path: Path) -> None:
    write_ods(tmp_path / "a.ods", [("Uno", ROWS)])
    raw = bytearray((tmp_path / "a.ods").read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.ods").write_bytes(raw)
    with pytest.raises(FileNotUnderstood) as raised:
        read_workbook(tmp_path / "a.ods")
    assert raised.value.values["reason"] == "encrypted"


def test_a_libreoffice_file_kept_under_a_password_is_told(tmp_path: Path) -> None:
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
        '<manifest:encryption-data manifest:checksum="AA==">'
        '<manifest:algorithm manifest:initialisation-vector="AA=="/>'
        "</manifest:encryption-data></manifest:file-entry></manifest:manifest>"
    )
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", bytes(range(256)))
    with pytest.raises(FileNotUnderstood) as raised:
        read_workbook(tmp_path / "a.ods")
    assert raised.value.values["reason"] == "encrypted"


def leave_without_a_word(*_: object) -> None:
    """A parser that ends before it could tell anything."""
    raise SystemExit(3)


def test_a_file_whose_parser_ends_without_a_word_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "parse_or_tell", leave_without_a_word)
    (tmp_path / "a.csv").write_text("Nr;Nome\n1;Ada\n", encoding="utf-8")
    with pytest.raises(FileNotUnderstood) as raised:
        read_workbook(tmp_path / "a.csv")
    assert raised.value.values == {"name": "a.csv", "reason": "damaged"}


@pytest.mark.posix("Windows has no limit of memory to reckon")
def test_memory_in_use_counts_as_none_where_the_system_does_not_tell(tmp_path: Path) -> None:
    (tmp_path / "statm").write_text("250 100 30 1 0 80 0\n", encoding="ascii")
    assert _address_space(tmp_path / "statm") == 250 * os.sysconf("SC_PAGE_SIZE")
    assert _address_space(tmp_path / "none") == 0


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotUnderstood) as raised:
        read_workbook(tmp_path / "none.csv")
    assert raised.value.values["reason"] == "missing"


def test_parsing_past_the_memory_allowed_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_bytes(b";".join([b"1"] * 400_000) * 12)
    with pytest.raises(FileTooBig) as raised:
        read_workbook(path, Limits(memory_bytes=40 * MEGABYTE))
    assert raised.value.values["limit"] == "memory"


def test_parsing_past_the_time_allowed_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b\n", encoding="utf-8")
    with pytest.raises(FileTooBig) as raised:
        read_workbook(path, Limits(seconds=0))
    assert raised.value.values["limit"] == "time"


def test_a_sheet_that_claims_a_million_rows_stays_within_limits(tmp_path: Path) -> None:
    write_ods(tmp_path / "a.ods", [("Uno", ROWS)])
    with zipfile.ZipFile(tmp_path / "a.ods") as archive:
        content = archive.read("content.xml").decode("utf-8")
    huge = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell'
        ' table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    with zipfile.ZipFile(tmp_path / "b.ods", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content.replace("</table:table>", huge))
    with pytest.raises((FileTooBig, FileNotUnderstood)):
        read_workbook(tmp_path / "b.ods", Limits(memory_bytes=256 * MEGABYTE, seconds=20))
