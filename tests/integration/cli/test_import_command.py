"""Import, search, summary and export from the command line."""

import csv
import json
from pathlib import Path

import pytest
import python_calamine

from app.cli import import_command
from app.services.progress import Cancelled
from tests.integration.cli.conftest import Admin
from tests.support.papers import text_of


@pytest.fixture
def filled(admin: Admin, vault: Path, register: Path) -> Path:
    assert admin("import", register, "--consent-register", "yes").code == 0
    return vault


@pytest.mark.usefixtures("vault")
def test_an_import_tells_totals_and_what_became_of_each_row(admin: Admin, register: Path):
    told = admin("import", register, "--consent-register", "yes", "--consent-on", "1/10/2026")
    assert told.code == 0
    assert told.document["totals"]["households"] == 3
    assert told.document["totals"]["euro_cents"] == 6000
    assert told.document["outcome"]["aid_added"] == 4
    assert sum(told.document["rows"].values()) == 5
    assert admin("vault", "info").document["aid"] == 4


@pytest.mark.usefixtures("vault")
def test_a_dry_run_brings_nothing_in(admin: Admin, register: Path):
    told = admin("import", register, "--dry-run")
    assert told.document["outcome"] is None
    assert told.document["totals"]["households"] == 3
    assert admin("vault", "info").document["households"] == 0
    assert "niente è stato importato" in admin("import", register, "--dry-run", as_json=False).out


@pytest.mark.usefixtures("filled")
def test_the_same_file_twice_adds_nothing(admin: Admin, register: Path):
    again = admin("import", register, "--consent-register", "yes")
    assert again.document["outcome"]["batch_id"] is None
    assert "Niente di nuovo" in admin("import", register, as_json=False).out
    assert admin("vault", "info").document["aid"] == 4


@pytest.mark.usefixtures("vault")
def test_rows_that_cannot_be_taken_are_listed_and_end_with_five(admin: Admin, register: Path):
    with register.open("a", encoding="utf-8") as file:
        file.write(";;;;;;99/99/2026;Pacco;1;\n")
    told = admin("import", register)
    assert told.code == 5
    assert told.document["rows"]["listed"] == 1
    assert 6 in {notice["row"] for notice in told.document["notices"]}
    assert "!" in admin("import", register, as_json=False).out


@pytest.mark.usefixtures("vault")
def test_aid_with_a_date_that_is_none_is_kept_told_and_ends_with_zero(admin: Admin, register: Path):
    with register.open("a", encoding="utf-8") as file:
        file.write("0103;Bianchi;Anna;23/01/1988;;;99/99/2026;Pacco;1;\n")
    told = admin("import", register)
    assert told.code == 0
    assert told.document["rows"]["listed"] == 0
    assert told.document["outcome"]["aid_added"] == 5
    assert [(notice["row"], notice["value"]) for notice in told.document["notices"]] == [
        (6, "99/99/2026")
    ]


@pytest.mark.usefixtures("vault")
def test_a_mapping_is_saved_and_used_again(admin: Admin, register: Path, tmp_path: Path):
    kept = tmp_path / "mappatura.json"
    admin("import", register, "--dry-run", "--save-mapping", kept)
    corrected = kept.read_text(encoding="utf-8").replace('"kind":"clothing"', '"kind":"baby"')
    kept.write_text(corrected, encoding="utf-8")
    told = admin("import", register, "--dry-run", "--mapping", kept)
    assert told.document["totals"]["clothing_entries"] == 0
    assert told.document["totals"]["other_entries"] == 1


@pytest.mark.usefixtures("vault")
def test_a_mapping_that_is_none_is_refused(admin: Admin, register: Path, tmp_path: Path):
    (tmp_path / "m.json").write_text("[]", encoding="utf-8")
    told = admin("import", register, "--mapping", tmp_path / "m.json")
    assert (told.code, told.refusal) == (3, "mapping_not_understood")


@pytest.mark.usefixtures("vault")
def test_a_mapping_that_cannot_be_written_is_told(admin: Admin, register: Path, tmp_path: Path):
    told = admin("import", register, "--save-mapping", tmp_path)
    assert (told.code, told.refusal) == (4, "disk_failed")
    assert admin("vault", "info").document["households"] == 0


@pytest.mark.usefixtures("vault")
def test_a_date_of_consent_that_is_none_is_refused(admin: Admin, register: Path):
    told = admin("import", register, "--consent-on", "ieri l'altro", as_json=False)
    assert told.code == 3
    assert "La data non si capisce" in told.err


