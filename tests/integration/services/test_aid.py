"""Aid at the counter: recorded, mended, taken away, weighed against what was given before."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from app.services.aid import (
    aid_page,
    amend_aid,
    day_sheet,
    eligibility,
    record_aid,
    remove_aid,
)
from app.services.desk import Desk
from app.services.household_file import AID_SHOWN
from app.services.households import household_file
from models.entities import Aid, AuditEntry, Sighting
from models.errors import NotFound, RuleBroken
from models.ids import new_id
from models.records.aid import RecordAid
from models.rules.partial_date import PartialDate
from tests.integration.services.conftest import Clock
from tests.support.elsewhere import aided_elsewhere
from tests.support.vaults import NOW, open_a_file

TODAY = NOW.date()


def on(text: str) -> PartialDate:
    return PartialDate.from_iso(text)


def test_a_parcel_is_recorded_today_by_who_is_at_the_desk(desk: Desk) -> None:
    opened = open_a_file(desk)
    aid_id = record_aid(desk, RecordAid(opened, "food"))
    (line,) = household_file(desk, opened).aid
    assert line.aid_id == aid_id
    assert (line.kind, line.quantity, line.given_on) == ("food", 1, PartialDate.from_date(TODAY))
    assert (line.operator, line.recorded_at) == (desk.operator.name, NOW)


def test_money_is_kept_to_the_cent_with_its_purpose_and_who_collected(desk: Desk) -> None:
    opened = open_a_file(desk)
    spouse = household_file(desk, opened).members[1].member_id
    record_aid(desk, RecordAid(opened, "money", 1, 12_345, " bolletta ", on("2026-10"), spouse))
    (line,) = aid_page(desk, opened)
    assert (line.cents, line.purpose, line.given_on, line.member_id) == (
        12_345,
        "bolletta",
        on("2026-10"),
        spouse,
    )


def test_the_reason_for_giving_before_the_window_is_kept_and_written_down(desk: Desk) -> None:
    opened = open_a_file(desk)
    record_aid(desk, RecordAid(opened, "food", override_reason="neonato in casa"))
    with desk.read() as session:
        assert session.scalar(select(Aid.override_reason)) == "neonato in casa"
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.sequence.desc())).first()
    assert entry is not None
    assert (entry.action, entry.detail) == ("record_aid", "food; early")


@pytest.mark.parametrize(
    ("slip", "rule"),
    [
        ({"kind": "helicopter"}, "unknown_code"),
        ({"quantity": 0}, "quantity"),
        ({"quantity": 10_000}, "quantity"),
        ({"cents": -1}, "negative_amount"),
        ({"given_on": PartialDate(2026, 11, 23)}, "future_date"),
        ({"given_on": PartialDate(2026, 12)}, "future_date"),
    ],
)
def test_a_slip_in_an_aid_is_told(desk: Desk, slip: dict[str, object], rule: str) -> None:
    opened = open_a_file(desk)
    with pytest.raises(RuleBroken) as error:
        record_aid(desk, replace(RecordAid(opened, "food"), **slip))
    assert error.value.values["rule"] == rule
    assert aid_page(desk, opened) == ()


def test_aid_needs_a_household_and_one_of_its_people(desk: Desk) -> None:
    opened, other = open_a_file(desk), open_a_file(desk, "Rossi")
    theirs = household_file(desk, other).members[0].member_id
    aid_id = record_aid(desk, RecordAid(opened, "food"))
    for work in (
        lambda: record_aid(desk, RecordAid(new_id(), "food")),
        lambda: record_aid(desk, RecordAid(opened, "food", member_id=theirs)),
        lambda: amend_aid(desk, aid_id, RecordAid(other, "food")),
        lambda: remove_aid(desk, other, aid_id),
        lambda: eligibility(desk, new_id(), "food"),
    ):
        with pytest.raises(NotFound):
            work()


def test_an_aid_recorded_with_a_slip_is_mended_or_taken_away(desk: Desk, clock: Clock) -> None:
    opened = open_a_file(desk)
    aid_id = record_aid(desk, RecordAid(opened, "food"))
    clock.later(minutes=5)
    amend_aid(desk, aid_id, RecordAid(opened, "clothing", 3, given_on=on("2026-11-20")))
    (line,) = aid_page(desk, opened)
    assert (line.kind, line.quantity, line.recorded_at) == ("clothing", 3, NOW)
    assert line.given_on == on("2026-11-20")
    remove_aid(desk, opened, aid_id)
    assert aid_page(desk, opened) == ()


def test_aid_is_told_newest_first_page_by_page(desk: Desk) -> None:
    opened = open_a_file(desk)
    for text in ("2026-03-05", "2026-11", "2026-11-02", "2025-01-01", "~2026-10"):
        record_aid(desk, RecordAid(opened, "food", given_on=on(text)))
    dates = [line.given_on.iso for line in aid_page(desk, opened) if line.given_on]
    assert dates == ["2026-11-02", "2026-11", "~2026-10", "2026-03-05", "2025-01-01"]
    assert [line.given_on for line in aid_page(desk, opened, 3, 1)] == [on("2026-03-05")]


def test_the_file_shows_the_latest_aid_and_counts_all(desk: Desk) -> None:
    opened = open_a_file(desk)
    with desk.work("seed", journal=False) as work:
        for number in range(AID_SHOWN + 5):
            day = f"2026-{1 + number % 10:02d}-{1 + number % 28:02d}"
            work.session.add(
                Aid(
                    household_id=opened,
                    id=new_id(),
                    kind="food",
                    given_on=day,
                    recorded_at=f"{NOW:%FT%TZ}",
                )
            )
        work.commit()
    file = household_file(desk, opened)
    assert (len(file.aid), file.aid_count) == (AID_SHOWN, AID_SHOWN + 5)
    assert sum(bar.here for bar in file.months) == AID_SHOWN + 5


def test_food_is_due_again_when_its_window_has_passed(desk: Desk, clock: Clock) -> None:
    opened = open_a_file(desk)
    assert eligibility(desk, opened, "food").is_due
    record_aid(desk, RecordAid(opened, "food"))
    held = eligibility(desk, opened, "food")
    assert (held.is_due, held.possible_from, held.window_days) == (False, date(2026, 12, 7), 15)
    assert eligibility(desk, opened, "clothing").is_due
    clock.later(days=15)
    due = eligibility(desk, opened, "food")
    assert (due.is_due, due.possible_from) == (True, None)
    assert due.last_here == PartialDate.from_date(TODAY)


def test_a_parcel_of_the_month_may_weigh_more_than_a_later_day(desk: Desk, clock: Clock) -> None:
    opened = open_a_file(desk)
    record_aid(desk, RecordAid(opened, "food", given_on=on("2026-11")))
    record_aid(desk, RecordAid(opened, "food", given_on=on("2026-11-20")))
    assert eligibility(desk, opened, "food").possible_from == date(2026, 12, 8)
    clock.later(days=30)
    assert eligibility(desk, opened, "food").is_due


def test_a_kind_without_a_window_is_always_due(desk: Desk) -> None:
    opened = open_a_file(desk)
    record_aid(desk, RecordAid(opened, "meal"))
    assert eligibility(desk, opened, "meal").is_due
    assert eligibility(desk, opened, "meal").window_days == 0


@pytest.mark.parametrize(
    ("strength", "answer", "counts"),
    [
        ("certain", "", True),
        ("certain", "different", False),
        ("review", "", False),
        ("review", "same", True),
    ],
)
def test_aid_elsewhere_counts_when_the_household_is_the_same(
    desk: Desk, strength: str, answer: str, counts: bool
) -> None:
    opened = open_a_file(desk)
    given = ("food", "2026-11-14", None)
    sighting_id = aided_elsewhere(desk, opened, "San Pio X", given, strength=strength)
    with desk.work("answer_match", journal=False) as work:
        sighting = work.session.get(Sighting, sighting_id)
        assert sighting is not None
        sighting.answer = answer
        work.commit()
    found = eligibility(desk, opened, "food")
    assert found.is_due is not counts
    assert found.elsewhere_centre == ("San Pio X" if counts else "")
    assert bool(household_file(desk, opened).elsewhere) is (answer != "different")


def test_the_day_sheet_tells_who_was_served(desk: Desk, clock: Clock) -> None:
    first, second = open_a_file(desk), open_a_file(desk, "Rossi", "Ugo")
    for household in (first, first, second):
        record_aid(desk, RecordAid(household, "food"))
        clock.later(minutes=1)
    sheet = day_sheet(desk)
    assert (sheet.day, sheet.households, sheet.usual) == (TODAY, 2, 0)
    assert [line.names.split(" ·")[0] for line in sheet.lines] == [
        "Rossi Ugo",
        "Abdel Rahman Mahmoud",
        "Abdel Rahman Mahmoud",
    ]


def test_the_usual_day_is_the_busiest_of_the_last_four(desk: Desk) -> None:
    households = [open_a_file(desk, f"Rossi{place}") for place in range(3)]
    for day, served in (("01", 3), ("08", 1), ("12", 2), ("15", 1), ("19", 1)):
        for household in households[:served]:
            record_aid(desk, RecordAid(household, "food", given_on=on(f"2026-11-{day}")))
    record_aid(desk, RecordAid(households[0], "food", given_on=on("2026-11")))
    assert day_sheet(desk).usual == 2
    assert day_sheet(desk, date(2026, 11, 15)).usual == 3
