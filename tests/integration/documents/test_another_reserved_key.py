"""Another reserved key: whoever left reads nothing written before or after, the others read all."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

import pytest

from app.services.desk import Desk
from app.services.documents import add_document, open_document, remove_document
from app.services.leaving import (
    dismiss_operator,
    finish_leaving,
    left_undone,
    may_finish,
    renew_key,
    renew_reserved_key,
    set_clearance,
)
from app.services.operators import add_operator
from app.services.reserved_notes import (
    amend_reserved_note,
    read_reserved_notes,
    remove_reserved_note,
    write_reserved_note,
)
from app.services.undo import undo_last
from app.services.vaults import open_vault
from models.entities import Content, ReservedNote
from models.errors import NotAllowed, RuleBroken, VaultDamaged, WrongPassphrase
from models.records.documents import AddDocument, TakenFile
from models.records.vault import AddOperator, LeftUndone
from models.storage.reserved import unseal
from models.storage.vault import Vault
from tests.integration.vault.conftest import PHRASE, Clock, Closed

DAY = date(2026, 3, 1)
BRUNO = AddOperator("Bruno Verdi", "staff", DAY, "bruno porta il pane", has_clearance=True)
CARLA = AddOperator("Carla Blu", "coordinator", DAY, "carla tiene le chiavi")
DINA = AddOperator("Dina Rosa", "volunteer", DAY, "dina legge e tace", has_clearance=True)


class Cut(Exception):
    """Stands for the end of the process."""


def texts(desk: Desk, family: UUID) -> list[str]:
    return [line.text for line in read_reserved_notes(desk, family)]


def opened_with(key: bytes, desk: Desk, family: UUID, row_id: UUID) -> list[bytes]:
    """What a key opens of everything that is sealed here."""
    found = []
    with desk.read() as session:
        for data in session.query(Content.data).all():
            for form in ("note-1", "document-1", "details-1"):
                try:
                    found.append(unseal(key, family, row_id, form, data[0]))
                except VaultDamaged:
                    continue
    return found


def test_what_is_reserved_is_under_another_key_once_a_reader_left(
    desk: Desk, family: UUID, permit: TakenFile, closed: Closed, clock: Clock
):
    bruno = add_operator(desk, BRUNO)
    note = write_reserved_note(desk, family, "in confidenza")
    paper = add_document(desk, AddDocument(family, permit, "permit", is_reserved=True))
    plain = add_document(desk, AddDocument(family, permit, "permit"))
    former = desk.vault.keys
    assert opened_with(former.reserved, desk, family, note) == [b"in confidenza"]
    told = []
    undone = dismiss_operator(desk, bruno, lambda *step: told.append(step))
    assert undone == LeftUndone(key=False, reserved_key=False, register=False)
    assert ("new_reserved_key", 0, 3) in told
    phases = dict.fromkeys(phase for phase, _done, _total in told)
    assert list(phases) == ["new_reserved_key", "new_key", "backup"]
    assert desk.vault.keys.reserved != former.reserved
    for row_id in (note, paper):
        assert opened_with(former.reserved, desk, family, row_id) == []
    desk.close()
    with pytest.raises(WrongPassphrase):
        open_vault(closed.path, BRUNO.passphrase, clock)
    again = open_vault(closed.path, PHRASE, clock)
    assert texts(again, family) == ["in confidenza"]
    for document_id in (paper, plain):
        assert open_document(again, document_id).data == permit.data
    again.close()
    closed.open(clock).close()


def test_who_had_no_clearance_leaves_the_reserved_key_as_it_is(desk: Desk):
    elena = add_operator(desk, AddOperator("Elena", "staff", DAY, "elena scrive e basta"))
    reserved = desk.vault.keys.reserved
    dismiss_operator(desk, elena)
    assert desk.vault.keys.reserved == reserved


def test_what_was_let_go_of_today_can_still_be_brought_back(
    desk: Desk, family: UUID, permit: TakenFile
):
    add_document(desk, AddDocument(family, permit, "permit"))
    note = write_reserved_note(desk, family, "prima")
    amend_reserved_note(desk, family, note, "dopo")
    remove_reserved_note(desk, family, note)
    paper = add_document(desk, AddDocument(family, permit, "permit", is_reserved=True))
    remove_document(desk, paper)
    renew_reserved_key(desk)
    undo_last(desk)
    assert open_document(desk, paper).data == permit.data
    undo_last(desk)
    undo_last(desk)
    assert texts(desk, family) == ["dopo"]
    undo_last(desk)
    assert texts(desk, family) == ["prima"]


def test_bytes_that_were_damaged_before_stop_nobody_from_leaving(desk: Desk, family: UUID):
    write_reserved_note(desk, family, "intero")
    damaged = write_reserved_note(desk, family, "rovinato")
    with desk.work("write_reserved_note", journal=False) as work:
        content_id = work.session.get(ReservedNote, damaged).content_id
        work.session.get(Content, content_id).data = b"no longer what was sealed"
        work.commit()
    renew_reserved_key(desk)
    with pytest.raises(VaultDamaged):
        texts(desk, family)
    remove_reserved_note(desk, family, damaged)
    assert texts(desk, family) == ["intero"]


@contextmanager
def cut_off(place: str) -> Iterator[None]:
    """Within it the process "ends" at a place of the renewal."""

    def end(*_told: object) -> None:
        raise Cut

    with pytest.MonkeyPatch.context() as patch:
        if place == "before anything":
            patch.setattr(Vault, "set_slots", end)
        if place == "while sealing":
            patch.setattr("models.storage.resealing.seal", end)
        patch.setattr(Vault, "settle_reserved_key", end)
        with pytest.raises(Cut):
            yield


PLACES = ("before anything", "while sealing", "before the slots are settled")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("first_in", [PHRASE, DINA.passphrase])
def test_a_renewal_cut_anywhere_leaves_one_key_that_opens_everything(
    desk: Desk, family: UUID, closed: Closed, clock: Clock, place: str, first_in: str
):
    """Whoever comes in first, and whoever comes after."""
    add_operator(desk, DINA)
    add_operator(desk, CARLA)
    write_reserved_note(desk, family, "in confidenza")
    former = desk.vault.keys.reserved
    with cut_off(place):
        renew_reserved_key(desk)
    desk.close()
    # Who has no clearance comes in meanwhile and changes nothing of it.
    open_vault(closed.path, CARLA.passphrase, clock).close()
    again = open_vault(closed.path, first_in, clock)
    is_renewed = again.vault.keys.reserved != former
    assert is_renewed == (place == "before the slots are settled")
    again.close()
    again = open_vault(closed.path, PHRASE, clock)
    assert texts(again, family) == ["in confidenza"]
    assert all(not slot.next_reserved for slot in again.vault.slots.slots)
    renew_reserved_key(again)
    assert texts(again, family) == ["in confidenza"]
    again.close()


def test_a_coordinator_without_clearance_leaves_the_rest_to_who_has_it(
    desk: Desk, family: UUID, closed: Closed, clock: Clock
):
    add_operator(desk, DINA)
    add_operator(desk, CARLA)
    bruno = add_operator(desk, BRUNO)
    write_reserved_note(desk, family, "in confidenza")
    former = desk.vault.keys
    desk.close()
    hers = open_vault(closed.path, CARLA.passphrase, clock)
    undone = dismiss_operator(hers, bruno)
    assert (undone.key, undone.reserved_key) == (False, True)
    assert hers.vault.key != former.vault
    assert not may_finish(hers, undone)
    with pytest.raises(NotAllowed) as caught:
        renew_reserved_key(hers)
    told = {"action": "renew_reserved_key", "role": "coordinator", "needed": "clearance"}
    assert caught.value.values == told
    hers.close()
    dina = open_vault(closed.path, DINA.passphrase, clock)
    assert may_finish(dina, left_undone(dina))
    assert finish_leaving(dina) == left_undone(dina)
    assert not left_undone(dina).reserved_key
    assert dina.vault.keys.reserved != former.reserved
    dina.close()
    again = open_vault(closed.path, PHRASE, clock)
    assert texts(again, family) == ["in confidenza"]
    again.close()


def test_the_last_who_reads_what_is_reserved_goes_only_when_nothing_is_lost(
    desk: Desk, family: UUID, closed: Closed, clock: Clock
):
    anna = desk.operator.operator_id
    add_operator(desk, CARLA)
    note = write_reserved_note(desk, family, "in confidenza")
    desk.close()
    hers = open_vault(closed.path, CARLA.passphrase, clock)
    with pytest.raises(RuleBroken) as caught:
        dismiss_operator(hers, anna)
    assert caught.value.values["rule"] == "last_clearance"
    hers.close()
    again = open_vault(closed.path, PHRASE, clock)
    remove_reserved_note(again, family, note)
    again.close()
    hers = open_vault(closed.path, CARLA.passphrase, clock)
    dismiss_operator(hers, anna)
    hers.close()


def test_the_slot_of_who_left_never_gets_the_next_keys(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    bruno = add_operator(desk, BRUNO)

    def end(*_told: object) -> None:
        raise Cut

    with monkeypatch.context() as patch:
        patch.setattr(Vault, "set_slots", end)
        with pytest.raises(Cut):
            dismiss_operator(desk, bruno)
    kept = []
    real = Vault.set_slots
    monkeypatch.setattr(
        Vault, "set_slots", lambda vault, slots: (kept.append(slots), real(vault, slots))
    )
    finish_leaving(desk)
    assert kept
    assert not any(slot.operator_id == bruno for slots in kept for slot in slots.slots)


def test_clearance_taken_is_another_key_for_those_who_keep_it(desk: Desk, family: UUID):
    bruno, former = add_operator(desk, BRUNO), desk.vault.keys.reserved
    write_reserved_note(desk, family, "in confidenza")
    set_clearance(desk, bruno, has_clearance=False)
    assert desk.vault.keys.reserved != former
    assert not left_undone(desk).reserved_key
    assert texts(desk, family) == ["in confidenza"]


def test_a_new_vault_key_in_between_keeps_both_reserved_keys(
    desk: Desk, family: UUID, closed: Closed, clock: Clock
):
    """A renewal cut before it was settled, then somebody without clearance renews the vault's."""
    add_operator(desk, CARLA)
    write_reserved_note(desk, family, "in confidenza")

    with cut_off("before the slots are settled"):
        renew_reserved_key(desk)
    desk.close()
    hers = open_vault(closed.path, CARLA.passphrase, clock)
    renew_key(hers)
    hers.close()
    again = open_vault(closed.path, PHRASE, clock)
    assert texts(again, family) == ["in confidenza"]
    again.close()
