"""Closing the month at two centres that keep a file on the same household."""

import dataclasses
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.services.aid import remove_aid
from app.services.closing import (
    answer_match,
    close_month,
    doubts,
    leaving,
    matches,
    overlaps,
    receipts,
    reopen_month,
)
from app.services.consents import give_consent, withdraw_consent
from app.services.desk import Desk
from app.services.household_file import household_file
from app.services.members import amend_member, member_left
from app.services.network import (
    AlreadyEnrolled,
    NetworkFailed,
    NotEnrolled,
    TrialData,
    enrol,
    network_state,
)
from app.services.progress import Cancelled, Progress
from models.entities import AidElsewhere, Outbox, SharedKey, Sighting
from models.errors import NotFound, RuleBroken
from models.records.household import CodeLine, MemberDraft
from models.rules.partial_date import PartialDate
from sync.client import RegisterClient, RegisterUnreachable
from tests.integration.closing.conftest import Centre
from tests.support.network import LocalNetwork

MONTH = "2026-10"

HASSAN = MemberDraft(
    surname="Abdel Rahman",
    given_name="Mahmoud",
    sex="M",
    born=PartialDate(1985, 4, 16),
    birth_place="EGITTO",
)
HEBA = MemberDraft(
    relation="spouse", surname="Ibrahim", given_name="Heba", sex="F", born=PartialDate(1990, 2, 3)
)
HASSAN_AS_THEY_WRITE = dataclasses.replace(HASSAN, surname="Abdelrahman", birth_place="")
ROSSI = MemberDraft(
    surname="Rossi",
    given_name="Maria",
    sex="F",
    born=PartialDate(1960, 5, 7),
    codes=(CodeLine("codice_fiscale", "RSSMRA60E47F205R"),),
)


def meet(here: Centre, there: Centre) -> tuple[UUID, UUID]:
    """The same household at both centres, aided five days apart; both centres close."""
    ours = here.register(HASSAN, HEBA, number="0217")
    theirs = there.register(HASSAN_AS_THEY_WRITE, HEBA)
    here.give(ours, "food", "2026-10-10")
    there.give(theirs, "food", "2026-10-15")
    close_month(here.desk, MONTH)
    close_month(there.desk, MONTH)
    close_month(here.desk, MONTH)
    return ours, theirs


def count(desk: Desk, table: type) -> int:
    with desk.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_household_helped_at_two_centres_is_told_to_both(here: Centre, there: Centre) -> None:
    meet(here, there)
    for centre in (here, there):
        (match,) = matches(centre.desk)
        assert match.strength == "certain"
        (overlap,) = overlaps(centre.desk, MONTH)
        assert (overlap.kind, overlap.days) == ("food", 5)
    (ours,) = matches(here.desk)
    assert ours.household_number == "0217"
    assert ours.other_centre == "Sacra Famiglia"


def test_the_file_shows_the_aid_given_elsewhere(here: Centre, there: Centre) -> None:
    ours, _ = meet(here, there)
    file = household_file(here.desk, ours)
    assert [(line.kind, line.given_on) for line in file.elsewhere] == [
        ("food", PartialDate(2026, 10, 15))
    ]
    assert len(file.also_at) == 1


def test_a_household_without_consent_never_leaves(here: Centre, there: Centre) -> None:
    ours = here.register(HASSAN, consent=False)
    here.give(ours, "food", "2026-10-10")
    shown = leaving(here.desk, MONTH)
    assert (shown.households, shown.left_out, shown.rows) == (0, 1, ())
    receipt = close_month(here.desk, MONTH)
    assert (receipt.entries_sent, receipt.bundles_sent, receipt.left_out) == (0, 0, 1)
    there.register(HASSAN)
    close_month(there.desk, MONTH)
    assert matches(there.desk) == ()


def test_what_leaves_is_what_was_shown_before(here: Centre) -> None:
    ours = here.register(HASSAN, HEBA)
    here.give(ours, "food", "2026-10-10")
    here.give(ours, "money", "2026-10-12", 6000)
    here.give(ours, "advice", "2026-10-13")
    shown = leaving(here.desk, MONTH)
    assert [(row.kind, row.cents) for row in shown.rows] == [("food", None), ("money", 6000)]
    receipt = close_month(here.desk, MONTH)
    assert shown.entries == receipt.entries_sent == 80
    assert leaving(here.desk, MONTH).rows == ()


