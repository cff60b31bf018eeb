"""Which months can be closed, and which one is proposed."""

from datetime import UTC, datetime

import pytest

from app.services.aid import record_aid
from app.services.closing import closing_months
from models.entities import Closing
from models.records.aid import RecordAid
from models.rules.partial_date import PartialDate
from models.storage.audit import utc_text
from tests.support.vaults import make_vault, open_a_file


@pytest.fixture(scope="module")
def closed_vault(tmp_path_factory):
    return make_vault(tmp_path_factory.mktemp("months"))


@pytest.fixture
def desk(closed_vault, tmp_path):
    """A desk on 22 November 2026."""
    opened = closed_vault.copy_to(tmp_path).open()
    yield opened
    opened.close()


def give(desk, *days: str) -> None:
    household = open_a_file(desk)
    for day in days:
        record_aid(desk, RecordAid(household, "food", given_on=PartialDate.from_iso(day)))


def note(desk, month: str, phase: str) -> None:
    moment = utc_text(datetime(2026, 11, 22, 9, tzinfo=UTC))
    with desk.work("seed", journal=False) as work:
        done_at = moment if phase == "done" else None
        work.session.add(
            Closing(
                month=month, begun_at=moment, done_at=done_at, phase=phase, counts="{}", digest=""
            )
        )
        work.commit()


def test_an_empty_centre_is_proposed_the_present_month(desk):
    found = closing_months(desk)
    assert found.months == ("2026-11",)
    assert found.proposed == "2026-11"


def test_the_latest_month_that_ended_comes_first(desk):
    give(desk, "2026-08-03", "2026-10-05", "2026-11-02")
    found = closing_months(desk)
    assert found.months == ("2026-11", "2026-10", "2026-08")
    assert found.proposed == "2026-10"
    assert found.closed == frozenset()


def test_after_it_is_closed_the_present_month_is_proposed(desk):
    give(desk, "2026-08-03", "2026-10-05", "2026-11-02")
    note(desk, "2026-10", "done")
    found = closing_months(desk)
    assert found.closed == {"2026-10"}
    assert found.proposed == "2026-11"


def test_when_nothing_waits_the_latest_closed_month_is_shown(desk):
    give(desk, "2026-10-05")
    note(desk, "2026-10", "done")
    assert closing_months(desk).proposed == "2026-10"


def test_a_month_that_was_reopened_waits_again(desk):
    give(desk, "2026-09-05", "2026-10-05")
    note(desk, "2026-09", "begun")
    note(desk, "2026-10", "done")
    assert closing_months(desk).proposed == "2026-09"
