"""A register put back from an old copy, a vault put back from an old copy, or both.

Each time: it is noticed, both sides come to hold the same again, other centres see what is true,
and who left does not come back.
"""

import dataclasses
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import select

from app.services.closing import (
    answer_match,
    close_month,
    held_back,
    join_again,
    matches,
    overlaps,
    reconciliations,
    register_standing,
    send_withdrawals,
)
from app.services.closing.reconciling import _read_receipt
from app.services.consents import give_consent, withdraw_consent
from app.services.desk import Desk
from app.services.household_file import household_file
from app.services.members import amend_member
from app.services.network import NetworkFailed
from app.services.progress import Cancelled, Progress
from app.services.undo import undo_last
from models.entities import Outbox
from models.records.household import MemberDraft
from models.rules.partial_date import PartialDate
from sync.client import Receipt, decode, encode
from sync.register import tables
from sync.register.database import writing
from sync.register.founding import found
from sync.register.reconciling import begin_epoch
from tests.integration.closing.conftest import Centre, now
from tests.support.copies import RegisterCopy, VaultCopy
from tests.support.network import LocalNetwork
from tests.support.standing import standing, wanted

MONTH = "2026-10"
ON_SQLITE = pytest.mark.parametrize("register_database", ["sqlite"], indirect=True)


def person(surname: str, day: int = 1) -> MemberDraft:
    return MemberDraft(surname=surname, given_name="Dana", born=PartialDate(1970, 3, day))


@dataclasses.dataclass
class Town:
    """Two centres of a network that keep files on the same people, and the copies made there."""

    network: LocalNetwork
    here: Centre
    there: Centre
    recovery_key: str
    folder: Path

    def both_keep(self, surname: str) -> tuple[UUID, UUID]:
        ours, theirs = (each.register(person(surname)) for each in (self.here, self.there))
        self.here.give(ours, "food", "2026-10-10")
        self.there.give(theirs, "food", "2026-10-14")
        return ours, theirs

    def close(self, *centres: Centre) -> None:
        for centre in centres or (self.here, self.there, self.here):
            close_month(centre.desk, MONTH)

    def copy_register(self) -> RegisterCopy:
        return RegisterCopy(self.network.register.engine, self.folder)

    def copy_vault(self) -> VaultCopy:
        """Copy the vault of `here`, closed for the moment."""
        desk = self.here.desk
        desk.close()
        copy = VaultCopy(desk.vault.path, self.recovery_key)
        self.here = Centre(copy.open(desk.clock))
        return copy

    def put_back_vault(self, copy: VaultCopy) -> None:
        clock = self.here.desk.clock
        self.here.desk.close()
        copy.put_back()
        self.here = Centre(copy.open(clock))

    def tell_administrator(self) -> None:
        with writing(self.network.register.engine) as connection:
            begin_epoch(connection, now(), by="command line")

    def seen_at(self, centre: Centre) -> set[str]:
        return {line.names for line in matches(centre.desk)}


@pytest.fixture
def town(
    network: LocalNetwork,
    make_centre: Callable[[str], Centre],
    template_vault: tuple[Path, str],
    tmp_path: Path,
) -> Iterator[Town]:
    centres = make_centre("San Pio"), make_centre("Sacra Famiglia")
    town = Town(network, *centres, template_vault[1], tmp_path)
    yield town
    town.here.desk.close()


def told_overlaps(desk: Desk) -> set[tuple[UUID, int]]:
    return {(each.household_id, each.days) for each in overlaps(desk)}


def agree(town: Town) -> None:
    """Both centres and the register hold the same."""
    assert wanted(town.here.desk) == standing(town.network.register.engine, "San Pio")
    assert wanted(town.there.desk) == standing(town.network.register.engine, "Sacra Famiglia")


@pytest.mark.parametrize("is_told", [True, False])
def test_a_register_put_back_gets_again_what_it_forgot(town: Town, is_told: bool) -> None:
    town.both_keep("Hoxha")
    town.close()
    copy = town.copy_register()
    ours, _ = town.both_keep("Quispe")
    town.close()
    (first,) = [line for line in matches(town.here.desk) if line.household_id != ours]
    answer_match(town.here.desk, first.sighting_id, "same")
    found_before = told_overlaps(town.here.desk)
    copy.put_back()
    if is_told:
        town.tell_administrator()
    town.close()
    agree(town)
    assert told_overlaps(town.here.desk) == found_before
    assert [line.answer for line in matches(town.here.desk)].count("same") == 1
    for centre in (town.here, town.there):
        (note,) = reconciliations(centre.desk)
        assert (note.reason, note.erased, note.held_back) == ("register_restored", 0, 0)
        assert note.missing >= 40
        assert note.went_back_to is not None
    town.close()
    assert len(reconciliations(town.here.desk)) == 1