@pytest.mark.usefixtures("vault")
def test_a_file_that_is_no_table_brings_nothing_in(admin: Admin, tmp_path: Path):
    picture = tmp_path / "foto.xlsx"
    picture.write_bytes(b"\x89PNG\r\n" + bytes(2000))
    told = admin("import", picture)
    assert (told.code, told.refusal) == (3, "file_not_understood")


@pytest.mark.usefixtures("vault")
def test_a_cancelled_import_ends_with_130(
    admin: Admin, register: Path, monkeypatch: pytest.MonkeyPatch
):
    def stop(*_: object, **__: object) -> None:
        raise Cancelled

    monkeypatch.setattr(import_command, "take", stop)
    assert admin("import", register).code == 130


@pytest.mark.usefixtures("filled")
def test_search_lists_households_for_scripts_and_for_people(admin: Admin):
    found = admin("search", "rosi", "maria").document
    assert [hit["household_number"] for hit in found] == ["0101"]
    assert "0101  Rossi Maria" in admin("search", "Rossi", as_json=False).out
    assert "Nessun nucleo" in admin("search", "Zzyzx", as_json=False).out
    assert admin("search", "' OR 1=1 --").document == []


@pytest.mark.usefixtures("filled")
def test_a_summary_is_written_for_a_number(admin: Admin, tmp_path: Path):
    paper = tmp_path / "scheda.pdf"
    told = admin("summary", "0101", "-o", paper)
    assert told.code == 0
    text = text_of(paper.read_bytes())
    assert "Rossi Maria" in text
    assert "60,00" in text


@pytest.mark.usefixtures("filled")
def test_a_summary_of_nobody_is_refused(admin: Admin, tmp_path: Path):
    told = admin("summary", "9999", "-o", tmp_path / "x.pdf")
    assert (told.code, told.refusal) == (3, "not_found")
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.usefixtures("filled")
def test_a_summary_that_cannot_be_written_is_told(admin: Admin, tmp_path: Path):
    assert admin("summary", "0101", "-o", tmp_path / "no" / "x.pdf").refusal == "disk_failed"


@pytest.mark.parametrize(("what", "rows"), [("households", 3), ("members", 3), ("aid", 4)])
@pytest.mark.usefixtures("filled")
def test_each_list_is_exported_whole(admin: Admin, tmp_path: Path, what: str, rows: int):
    table = tmp_path / f"{what}.xlsx"
    assert admin("export", what, "-o", table).document["rows"] == rows
    cells = python_calamine.CalamineWorkbook.from_path(str(table)).get_sheet_by_index(0)
    assert len(cells.to_python()) == rows + 1


@pytest.mark.usefixtures("filled")
def test_a_csv_opens_in_excel_with_decimal_comma(admin: Admin, tmp_path: Path):
    table = tmp_path / "aiuti.csv"
    admin("export", "aid", "-o", table)
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows[0][:4] == ["Numero del nucleo", "Nomi", "Data", "Tipo"]
    assert ["0101", "Rossi Maria", "12/10/2026", "Denaro", "1", "60,00"] in [r[:6] for r in rows]


@pytest.mark.usefixtures("filled")
def test_an_export_of_unknown_form_is_refused(admin: Admin, tmp_path: Path):
    told = admin("export", "aid", "-o", tmp_path / "aiuti.docx", as_json=False)
    assert told.code == 3
    assert ".xlsx o .csv" in told.err


@pytest.mark.usefixtures("vault")
def test_hostile_names_come_out_as_text_everywhere(admin: Admin, tmp_path: Path):
    names = ['=HYPERLINK("http://x.invalid")', "<img src=x>", "O'Brien", "-2+3", "a\u202eb"]
    rows = [f"{n};{name};Ada;01/02/1980;05/10/2026;Pacco;1" for n, name in enumerate(names, 1)]
    register = tmp_path / "ostile.csv"
    header = "Numero;Cognome;Nome;Data nascita;Data aiuto;Tipo aiuto;Quantità"
    register.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    assert admin("import", register).code in {0, 5}
    for ending in ("csv", "xlsx"):
        assert admin("export", "members", "-o", tmp_path / f"m.{ending}").code == 0
    text = (tmp_path / "m.csv").read_text(encoding="utf-8-sig")
    assert ";=" not in text
    assert ";'=HYPERLINK" in text or ";\"'=HYPERLINK" in text
    cells = python_calamine.CalamineWorkbook.from_path(str(tmp_path / "m.xlsx"))
    surnames = [row[2] for row in cells.get_sheet_by_index(0).to_python()]
    assert "<img src=x>" in surnames
    assert "O'Brien" in surnames
    assert json.loads(admin("search", "O'Brien").out)[0]["names"].startswith("O'Brien")
