"""The coordinator reads the log page by page, takes it out, and has it verified."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from app.services.aid import record_aid
from app.services.audit_log import (
    audit_operators,
    audit_page,
    count_audit,
    detail_words,
    export_audit,
    verify_audit_log,
)
from app.services.doubles import possible_doubles
from app.services.household_file import household_file
from app.services.search import search
from app.services.undo import undo_last
from models.errors import NotAllowed
from models.records.aid import RecordAid
from models.records.audit import AuditFilter
from models.records.household import CodeLine, MemberDraft
from tests.support.vaults import open_a_file

CODE = "RSSMRA80A01F205X"
ALL = AuditFilter()


@pytest.fixture
def family(desk):
    return open_a_file(desk)


def told(desk, wanted: AuditFilter = ALL) -> list[tuple[str, str]]:
    return [(line.action, detail_words(line)) for line in audit_page(desk, wanted)]


def test_lines_are_told_newest_first_with_who_when_and_whose_file(desk, family, clock):
    clock.later(minutes=5)
    household_file(desk, family)
    line = audit_page(desk, ALL)[0]
    assert (line.action, line.operator) == ("open_file", "volontaria 3")
    assert (line.household_id, line.number, line.at) == (family, "0217", clock())


def test_a_log_is_read_page_by_page(desk, family):
    for _ in range(7):
        household_file(desk, family)
    every = audit_page(desk, ALL)
    first = audit_page(desk, ALL, limit=4)
    then = audit_page(desk, ALL, before=first[-1].sequence, limit=100)
    assert (*first, *then) == every
    assert count_audit(desk) == len(every)


def test_lines_are_chosen_by_kind_person_household_and_day(desk, clock):
    other = open_a_file(desk, number="9")
    open_a_file(desk)
    clock.later(days=2)
    record_aid(desk, RecordAid(other, "food", override_reason="Bambino malato"))
    search(desk, CODE)
    me = desk.operator.operator_id
    day = desk.today()
    assert told(desk, AuditFilter(kind="searches")) == [
        ("search_code", "codice fiscale, trovati: 0")
    ]
    early = [("record_aid", "Viveri, prima del tempo")]
    assert told(desk, AuditFilter(kind="early")) == early
    assert [a for a, _ in told(desk, AuditFilter(household_id=other))] == [
        "record_aid",
        "register_household",
    ]
    assert [a for a, _ in told(desk, AuditFilter(first=day))] == ["search_code", "record_aid"]
    before = AuditFilter(last=day - timedelta(days=1))
    assert len(told(desk, before)) == len(told(desk)) - 2
    assert told(desk, AuditFilter(operator_id=me)) == told(desk)
    assert audit_operators(desk) == ((me, "volontaria 3"),)


def test_no_line_holds_a_code_or_a_reason(desk, family, tmp_path):
    record_aid(desk, RecordAid(family, "food", override_reason="Bambino malato"))
    search(desk, CODE)
    search(desk, "Mahmoud")
    export_audit(desk, tmp_path / "log.csv", ALL)
    written = (tmp_path / "log.csv").read_text("utf-8-sig")
    for text_of_people in ("malato", CODE, "Mahmoud", "Heba"):
        assert text_of_people not in written
    assert "Aiuto segnato" in written
    assert audit_page(desk, ALL)[0].action == "export_audit"


def test_a_search_by_code_is_written_once_until_another_is_made(desk):
    def searches() -> int:
        return len(audit_page(desk, AuditFilter(kind="searches")))

    for typed in (CODE[:8], CODE, CODE.lower(), f" {CODE} "):
        search(desk, typed)
    assert searches() == 1
    search(desk, "Mahmoud")
    search(desk, CODE)
    assert searches() == 2
    draft = MemberDraft(surname="Rossi", codes=(CodeLine("codice_fiscale", CODE),))
    for _ in range(3):
        possible_doubles(desk, draft)
    assert searches() == 2
    possible_doubles(desk, replace(draft, codes=(CodeLine("stp", "STP0123456789012"),)))
    assert searches() == 3


def test_a_line_of_an_undone_file_leads_nowhere(desk):
    open_a_file(desk)
    undo_last(desk)
    assert audit_page(desk, AuditFilter(kind="changes"))[-1].household_id is None


def test_a_verification_tells_what_it_found_and_leaves_a_line(desk):
    found = verify_audit_log(desk)
    assert (found.fault, found.lines) == (None, count_audit(desk) - 1)
    assert told(desk)[0] == ("verify_audit", f"intero: {found.lines}")
    with desk.vault._writer.begin() as connection:
        connection.execute(text("UPDATE audit_entry SET detail = 'x' WHERE sequence = 2"))
    found = verify_audit_log(desk)
    assert (found.fault, found.sequence) == ("edited", 2)
    assert told(desk)[0] == ("verify_audit", "cambiata la riga 2")


def test_the_name_of_a_file_brought_in_is_told_as_it_is(desk):
    with desk.work("import_register", journal=False) as work:
        work.audit("import_register", None, "same; done.xlsx")
        work.commit()
    assert told(desk)[0] == ("import_register", "same; done.xlsx")


def test_only_the_coordinator_reads_the_log(desk, tmp_path):
    hers = replace(desk, operator=replace(desk.operator, role="staff"))
    for read in (
        lambda: audit_page(hers, ALL),
        lambda: count_audit(hers),
        lambda: audit_operators(hers),
        lambda: export_audit(hers, tmp_path / "log.csv", ALL),
        lambda: verify_audit_log(hers),
    ):
        with pytest.raises(NotAllowed):
            read()
    assert list(tmp_path.glob("log.csv")) == []