@ON_SQLITE
def test_who_left_after_the_registers_copy_is_never_seen_again(town: Town) -> None:
    ours, _ = town.both_keep("Hoxha")
    town.both_keep("Quispe")
    town.close()
    copy = town.copy_register()
    withdraw_consent(town.here.desk, ours, "register")
    erased = town.here.register(person("Sbagliata"))
    town.close()
    undo_last(town.here.desk)
    assert register_standing(town.here.desk, erased).code == "must_leave"
    town.close(town.here, town.there)
    assert town.seen_at(town.there) == {"Quispe Dana"}
    copy.put_back()
    town.tell_administrator()
    # Before San Pio has compared its rows nobody is told of any of them; what was known stays.
    town.close(town.there)
    assert town.seen_at(town.there) == {"Quispe Dana"}
    town.close(town.here, town.there, town.here)
    agree(town)
    assert town.seen_at(town.there) == town.seen_at(town.here) == {"Quispe Dana"}
    assert register_standing(town.here.desk, ours).code == "left"


def test_a_vault_put_back_makes_the_register_as_the_vault_is(town: Town) -> None:
    ours, _ = town.both_keep("Hoxha")
    town.close()
    copy = town.copy_vault()
    town.both_keep("Quispe")
    corrected = dataclasses.replace(person("Hoxha"), given_name="Danjela")
    amend_member(
        town.here.desk, ours, household_file(town.here.desk, ours).members[0].member_id, corrected
    )
    town.here.give(ours, "food", "2026-10-20")
    town.close()
    assert town.seen_at(town.there) >= {"Quispe Dana"}
    town.put_back_vault(copy)
    town.close()
    agree(town)
    assert town.seen_at(town.there) == {"Hoxha Dana"}
    (note,) = reconciliations(town.here.desk)
    assert (note.reason, note.held_back) == ("vault_restored", 0)
    # Forty of the household that this vault does not know, forty of a name it did not have yet,
    # and the bundle of a household that it does not know.
    assert (note.erased, note.missing) == (40 + 40 + 1, 40)
    town.here.give(ours, "food", "2026-10-21")
    town.close()
    agree(town)
    assert {each.days for each in overlaps(town.there.desk)} == {4, 7}


@ON_SQLITE
def test_who_left_after_the_vaults_copy_stays_away_until_asked_again(town: Town) -> None:
    ours, _ = town.both_keep("Hoxha")
    erased = town.here.register(person("Sbagliata"))
    town.close()
    copy = town.copy_vault()
    withdraw_consent(town.here.desk, ours, "register")
    assert send_withdrawals(town.here.desk) == 1
    undone = undo_last(town.here.desk)
    while undone is not None and undone.household_id != erased:
        undone = undo_last(town.here.desk)
    withdraw_consent_again(town.here.desk, ours)
    town.close()
    assert town.seen_at(town.there) == set()
    town.put_back_vault(copy)
    town.close()
    agree(town)
    assert town.seen_at(town.there) == set()
    assert {line.household_id for line in held_back(town.here.desk)} == {ours, erased}
    assert register_standing(town.here.desk, ours).code == "held_back"
    give_consent(town.here.desk, ours, "register")
    assert {line.household_id for line in held_back(town.here.desk)} == {erased}
    town.close()
    agree(town)
    assert town.seen_at(town.there) == {"Hoxha Dana"}


def withdraw_consent_again(desk: Desk, household_id: UUID) -> None:
    """Undoing took the withdrawal back on its way."""
    if "register" in {
        each.purpose
        for each in household_file(desk, household_id).consents
        if not each.withdrawn_on
    }:
        withdraw_consent(desk, household_id, "register")


@ON_SQLITE
def test_a_register_and_a_vault_both_put_back_agree_again(town: Town) -> None:
    town.both_keep("Hoxha")
    town.close()
    register_copy = town.copy_register()
    left, _ = town.both_keep("Popescu")
    town.close()
    vault_copy = town.copy_vault()
    withdraw_consent(town.here.desk, left, "register")
    town.both_keep("Quispe")
    town.close()
    register_copy.put_back()
    town.put_back_vault(vault_copy)
    town.close()
    agree(town)
    town.close()
    agree(town)
    assert "Quispe Dana" not in town.seen_at(town.there)


def test_a_register_made_anew_gets_everything_again(town: Town) -> None:
    ours, _ = town.both_keep("Hoxha")
    town.close()
    found_before = told_overlaps(town.here.desk)
    engine = town.network.register.engine
    engine.dispose()
    with writing(engine) as connection:
        tables.metadata.drop_all(connection)
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("DROP FUNCTION refuse_change CASCADE")
        found(connection)
    town.network.see_keys()
    with pytest.raises(NetworkFailed) as failed:
        close_month(town.here.desk, MONTH)
    assert failed.value.values["refusal"] == "not_signed"
    for centre, name in ((town.there, "Sacra Famiglia"), (town.here, "San Pio")):
        join_again(centre.desk, town.network.register_url, town.network.invite(name))
        town.network.confirm_waiting()
        town.close(centre)
    town.close()
    agree(town)
    assert told_overlaps(town.here.desk) == found_before == {(ours, 4)}