def test_closing_again_sends_nothing_that_did_not_change(here: Centre) -> None:
    ours = here.register(HASSAN)
    here.give(ours, "food", "2026-10-10")
    first = close_month(here.desk, MONTH)
    again = close_month(here.desk, MONTH)
    assert (again.entries_sent, again.bundles_sent) == (first.entries_sent, first.bundles_sent)
    assert again.digest == first.digest


def test_a_withdrawn_consent_leaves_the_register_at_the_next_exchange(
    here: Centre, there: Centre
) -> None:
    _, theirs = meet(here, there)
    withdraw_consent(there.desk, theirs, "register", date(2026, 11, 1))
    receipt = close_month(there.desk, MONTH)
    assert receipt.entries_removed == 80
    close_month(here.desk, MONTH)
    assert matches(here.desk) == ()
    assert count(here.desk, SharedKey) == count(here.desk, AidElsewhere) == 0


def test_a_consent_given_again_brings_the_household_back(here: Centre, there: Centre) -> None:
    _, theirs = meet(here, there)
    withdraw_consent(there.desk, theirs, "register", date(2026, 11, 1))
    close_month(there.desk, MONTH)
    give_consent(there.desk, theirs, "register")
    close_month(there.desk, MONTH)
    close_month(here.desk, MONTH)
    assert len(matches(here.desk)) == len(overlaps(here.desk)) == 1


def test_a_removed_aid_is_taken_down_elsewhere(here: Centre, there: Centre) -> None:
    ours = here.register(HASSAN)
    theirs = there.register(HASSAN)
    here.give(ours, "food", "2026-10-10")
    mistaken = there.give(theirs, "food", "2026-10-15")
    for centre in (here, there, here):
        close_month(centre.desk, MONTH)
    remove_aid(there.desk, theirs, mistaken)
    for centre in (there, here):
        close_month(centre.desk, MONTH)
    assert overlaps(here.desk) == ()
    assert len(matches(here.desk)) == 1


def test_a_corrected_name_is_sent_anew_and_still_matches(here: Centre, there: Centre) -> None:
    ours, _ = meet(here, there)
    member = household_file(here.desk, ours).members[0]
    corrected = dataclasses.replace(HASSAN, given_name="Mahmud")
    amend_member(here.desk, ours, member.member_id, corrected)
    receipt = close_month(here.desk, MONTH)
    assert receipt.entries_removed == 40
    close_month(there.desk, MONTH)
    assert [line.strength for line in matches(there.desk)] == ["certain"]


def test_who_left_is_taken_down_and_who_stays_is_sent_anew(here: Centre, there: Centre) -> None:
    ours, _ = meet(here, there)
    spouse = household_file(here.desk, ours).members[1]
    member_left(here.desk, ours, spouse.member_id, date(2026, 10, 20))
    receipt = close_month(here.desk, MONTH)
    assert (receipt.entries_sent, receipt.entries_removed) == (80 + 40, 80)


def test_not_the_same_is_remembered(here: Centre, there: Centre) -> None:
    meet(here, there)
    (match,) = matches(here.desk)
    answer_match(here.desk, match.sighting_id, "different")
    close_month(here.desk, MONTH)
    assert [line.answer for line in matches(here.desk)] == ["different"]
    assert overlaps(here.desk) == ()
    answer_match(here.desk, match.sighting_id, "")
    close_month(here.desk, MONTH)
    assert len(overlaps(here.desk)) == 1


def test_an_answer_to_a_sighting_that_is_gone_is_refused(here: Centre) -> None:
    with pytest.raises(NotFound):
        answer_match(here.desk, UUID(int=1), "same")


