"""What hangs from a household: needs, consents and certificates, each with its rules."""

from datetime import date

import pytest

from app.services.consents import give_consent, withdraw_consent
from app.services.desk import Desk
from app.services.economy import record_isee, remove_isee
from app.services.households import household_file
from app.services.needs import end_need, record_need
from models.errors import NotFound, RuleBroken
from models.ids import new_id
from models.records.household import IseeLine
from models.rules.partial_date import PartialDate
from tests.support.vaults import NOW, open_a_file

TODAY = NOW.date()


def broken(error: pytest.ExceptionInfo[RuleBroken]) -> object:
    return error.value.values["rule"]


def test_needs_are_open_until_they_end(desk: Desk) -> None:
    opened = open_a_file(desk)
    child = household_file(desk, opened).members[2].member_id
    need = record_need(desk, opened, "eviction", since=PartialDate(2026, 3), notes="a luglio")
    record_need(desk, opened, "school_dropout", member_id=child)
    end_need(desk, opened, need, date(2026, 7, 1))
    lines = household_file(desk, opened).needs
    assert [(line.code, line.member_id, line.until) for line in lines] == [
        ("school_dropout", child, None),
        ("eviction", None, date(2026, 7, 1)),
    ]
    assert lines[0].since == PartialDate.from_date(TODAY)


def test_a_need_keeps_to_the_rules(desk: Desk) -> None:
    opened = open_a_file(desk)
    other = household_file(desk, open_a_file(desk, "Rossi"))
    need = record_need(desk, opened, "eviction")
    cases = {
        "unknown_code": lambda: record_need(desk, opened, "boredom"),
        "future_date": lambda: end_need(desk, opened, need, date(2027, 1, 1)),
        "dates_crossed": lambda: end_need(desk, opened, need, date(2026, 1, 1)),
    }
    for rule, work in cases.items():
        with pytest.raises(RuleBroken) as error:
            work()
        assert broken(error) == rule
    with pytest.raises(NotFound):
        record_need(desk, opened, "eviction", member_id=other.members[0].member_id)
    with pytest.raises(NotFound):
        end_need(desk, other.household_id, need, TODAY)


def test_a_consent_is_withdrawn_and_given_again(desk: Desk) -> None:
    opened = open_a_file(desk)
    give_consent(desk, opened, "register", PartialDate(2026, 1))
    withdraw_consent(desk, opened, "register", date(2026, 6, 1))
    give_consent(desk, opened, "register")
    lines = household_file(desk, opened).consents
    assert [(str(line.given_on and line.given_on.iso), line.withdrawn_on) for line in lines] == [
        ("2026-11-22", None),
        ("2026-01", date(2026, 6, 1)),
    ]


def test_a_consent_keeps_to_the_rules(desk: Desk) -> None:
    opened = open_a_file(desk, consents=("file",))
    cases = {
        "consent_in_force": lambda: give_consent(desk, opened, "file"),
        "unknown_code": lambda: give_consent(desk, opened, "marketing"),
        "future_date": lambda: give_consent(desk, opened, "register", PartialDate(2027)),
    }
    for rule, work in cases.items():
        with pytest.raises(RuleBroken) as error:
            work()
        assert broken(error) == rule
    with pytest.raises(RuleBroken):
        withdraw_consent(desk, opened, "file", date(2027, 1, 1))
    with pytest.raises(NotFound):
        withdraw_consent(desk, opened, "register")


def test_a_household_may_hold_two_isee_at_once(desk: Desk) -> None:
    opened = open_a_file(desk)
    first = record_isee(desk, opened, IseeLine("ordinary", 512_345, PartialDate(2025, 2), None))
    record_isee(desk, opened, IseeLine("minors", 0, None, None))
    lines = household_file(desk, opened).isee
    assert [(line.kind, line.is_expired) for line in lines] == [
        ("minors", False),
        ("ordinary", True),
    ]
    assert lines[1].expires_on == PartialDate(2025, 12, 31)
    mended = IseeLine("current", 100, None, PartialDate(2026, 6, 30), isee_id=first)
    assert record_isee(desk, opened, mended) == first
    assert household_file(desk, opened).isee[1].kind == "current"
    remove_isee(desk, opened, first)
    assert [line.kind for line in household_file(desk, opened).isee] == ["minors"]


def test_an_isee_keeps_to_the_rules(desk: Desk) -> None:
    opened = open_a_file(desk)
    other = open_a_file(desk, "Rossi")
    isee = record_isee(desk, other, IseeLine("ordinary", 1, None, None))
    for line, rule in (
        (IseeLine("lottery", 1, None, None), "unknown_code"),
        (IseeLine("ordinary", -1, None, None), "negative_amount"),
    ):
        with pytest.raises(RuleBroken) as error:
            record_isee(desk, opened, line)
        assert broken(error) == rule
    for work in (
        lambda: remove_isee(desk, opened, isee),
        lambda: remove_isee(desk, opened, new_id()),
        lambda: record_isee(desk, opened, IseeLine("ordinary", 1, None, None, isee_id=isee)),
    ):
        with pytest.raises(NotFound):
            work()