@ON_SQLITE
def test_a_centre_speaks_through_the_device_that_joined_last(town: Town, lone_desk: Desk) -> None:
    town.both_keep("Hoxha")
    town.close()
    town.network.welcome(lone_desk, "San Pio")
    other_pc = Centre(lone_desk)
    other_pc.register(person("Quispe"))
    town.close(other_pc)
    assert wanted(other_pc.desk) == standing(town.network.register.engine, "San Pio")
    with pytest.raises(NetworkFailed) as failed:
        close_month(town.here.desk, MONTH)
    assert failed.value.reason == "device_revoked"
    join_again(town.here.desk, town.network.register_url, town.network.invite("San Pio"))
    town.network.confirm_waiting()
    town.close()
    agree(town)
    assert town.seen_at(town.there) == {"Hoxha Dana"}


PHASES = ("own_rows", "push", "prepare", "seal", "pull_entries", "compare", "pull_aid")


@ON_SQLITE
def test_a_comparison_cut_anywhere_goes_on_from_there(town: Town) -> None:
    ours, _ = town.both_keep("Hoxha")
    left, _ = town.both_keep("Popescu")
    town.close()
    copy = town.copy_register()
    withdraw_consent(town.here.desk, left, "register")
    town.here.give(ours, "money", "2026-10-20", 500)
    town.both_keep("Quispe")
    town.close()
    copy.put_back()
    for phase in PHASES:
        for turn in range(2):
            with pytest.raises(Cancelled):
                close_month(town.here.desk, MONTH, _stopping_at(phase, turn))
            # Nobody sees a centre that has not said that it is done.
            if phase in PHASES[:4]:
                town.close(town.there)
                assert "Popescu Dana" not in town.seen_at(town.there)
    town.close()
    agree(town)
    assert town.seen_at(town.there) == {"Hoxha Dana", "Quispe Dana"}


def _stopping_at(wanted_phase: str, turn: int) -> Progress:
    seen: list[str] = []

    def progress(phase: str, _done: int, _total: int, /) -> None:
        if phase == wanted_phase:
            seen.append(phase)
            if len(seen) > turn:
                raise Cancelled
        if phase == "pull_aid":
            raise Cancelled

    return progress


@ON_SQLITE
@pytest.mark.parametrize("years", [-10, 10])
def test_a_vault_put_back_with_a_clock_wrong_by_ten_years_agrees_too(
    town: Town, years: int
) -> None:
    ours, _ = town.both_keep("Hoxha")
    town.close()
    copy = town.copy_vault()
    town.here.give(ours, "food", "2026-11-02")
    close_month(town.here.desk, "2026-11")
    town.put_back_vault(copy)
    right = town.here
    town.here = Centre(
        dataclasses.replace(right.desk, clock=lambda: now() + timedelta(days=365.25 * years))
    )
    month = "2016-10" if years < 0 else MONTH
    close_month(town.here.desk, month)
    town.here = right
    town.close()
    close_month(town.here.desk, "2026-11")
    agree(town)
    assert len(overlaps(town.there.desk)) == 1


@ON_SQLITE
def test_a_register_whose_clock_is_wrong_by_ten_years_takes_nothing_down(town: Town) -> None:
    town.both_keep("Hoxha")
    town.close()
    before = standing(town.network.register.engine, "San Pio")
    town.network.clock.advance(days=3652)
    close_month(town.here.desk, MONTH)
    assert standing(town.network.register.engine, "San Pio") == before
    town.network.clock.advance(days=-7304)
    with pytest.raises(NetworkFailed):
        close_month(town.here.desk, MONTH)
    assert standing(town.network.register.engine, "San Pio") == before
    town.network.clock.advance(days=3652)
    town.close()
    agree(town)


@ON_SQLITE
def test_another_push_under_one_of_our_numbers_is_compared_the_next_time(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.both_keep("Hoxha")
    town.close()
    copy = town.copy_vault()
    town.here.register(person("Quispe"))
    town.close(town.here)
    town.put_back_vault(copy)
    town.here.register(person("Diallo"))
    with monkeypatch.context() as patched:
        patched.setattr("app.services.closing.meeting.why_reconcile", lambda *a: ("", a[3]))
        patched.setattr("app.services.closing.meeting.is_behind", lambda *_: False)
        with pytest.raises(NetworkFailed) as failed:
            close_month(town.here.desk, MONTH)
    assert failed.value.reason == "push_conflict"
    town.close()
    agree(town)
    assert reconciliations(town.here.desk)[0].reason == "push_conflict"


@ON_SQLITE
@pytest.mark.usefixtures("caplog")  # its log went back, and nothing proves why
def test_a_receipt_that_proves_nothing_is_compared_all_the_same(town: Town) -> None:
    town.both_keep("Hoxha")
    town.close()
    copy = town.copy_register()
    town.both_keep("Quispe")
    town.close()
    with town.here.desk.work("keep_receipt", journal=False) as work:
        for row in work.session.scalars(select(Outbox)):
            unsigned = msgspec.structs.replace(decode(row.receipt, Receipt), signature=bytes(64))
            row.receipt = encode(unsigned)
        work.commit()
    copy.put_back()
    town.close(town.here)
    assert wanted(town.here.desk) == standing(town.network.register.engine, "San Pio")


def test_a_receipt_that_nobody_reads_any_more_proves_nothing():
    assert _read_receipt(b"of another version") is None
    assert _read_receipt(None) is None
