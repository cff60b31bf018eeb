"""The first screen: what expires, who is silent, which month waits."""

from datetime import date, timedelta

from app.services.aid import record_aid
from app.services.desk import Desk
from app.services.economy import record_isee
from app.services.households import amend_member, close_household, household_file
from app.services.overview import households_of, overview
from models.entities import Closing
from models.records.aid import RecordAid
from models.records.backup import BackupState
from models.records.household import CodeLine, IseeLine, MemberDraft
from models.records.search import MonthFigures
from models.rules.partial_date import PartialDate
from tests.integration.services.conftest import Clock
from tests.support.elsewhere import aided_elsewhere
from tests.support.vaults import NOW, open_a_file

TODAY = NOW.date()


def told(desk: Desk) -> dict[str, tuple[int, date | None]]:
    return {line.code: (line.count, line.on) for line in overview(desk).expiring}


def test_an_empty_vault_has_nothing_to_tell(desk: Desk) -> None:
    found = overview(desk)
    assert found.today == TODAY
    assert (found.expiring, found.last_opened, found.month_to_close) == ((), (), None)
    assert found.month == MonthFigures("2026-11", 0, 0, 0)
    assert (found.households, found.last_exchange) == (0, None)
    assert found.backup == BackupState(None, None, None)


def test_certificates_that_expire_soon_are_counted_by_household(desk: Desk) -> None:
    first, second = open_a_file(desk), open_a_file(desk, "Rossi")
    record_isee(desk, first, IseeLine("ordinary", 1, PartialDate(2025), None))
    record_isee(desk, first, IseeLine("current", 1, None, None))
    record_isee(desk, second, IseeLine("ordinary", 1, None, PartialDate(2027, 12, 31)))
    assert told(desk)["isee"] == (1, date(2026, 12, 31))


def test_health_cards_that_expire_soon_are_counted(desk: Desk) -> None:
    opened = open_a_file(desk)
    first = household_file(desk, opened).members[0].member_id
    cards = tuple(
        CodeLine("stp", f"STP030123456789{place}", None, PartialDate(2026, month, 20))
        for place, month in enumerate((10, 12))
    )
    amend_member(desk, opened, first, MemberDraft("reference", "Rossi", codes=cards))
    assert told(desk)["stp"] == (1, date(2026, 12, 20))


def test_files_without_consent_for_the_register_are_counted(desk: Desk) -> None:
    open_a_file(desk)
    open_a_file(desk, consents=("register",))
    close_household(desk, open_a_file(desk), "moved")
    assert told(desk)["consent_register"] == (1, None)


def test_a_household_is_silent_when_its_last_aid_is_long_ago(desk: Desk, clock: Clock) -> None:
    opened = open_a_file(desk)
    open_a_file(desk, "Rossi")
    record_aid(desk, RecordAid(opened, "food"))
    assert "silent" not in told(desk)
    clock.later(days=61)
    assert told(desk)["silent"] == (1, None)


def test_each_line_lists_the_households_it_counts(desk: Desk, clock: Clock) -> None:
    late, soon = open_a_file(desk), open_a_file(desk, "Rossi")
    card = (CodeLine("stp", "STP0301234567890", None, PartialDate(2026, 12, 20)),)
    first = household_file(desk, soon).members[0].member_id
    amend_member(desk, soon, first, MemberDraft("reference", "Rossi", codes=card))
    record_isee(desk, late, IseeLine("ordinary", 1, None, PartialDate(2026, 12, 31)))
    record_isee(desk, soon, IseeLine("ordinary", 1, None, PartialDate(2026, 12, 5)))
    record_aid(desk, RecordAid(late, "food"))
    (line,) = (line for line in overview(desk).expiring if line.code == "isee")
    assert (line.on, line.until) == (date(2026, 12, 5), date(2026, 12, 31))
    listed = {
        code: [hit.household_id for hit in households_of(desk, code)]
        for code in ("isee", "stp", "consent_register", "silent")
    }
    assert listed["isee"] == [soon, late]
    assert listed["stp"] == [soon]
    assert set(listed["consent_register"]) == {soon, late}
    assert listed["silent"] == []
    clock.later(days=61)
    assert [hit.household_id for hit in households_of(desk, "silent")] == [late]


def test_the_files_opened_last_are_told_newest_first(desk: Desk, clock: Clock) -> None:
    opened = [open_a_file(desk, f"Rossi{place}") for place in range(8)]
    for household in opened:
        household_file(desk, household)
        clock.later(minutes=1)
    found = overview(desk)
    assert [line.household_id for line in found.last_opened] == opened[:1:-1]
    assert found.last_opened[0].at == NOW + timedelta(minutes=7)
    assert found.last_opened[0].names.startswith("Rossi7 Mahmoud")
    assert found.households == 8


def test_the_month_counts_aid_households_and_those_followed_elsewhere(desk: Desk) -> None:
    first, second = open_a_file(desk), open_a_file(desk, "Rossi")
    for household, given in ((first, "2026-11-03"), (first, "2026-11"), (second, "2026-11-20")):
        record_aid(desk, RecordAid(household, "food", given_on=PartialDate.from_iso(given)))
    record_aid(desk, RecordAid(second, "food", given_on=PartialDate(2026, 10, 31)))
    aided_elsewhere(desk, first, "San Pio X")
    aided_elsewhere(desk, second, "San Pio X", strength="review")
    assert overview(desk).month == MonthFigures("2026-11", 3, 2, 1)


def test_the_latest_month_that_ended_and_is_not_closed_waits(desk: Desk) -> None:
    opened = open_a_file(desk)
    for month in (9, 10):
        record_aid(desk, RecordAid(opened, "food", given_on=PartialDate(2026, month, 5)))
    assert overview(desk).month_to_close == "2026-10"
    done = {"phase": "done", "begun_at": "", "done_at": "2026-11-01T10:00:00.000000Z"}
    with desk.work("close_month", journal=False) as work:
        work.session.add(Closing(month="2026-10", **done))
        work.session.add(Closing(month="2026-09", phase="begun", begun_at="", done_at=None))
        work.commit()
    found = overview(desk)
    assert found.month_to_close == "2026-09"
    assert found.last_exchange == date(2026, 11, 1)


def test_the_present_month_waits_when_no_other_does(desk: Desk) -> None:
    record_aid(desk, RecordAid(open_a_file(desk), "food"))
    assert overview(desk).month_to_close == "2026-11"
