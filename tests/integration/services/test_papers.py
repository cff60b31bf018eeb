"""Papers drawn from a real vault, each of them told in the audit chain."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from app.services import papers
from app.services.aid import record_aid
from app.services.desk import Desk
from app.services.households import register_household
from models.entities import AuditEntry, Closing
from models.errors import NotFound
from models.records.aid import RecordAid
from models.records.household import MemberDraft, RegisterHousehold
from models.rules.partial_date import PartialDate
from models.storage.audit import utc_text
from tests.support.papers import text_of
from tests.support.vaults import ClosedVault, make_vault


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> ClosedVault:
    return make_vault(tmp_path_factory.mktemp("papers"))


@pytest.fixture
def desk(empty: ClosedVault, tmp_path: Path) -> Iterator[Desk]:
    opened = empty.copy_to(tmp_path).open()
    yield opened
    opened.close()


@pytest.fixture
def household(desk: Desk) -> UUID:
    return register_household(
        desk,
        RegisterHousehold((MemberDraft(surname="Rossi", given_name="Maria"),), number="0101"),
    )


def actions(desk: Desk) -> list[str]:
    with desk.read() as session:
        return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.sequence)))


def test_a_summary_is_drawn_and_told_in_the_audit_chain(desk: Desk, household: UUID):
    text = text_of(papers.household_summary(desk, household))
    assert "Rossi Maria" in text
    assert "Stampato il 22 novembre 2026" in text
    assert actions(desk)[-1] == "print_summary"


def test_a_summary_counts_the_whole_year_however_much_was_given(desk: Desk, household: UUID):
    for number in range(70):
        day = PartialDate.from_date(desk.today() - timedelta(days=number))
        record_aid(desk, RecordAid(household, "food", given_on=day))
    assert "70 aiuti" in text_of(papers.household_summary(desk, household))


def test_there_is_no_summary_of_an_unknown_household(desk: Desk):
    with pytest.raises(NotFound):
        papers.household_summary(desk, uuid4())
    assert "print_summary" not in actions(desk)


def test_the_receipt_of_a_month_never_closed_is_not_there(desk: Desk):
    with pytest.raises(NotFound):
        papers.closing_receipt(desk, "2026-10")


def test_the_receipt_of_a_closed_month_is_drawn(desk: Desk):
    with desk.work("close_month", journal=False) as work:
        moment = utc_text(desk.clock())
        work.session.add(
            Closing(
                month="2026-10",
                phase="done",
                begun_at=moment,
                done_at=moment,
                counts='{"entries_sent": 1234}',
                digest="ab" * 32,
            )
        )
        work.commit()
    text = text_of(papers.closing_receipt(desk, "2026-10"))
    assert "1.234" in text
    assert actions(desk)[-1] == "print_receipt"


def test_findings_are_drawn_even_when_there_are_none(desk: Desk):
    assert "Nessun aiuto doppio" in text_of(papers.matches_paper(desk))
    assert actions(desk)[-1] == "print_matches"


def test_the_day_sheet_lists_who_came_today(desk: Desk, household: UUID):
    record_aid(desk, RecordAid(household, "food", 2))
    assert "Rossi Maria" in text_of(papers.day_sheet_paper(desk))
    assert actions(desk)[-1] == "print_day_sheet"


def test_the_recovery_sheet_is_told_but_not_its_key(desk: Desk):
    assert "ABCD EFGH" in text_of(papers.recovery_sheet(desk, "ABCD-EFGH"))
    assert actions(desk)[-1] == "print_recovery_sheet"
