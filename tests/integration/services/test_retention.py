"""What falls due is listed; it is confirmed with a reason or erased, and never by itself."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from app.services.aid import record_aid
from app.services.consents import give_consent, withdraw_consent
from app.services.desk import Desk
from app.services.erasing import erase_household
from app.services.households import close_household, household_file
from app.services.past_figures import past_figures
from app.services.privacy import privacy_terms, set_privacy_terms
from app.services.progress import Cancelled
from app.services.retention import due_files, erase_due, keep_longer
from app.services.undo import undo_last
from models.entities import Erased, Household
from models.errors import NotAllowed, NotFound, RuleBroken
from models.ids import new_id
from models.records.aid import RecordAid
from models.rules.partial_date import PartialDate
from models.storage.vault import Vault
from tests.integration.services.conftest import Clock
from tests.support.vaults import bring_in, open_a_file


def causes(desk: Desk) -> dict[object, tuple[str, date]]:
    return {line.household_id: (line.cause, line.since) for line in due_files(desk)}


def test_an_open_file_falls_due_when_nobody_used_it_for_two_years(desk: Desk, clock: Clock) -> None:
    opened = open_a_file(desk)
    assert due_files(desk) == ()
    clock.later(days=200)
    record_aid(desk, RecordAid(opened, "food", given_on=PartialDate.from_date(desk.today())))
    last = desk.today()
    clock.later(days=729)
    assert due_files(desk) == ()
    clock.later(days=2)
    (line,) = due_files(desk)
    assert (line.household_id, line.cause, line.last_used) == (opened, "unused", last)
    assert line.number == "0217"
    assert line.names


def test_a_closed_file_falls_due_after_a_year_and_as_the_centre_says(
    desk: Desk, clock: Clock
) -> None:
    opened = open_a_file(desk)
    close_household(desk, opened, "moved")
    clock.later(days=364)
    assert due_files(desk) == ()
    clock.later(days=1)
    assert causes(desk)[opened] == ("closed", date(2027, 11, 22))
    set_privacy_terms(desk, replace(privacy_terms(desk), months_after_closing=13))
    assert due_files(desk) == ()


def test_a_consent_withdrawn_makes_a_file_due_at_once_unless_it_is_given_again(desk: Desk) -> None:
    opened = open_a_file(desk, consents=("file", "register"))
    withdraw_consent(desk, opened, "register")
    assert due_files(desk) == ()
    withdraw_consent(desk, opened, "file")
    assert causes(desk)[opened] == ("consent", desk.today())
    give_consent(desk, opened, "file")
    assert due_files(desk) == ()


def test_an_imported_file_counts_from_its_last_aid(desk: Desk, clock: Clock) -> None:
    bring_in(desk, "sacra_famiglia_pacchi.xlsx")
    clock.later(days=3 * 366)
    with desk.read() as session:
        households = session.scalar(select(func.count(Household.id)))
    lines = due_files(desk)
    assert len(lines) == households
    assert [line.since for line in lines] == sorted(line.since for line in lines)


def test_a_file_is_kept_longer_with_a_reason_and_that_can_be_undone(
    desk: Desk, clock: Clock
) -> None:
    opened = open_a_file(desk)
    clock.later(days=800)
    until = desk.today() + timedelta(days=90)
    keep_longer(desk, opened, until, "followed")
    assert due_files(desk) == ()
    keep_longer(desk, opened, until - timedelta(days=30), "law")
    clock.later(days=60)
    assert causes(desk)[opened] == ("unused", desk.today())
    clock.later(days=-60)
    undo_last(desk)
    undo_last(desk)
    assert len(due_files(desk)) == 1
    keep_longer(desk, opened, until, "followed")
    erase_household(desk, opened, "requested")


@pytest.mark.parametrize(
    ("days", "reason", "rule"),
    [(0, "law", "until_when"), (3700, "law", "until_when"), (10, "why_not", "unknown_code")],
)
def test_keeping_needs_a_day_to_come_and_a_reason(
    desk: Desk, days: int, reason: str, rule: str
) -> None:
    opened = open_a_file(desk)
    with pytest.raises(RuleBroken, match=rule):
        keep_longer(desk, opened, desk.today() + timedelta(days=days), reason)
    with pytest.raises(NotFound):
        keep_longer(desk, new_id(), desk.today() + timedelta(days=9), "law")


def test_only_what_is_due_and_chosen_is_erased_and_the_file_swept_once(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = [open_a_file(desk, number=str(number)) for number in range(4)]
    clock.later(days=800)
    new = open_a_file(desk, number="new")
    swept: list[Vault] = []
    sweep = Vault.sweep
    monkeypatch.setattr(Vault, "sweep", lambda vault: (swept.append(vault), sweep(vault)))
    seen: list[tuple[str, int, int]] = []
    assert erase_due(desk, {*old[:2], new}, lambda *told: seen.append(told)) == 2
    assert seen == [("erase", 0, 2), ("erase", 1, 2)]
    assert len(swept) == 1
    household_file(desk, new)
    assert set(causes(desk)) == set(old[2:])
    with desk.read() as session:
        assert set(session.scalars(select(Erased.reason))) == {"retention"}
    figures = {(each.table, each.code): each.count for each in past_figures(desk, "")}
    assert figures["total", "kept_people"] == 8

    def cancel(_phase: str, done: int, _total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        erase_due(desk, old, cancel)
    assert len(causes(desk)) == 1
    assert len(swept) == 2


def test_nobody_but_the_coordinator_confirms_or_erases(desk: Desk, clock: Clock) -> None:
    opened = open_a_file(desk)
    clock.later(days=800)
    staff = replace(desk, operator=replace(desk.operator, role="staff"))
    assert len(due_files(staff)) == 1
    with pytest.raises(NotAllowed):
        keep_longer(staff, opened, staff.today() + timedelta(days=9), "law")
    with pytest.raises(NotAllowed):
        erase_due(staff, [opened])
    assert erase_due(desk, []) == 0