def test_a_closing_cancelled_at_any_phase_goes_on_from_there(here: Centre, there: Centre) -> None:
    ours = here.register(HASSAN, HEBA)
    theirs = there.register(HASSAN_AS_THEY_WRITE, HEBA)
    here.give(ours, "food", "2026-10-10")
    there.give(theirs, "food", "2026-10-15")
    close_month(there.desk, MONTH)
    for phase in ("prepare", "tokens", "seal", "push", "pull_entries", "compare", "pull_aid"):
        with pytest.raises(Cancelled):
            close_month(here.desk, MONTH, _stopping_at(phase))
        assert receipts(here.desk)[0].done_at is None
    receipt = close_month(here.desk, MONTH)
    assert receipt.done_at is not None
    assert len(overlaps(here.desk)) == 1
    with here.desk.read() as session:
        assert all(session.scalars(select(Outbox.receipt)))


def _stopping_at(wanted: str) -> Progress:
    def progress(phase: str, _done: int, _total: int, /) -> None:
        if phase == wanted:
            raise Cancelled

    return progress


def test_a_lost_receipt_is_asked_for_again(here: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    here.give(here.register(ROSSI), "food", "2026-10-10")
    push = RegisterClient.push

    def push_and_lose(self: RegisterClient, body: bytes) -> None:
        push(self, body)
        raise RegisterUnreachable(url="lost")

    with monkeypatch.context() as patched:
        patched.setattr(RegisterClient, "push", push_and_lose)
        with pytest.raises(NetworkFailed) as failed:
            close_month(here.desk, MONTH)
    assert failed.value.reason == "register_unreachable"
    receipt = close_month(here.desk, MONTH)
    assert receipt.done_at is not None
    with here.desk.read() as session:
        assert all(session.scalars(select(Outbox.receipt)))


def test_a_month_of_the_future_cannot_be_closed(here: Centre) -> None:
    for month in ("2999-01", "2026", "october"):
        with pytest.raises(RuleBroken):
            close_month(here.desk, month)


def test_a_closed_month_can_be_opened_again(here: Centre) -> None:
    close_month(here.desk, MONTH)
    reopen_month(here.desk, MONTH)
    assert receipts(here.desk)[0].done_at is None
    with pytest.raises(NotFound):
        reopen_month(here.desk, "2026-01")


def test_doubtful_files_are_named_with_their_reason(here: Centre) -> None:
    nickname = here.register(MemberDraft(nickname="Il sarto"), consent=False)
    here.give(nickname, "food", "2026-10-10")
    wrong = dataclasses.replace(ROSSI, codes=(CodeLine("codice_fiscale", "RSSMRA60E47F205X"),))
    here.give(here.register(wrong), "food", "2026-10-10")
    told = {(doubt.names, doubt.code) for doubt in doubts(here.desk, MONTH)}
    assert told == {
        ("Il sarto", "no_register_consent"),
        ("Il sarto", "name_missing"),
        ("Il sarto", "no_birth_date"),
        ("Rossi Maria", "code_disagrees"),
    }


def test_a_centre_enrols_once(here: Centre, network: LocalNetwork) -> None:
    state = network_state(here.desk)
    assert state.centre == "San Pio"
    assert len(state.key_holders) == 2
    with pytest.raises(AlreadyEnrolled):
        enrol(here.desk, network.register_url, "AAAA-BBBB-CCCC-DDDD")


def test_without_a_network_nothing_is_closed(lone_desk: Desk, network: LocalNetwork) -> None:
    assert network_state(lone_desk).centre == ""
    with pytest.raises(NotEnrolled):
        close_month(lone_desk, MONTH)
    with pytest.raises(NetworkFailed) as failed:
        enrol(lone_desk, network.register_url, "AAAA-BBBB-CCCC-DDDD")
    assert failed.value.reason == "enrolment_refused"


def test_trial_data_stay_on_this_pc(lone_desk: Desk) -> None:
    trial = dataclasses.replace(lone_desk, is_trial=True)
    with pytest.raises(TrialData):
        enrol(trial, "https://register.invalid", "AAAA-BBBB-CCCC-DDDD")


def test_a_sighting_without_evidence_is_forgotten(here: Centre, there: Centre) -> None:
    _, theirs = meet(here, there)
    for member in household_file(there.desk, theirs).members:
        stranger = MemberDraft(relation=member.relation, surname="Popescu", given_name="Ion")
        amend_member(there.desk, theirs, member.member_id, stranger)
    close_month(there.desk, MONTH)
    close_month(here.desk, MONTH)
    assert count(here.desk, Sighting) == 0
