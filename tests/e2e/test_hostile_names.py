"""Names that attack papers, spreadsheets, searches and logs come out as they were typed.

Each is written in every field that takes text, and read back wherever the program shows it.
"""

import csv
import io
import json
import logging
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdfium2
import pytest
import python_calamine

from app.cli.admin import main
from app.services.aid import aid_page, record_aid
from app.services.closing import close_month, leaving
from app.services.consents import give_consent
from app.services.desk import Desk
from app.services.exports import export_table, harmless
from app.services.forms import forms_paper
from app.services.household_file import household_file
from app.services.households import amend_household, register_household
from app.services.members import admit_member
from app.services.needs import record_need
from app.services.papers import closing_receipt, day_sheet_paper, household_summary, matches_paper
from app.services.search import search
from app.services.vaults import create_vault
from models.records.aid import RecordAid
from models.records.household import (
    AddressLine,
    AmendHousehold,
    CodeLine,
    MemberDraft,
    PhoneLine,
    RegisterHousehold,
)
from models.records.vault import CreateVault
from models.rules.partial_date import PartialDate
from models.rules.writing import tidy
from tests.support.network import local_network
from tests.support.vaults import PHRASE, now

HOSTILE = {
    "markup that embeds a file": '<img src="file:///etc/passwd">',
    "an unclosed tag": "<b",
    "a formula": '=HYPERLINK("http://x","y")',
    "a sum": "+1",
    "a formula of old": "@SUM(A1)",
    "a subtraction": "-2+3",
    "an apostrophe": "O'Brien",
    "a command": "Robert'); DROP TABLE household;--",
    "a null": "Mar\x00io Ne\x07ri",
    "writing turned around": "Abu\u202eNassar\u202c",
    "Arabic": "\u200fمحمود عبد الرحمن",
    "a picture": "Lucia 👩‍👧‍👦 🎈",
    "half a letter": "Gia\ud800como \udfffVerdi",
    "ten thousand letters": "Wagner" * 1_667,
    "a column search": "religione : islam",
    "wild cards": '%_*" OR 1',
    "lines and columns": "Rossi\tMaria\r\nBianchi",
    "a path": "../../..\\..\\nul.pdf",
    "a tag of a spreadsheet": "]]></t><f>1+1</f>",
}
MONTH = now().strftime("%Y-%m")


@dataclass(frozen=True)
class Office:
    """A vault where every hostile text is a household, in all of its fields."""

    desk: Desk
    path: Path
    households: dict[str, UUID]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    path = tmp_path_factory.mktemp("office") / "centro.dapo"
    name = HOSTILE["markup that embeds a file"]
    desk = create_vault(CreateVault(path, name, HOSTILE["a command"], PHRASE), now).desk
    yield Office(desk, path, {what: _written(desk, text) for what, text in HOSTILE.items()})
    desk.close()


def _written(desk: Desk, text: str) -> UUID:
    """A household with the text in every field, by every service that takes text."""
    member = MemberDraft(
        surname=text,
        given_name=text,
        nickname=text,
        birth_place=text,
        citizenship=text,
        codes=(CodeLine("passport", text),),
        notes=text,
        born=PartialDate(1980, 3, 4),
    )
    household_id = register_household(
        desk,
        RegisterHousehold(
            (member,),
            number=text,
            card=text,
            street=text,
            municipality=text,
            phone=text,
            notes=text,
            consents=("file",),
        ),
    )
    admit_member(desk, household_id, MemberDraft("child", nickname=text, notes=text))
    give_consent(desk, household_id, "register")
    record_need(desk, household_id, "no_home", notes=text)
    given = RecordAid(household_id, "food", purpose=text, override_reason=text)
    record_aid(desk, given)
    file = household_file(desk, household_id)
    amend_household(
        desk,
        AmendHousehold(
            household_id,
            file.revision,
            text,
            text,
            text,
            is_homeless=False,
            notes=text,
            addresses=(AddressLine(text, text),),
            phones=(PhoneLine(text, whose=text),),
        ),
    )
    return household_id


each = pytest.mark.parametrize("what", HOSTILE)


@each
def test_the_file_keeps_it_to_the_letter(office: Office, what: str) -> None:
    text = tidy(HOSTILE[what])
    file = household_file(office.desk, office.households[what])
    (member, child) = file.members
    (need,) = file.needs
    (address,), (phone,) = file.addresses, file.phones
    assert {
        file.number,
        file.card,
        file.label,
        file.notes,
        member.surname,
        member.given_name,
        member.nickname,
        member.birth_place,
        member.citizenship,
        member.notes,
        member.codes[0].value,
        child.nickname,
        child.notes,
        need.notes,
        address.street,
        address.municipality,
        phone.written,
        phone.whose,
        aid_page(office.desk, file.household_id)[0].purpose,
    } == {text}
    # All that was taken away cannot be written anywhere.
    lost = [sign for sign in HOSTILE[what].strip() if sign not in text]
    assert {unicodedata.category(sign) for sign in lost} <= {"Cc", "Cs"}


