import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.client import (
    AidBundleTooLarge,
    HouseholdSecrets,
    Person,
    SealBroken,
    SealedAidLine,
    Token,
    aid_address,
    entry_count,
    entry_tags,
    open_aid,
    open_entry,
    seal_aid,
    seal_person,
)
from sync.client.sealing import AID_SIZE_CLASSES, SEALED_ENTRY_LENGTH, _pad, _seal
from sync.protocol.limits import MAX_SEALED_AID, MAX_SEALED_ENTRY

CENTRE = 3
SECRETS = HouseholdSecrets(b"h" * 16, b"k" * 32)
PERSON = Person(SECRETS, member=2, generation=1)
LINE = SealedAidLine("food", 2, None, 14)


def token() -> Token:
    return Token(secrets.token_bytes(16), secrets.token_bytes(32))


def test_an_entry_opens_only_with_its_token_and_as_its_centres():
    mine, other = token(), token()
    row = seal_person(PERSON, [("C1", mine)], b"f" * 64, CENTRE)[0]
    content = open_entry(mine, row.sealed, CENTRE)
    assert (content.key_kind, content.member, content.fingerprint) == ("C1", 2, b"f" * 64)
    assert HouseholdSecrets(content.handle, content.content_key) == SECRETS
    for wrong, centre in ((other, CENTRE), (mine, CENTRE + 1)):
        with pytest.raises(SealBroken):
            open_entry(wrong, row.sealed, centre)


@pytest.mark.parametrize("sealed", [b"", b"short", secrets.token_bytes(SEALED_ENTRY_LENGTH)])
def test_what_is_no_entry_does_not_open(sealed):
    with pytest.raises(SealBroken):
        open_entry(token(), sealed, CENTRE)


@given(st.integers(0, SEALED_ENTRY_LENGTH - 1), st.integers(1, 255))
def test_every_changed_byte_of_an_entry_is_noticed(at, change):
    mine = token()
    sealed = bytearray(seal_person(PERSON, [("C1", mine)], b"f", CENTRE)[0].sealed)
    sealed[at] ^= change
    with pytest.raises(SealBroken):
        open_entry(mine, bytes(sealed), CENTRE)


@pytest.mark.parametrize(("keys", "entries"), [(0, 40), (1, 40), (40, 40), (41, 80)])
def test_everyone_has_the_same_number_of_entries_of_the_same_size(keys, entries):
    rows = seal_person(PERSON, [("C3", token()) for _ in range(keys)], b"f" * 20, CENTRE)
    assert len(rows) == entry_count(keys) == entries
    assert {len(row.sealed) for row in rows} == {SEALED_ENTRY_LENGTH}
    assert SEALED_ENTRY_LENGTH <= MAX_SEALED_ENTRY
    assert len({row.index for row in rows}) == entries
    assert len({row.tag for row in rows}) == entries


def test_entry_tags_name_what_was_sealed_and_nothing_of_another_generation():
    rows = seal_person(PERSON, [("C1", token())], b"f", CENTRE)
    later = Person(SECRETS, member=2, generation=2)
    sister = Person(SECRETS, member=3, generation=1)
    assert entry_tags(PERSON, 1) == [row.tag for row in rows]
    assert not set(entry_tags(PERSON, 1)) & {*entry_tags(later, 1), *entry_tags(sister, 1)}


@pytest.mark.parametrize(("kind", "fingerprint"), [("C1", b"f" * 65), ("C" * 9, b"f")])
def test_what_would_make_an_entry_larger_is_a_fault(kind, fingerprint):
    with pytest.raises(ValueError, match=kind):
        seal_person(PERSON, [(kind, token())], fingerprint, CENTRE)


def test_an_opened_entry_of_a_later_format_is_refused():
    mine = token()
    row = seal_person(PERSON, [("C1", mine)], b"f", CENTRE)[0]
    later = _seal(mine.seal_key, _pad(b"later", 144), b"dapo entry v1 " + mine.index + bytes(8))
    assert len(later) == len(row.sealed)
    with pytest.raises(SealBroken):
        open_entry(mine, later, 0)


def test_a_month_without_aid_looks_like_a_month_with_aid():
    empty, full = (seal_aid(SECRETS.content_key, "2026-03", 1, lines) for lines in ([], [LINE] * 9))
    assert len(empty.sealed) == len(full.sealed)
    assert open_aid(SECRETS.content_key, "2026-03", 1, empty.sealed) == ()
    assert open_aid(SECRETS.content_key, "2026-03", 1, full.sealed) == (LINE,) * 9


def test_a_bundle_opens_only_as_its_household_month_and_version():
    sealed = seal_aid(SECRETS.content_key, "2026-03", 1, [LINE]).sealed
    for key, month, version in (
        (b"x" * 32, "2026-03", 1),
        (SECRETS.content_key, "2026-04", 1),
        (SECRETS.content_key, "2026-03", 2),
    ):
        with pytest.raises(SealBroken):
            open_aid(key, month, version, sealed)


def test_addresses_of_one_household_have_nothing_in_common():
    addresses = {aid_address(SECRETS.content_key, f"2026-{month:02}") for month in range(1, 13)}
    assert len(addresses) == 12
    assert {len(each) for each in addresses} == {16}


def test_bundles_have_a_few_sizes_and_an_end():
    sizes = {
        len(seal_aid(SECRETS.content_key, "2026-03", 1, [LINE] * count).sealed)
        for count in range(0, 1_200, 50)
    }
    assert sizes == {size + 28 for size in AID_SIZE_CLASSES}
    assert max(sizes) <= MAX_SEALED_AID
    with pytest.raises(AidBundleTooLarge):
        seal_aid(SECRETS.content_key, "2026-03", 1, [LINE] * 2_000)


@pytest.mark.parametrize("plain", [b"later", bytes([0x92, 2, 0x90])])
def test_a_bundle_that_says_something_else_inside_is_refused(plain, monkeypatch):
    monkeypatch.setattr("sync.client.sealing.msgspec.msgpack.encode", lambda _: plain)
    sealed = seal_aid(SECRETS.content_key, "2026-03", 1, []).sealed
    with pytest.raises(SealBroken):
        open_aid(SECRETS.content_key, "2026-03", 1, sealed)


def test_secrets_are_random_and_do_not_show():
    first, second = HouseholdSecrets.generate(), HouseholdSecrets.generate()
    assert first != second
    assert (len(first.handle), len(first.content_key)) == (16, 32)
    assert repr(first.content_key) not in repr(first)
