"""What was being written when the vault was locked: inside it, for who wrote it, once."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from app.services.drafts import keep_drafts, take_drafts
from app.services.erasing import erase_household, erase_member
from app.services.household_file import read_file
from models.entities import Draft as DraftRow
from models.records.draft import Draft
from models.storage.key_slots import VaultKeys
from tests.support.vaults import open_a_file

NEW = Draft("new_household", written={"surname": ["Abdel Ra"], "born": ["5/3/19"]})


@pytest.fixture
def family(desk):
    return open_a_file(desk)


def rows(desk):
    with desk.read() as session:
        return session.scalars(select(DraftRow)).all()


def test_a_form_half_written_is_given_back_once(desk, family):
    note = Draft("household", family, "details", "new", {"notes": ["Ha chiamato l'assiste"]})
    keep_drafts(desk, [note, NEW])
    assert sorted(take_drafts(desk), key=lambda draft: draft.page) == [note, NEW]
    assert rows(desk) == []
    assert take_drafts(desk) == ()


def test_what_is_left_takes_the_place_of_what_was_left_before(desk):
    keep_drafts(desk, [NEW])
    keep_drafts(desk, [Draft("new_household", written={"surname": ["Rossi"]})])
    (draft,) = take_drafts(desk)
    assert draft.written == {"surname": ["Rossi"]}


def test_what_is_told_in_confidence_is_sealed_in_the_vault_too(desk, family):
    note = Draft("household", family, "reserved", "new", {"text": ["Ha paura del mari"]})
    keep_drafts(desk, [note])
    (row,) = rows(desk)
    assert b"paura" not in row.data
    assert take_drafts(desk) == (note,)


def test_without_clearance_nothing_told_in_confidence_is_kept_or_given_back(desk, family):
    note = Draft("household", family, "reserved", "new", {"text": ["Ha paura del mari"]})
    keep_drafts(desk, [note])
    keys = desk.vault.keys
    desk.vault.take_keys(VaultKeys(keys.vault, None))
    assert take_drafts(desk) == ()
    keep_drafts(desk, [note])
    assert rows(desk) == []


def test_it_goes_with_the_household_it_is_about(desk, family):
    keep_drafts(desk, [Draft("household", family, "details", "new", {"notes": ["Laila"]})])
    erase_household(desk, family, "requested")
    assert rows(desk) == []


def test_it_goes_with_a_person_of_the_household_it_is_about(desk, family):
    keep_drafts(desk, [Draft("household", family, "details", "new", {"notes": ["Laila"]})])
    laila = read_file(desk, family).members[-1].member_id
    erase_member(desk, family, laila, "requested")
    assert rows(desk) == []


def test_a_file_that_is_gone_keeps_nothing(desk):
    keep_drafts(desk, [Draft("household", uuid4(), "details", "new", {"notes": ["x"]})])
    assert rows(desk) == []