@each
def test_a_search_for_it_finds_it(office: Office, what: str) -> None:
    hits = search(office.desk, HOSTILE[what], limit=50)
    assert office.households[what] in {hit.household_id for hit in hits}


@each
def test_the_summary_shows_it_and_embeds_nothing(office: Office, what: str) -> None:
    pdf = household_summary(office.desk, office.households[what])
    printed = _printed(pdf)
    shown = _drawn(HOSTILE[what])
    assert shown in printed or "".join(sorted(shown)) in "".join(sorted(printed))


@each
def test_a_form_read_from_the_right_shows_it_and_embeds_nothing(office: Office, what: str) -> None:
    printed = _printed(forms_paper(office.desk, "ar", office.households[what]))
    assert _drawn(HOSTILE[what]) in printed


def _drawn(text: str) -> str:
    """The first letters that every font has, without spaces."""
    return "".join(re.findall(r"[\x21-\x7e]", tidy(text)))[:12]


def _printed(pdf: bytes) -> str:
    """The letters of a paper without spaces, after seeing that it embeds nothing."""
    paper = pypdfium2.PdfDocument(pdf)
    assert len(paper) <= 3
    assert paper.count_attachments() == 0
    for mark in (b"/EmbeddedFile", b"/Launch", b"/JavaScript", b"/URI", b"root:x:"):
        assert mark not in pdf
    pages = [paper[number].get_textpage().get_text_range() for number in range(len(paper))]
    paper.close()
    return "".join("".join(pages).split())


@pytest.mark.parametrize("table", ["households", "members", "aid"])
def test_spreadsheets_hold_text_and_never_a_formula(
    office: Office, tmp_path: Path, table: Any
) -> None:
    path = tmp_path / f"{table}.xlsx"
    export_table(office.desk, path, table)
    with zipfile.ZipFile(path) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert not re.search(r"<(?:\w+:)?(f|hyperlink)\b", sheet)
    rows = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    cells = {cell for row in rows for cell in row if isinstance(cell, str)}
    for text in HOSTILE.values():
        assert harmless(tidy(text)) in cells
    for cell in cells:
        assert not any(unicodedata.category(sign) in {"Cc", "Cf", "Cs"} for sign in cell)


@pytest.mark.parametrize("table", ["households", "members", "aid"])
def test_no_cell_of_a_csv_begins_as_a_formula(office: Office, tmp_path: Path, table: Any) -> None:
    path = tmp_path / f"{table}.csv"
    written = export_table(office.desk, path, table)
    text = path.read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert len(rows) == written + 1
    assert len({len(row) for row in rows}) == 1
    cells = {cell for row in rows for cell in row}
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    for hostile in HOSTILE.values():
        literal = harmless(tidy(hostile))
        assert literal in cells or f"'{literal}" in cells


def test_the_day_sheet_draws_them_all(office: Office) -> None:
    paper = pypdfium2.PdfDocument(day_sheet_paper(office.desk))
    assert paper.count_attachments() == 0
    text = "".join(page.get_textpage().get_text_range() for page in paper)
    paper.close()
    assert HOSTILE["an apostrophe"] in text
    assert HOSTILE["an unclosed tag"] in text


def test_they_pass_a_closing_and_its_papers_and_no_log_tells_them(
    office: Office, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    desk = office.desk
    with local_network(tmp_path) as network:
        network.welcome(desk, HOSTILE["a formula"])
        shown = leaving(desk, MONTH)
        assert len(shown.rows) == len(HOSTILE)
        receipt = close_month(desk, MONTH)
    assert receipt.bundles_sent == len(HOSTILE)
    for pdf in (closing_receipt(desk, MONTH), matches_paper(desk, MONTH)):
        assert _drawn(desk.centre) in _printed(pdf)
    search(desk, HOSTILE["an apostrophe"])
    household_summary(desk, office.households["an apostrophe"])
    told = "\n".join(record.getMessage() for record in caplog.records)
    for text in ("Brien", "Robert", "Wagner", "HYPERLINK", "passwd", "religione", "Nassar"):
        assert text not in told


def test_the_command_line_tells_them_as_json(
    office: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    office.desk.close()
    monkeypatch.setenv("DAPO_PASSPHRASE", PHRASE)
    for what in ("an apostrophe", "a command", "a null", "half a letter", "lines and columns"):
        typed = HOSTILE[what]
        assert main(["search", typed, "--json", "--vault", str(office.path)]) == 0
        found = json.loads(capsys.readouterr().out)
        assert tidy(typed) in {hit["card"] for hit in found}
