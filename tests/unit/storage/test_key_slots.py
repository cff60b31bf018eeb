"""Key slots: what opens them, what does not, and what is noticed."""

import secrets
from hashlib import sha256
from uuid import uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import (
    KeysDamaged,
    KeysMissing,
    RecoveryKeyMistyped,
    VaultReadOnly,
    WrongPassphrase,
)
from models.storage.key_slots import (
    Derivation,
    decode_slots,
    encode_slots,
    new_recovery_key,
    new_slots,
    read_recovery_key,
    read_slots,
    write_slots,
)

KEY = bytes(range(32))
ANNA = uuid4()


@pytest.fixture(scope="module")
def slots():
    return new_slots(uuid4()).with_passphrase("perché il gatto dorme", KEY, ANNA, "staff")


def test_a_passphrase_opens_its_slot_and_tells_whose_it_is(slots):
    assert slots.open_with_passphrase("perché il gatto dorme") == (KEY, ANNA)


def test_an_accent_typed_in_two_strokes_is_the_same_passphrase(slots):
    assert slots.open_with_passphrase("perche\u0301 il gatto dorme") == (KEY, ANNA)


def test_a_wrong_passphrase_opens_nothing(slots):
    with pytest.raises(WrongPassphrase):
        slots.open_with_passphrase("perché il cane dorme")


def test_a_changed_passphrase_replaces_the_slot_of_that_operator_only(slots):
    bruno = uuid4()
    both = slots.with_passphrase("la nonna di bruno", KEY, bruno, "volunteer")
    changed = both.with_passphrase("una frase nuova", KEY, ANNA, "staff")
    assert changed.open_with_passphrase("la nonna di bruno") == (KEY, bruno)
    assert changed.open_with_passphrase("una frase nuova", ANNA) == (KEY, ANNA)
    with pytest.raises(WrongPassphrase):
        changed.open_with_passphrase("perché il gatto dorme")


@pytest.mark.parametrize(
    "altered",
    [
        {"role": "coordinator"},
        {"operator_id": uuid4()},
        {"nonce": b"\0" * 12},
        {"nonce": b""},
        {"wrapped": b"\0" * 48},
    ],
)
def test_a_slot_given_another_role_or_owner_no_longer_opens(slots, altered):
    slot = msgspec.structs.replace(slots.slots[0], **altered)
    with pytest.raises(WrongPassphrase):
        msgspec.structs.replace(slots, slots=(slot,)).open_with_passphrase("perché il gatto dorme")


def test_a_slot_of_another_vault_does_not_open_here(slots):
    with pytest.raises(WrongPassphrase):
        msgspec.structs.replace(slots, file_id=uuid4()).open_with_passphrase(
            "perché il gatto dorme"
        )


@pytest.mark.parametrize(
    "absurd",
    [
        {"memory_kib": 8},
        {"memory_kib": 1 << 30},
        {"passes": 1},
        {"passes": 10_000},
        {"lanes": 0},
        {"lanes": 200},
        {"salt": b"short"},
    ],
)
def test_a_derivation_too_weak_or_too_dear_is_refused(slots, absurd):
    derivation = Derivation(**({"salt": bytes(16)} | absurd))
    content = encode_slots(msgspec.structs.replace(slots, derivation=derivation))
    with pytest.raises(KeysDamaged):
        decode_slots(content)


def test_the_recovery_key_opens_its_slot_however_it_is_typed():
    text = new_recovery_key()
    slots = new_slots(uuid4()).with_recovery_key(read_recovery_key(text), KEY, ANNA)
    again = slots.with_recovery_key(read_recovery_key(text), KEY, ANNA)
    sloppy = text.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    assert again.open_with_recovery_key(sloppy) == (KEY, ANNA)
    assert len(again.slots) == 1


def test_the_recovery_key_of_another_vault_opens_nothing():
    slots = new_slots(uuid4()).with_recovery_key(secrets.token_bytes(20), KEY, ANNA)
    with pytest.raises(WrongPassphrase):
        slots.open_with_recovery_key(new_recovery_key())


@given(at=st.integers(0, 35), letter=st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_wrong_letter_in_the_recovery_key_is_told_as_such(at, letter):
    letters = list(new_recovery_key().replace("-", ""))
    was = letters[at]
    letters[at] = letter
    if letter == was:
        read_recovery_key("".join(letters))
    else:
        with pytest.raises(RecoveryKeyMistyped):
            read_recovery_key("".join(letters))


@given(st.text(max_size=60))
def test_anything_else_typed_as_recovery_key_is_mistyped(text):
    with pytest.raises(RecoveryKeyMistyped):
        read_recovery_key(text)


def test_every_flipped_byte_of_the_file_of_slots_is_noticed(slots):
    content = encode_slots(slots)
    assert decode_slots(content) == slots
    for at in range(len(content)):
        flipped = bytearray(content)
        flipped[at] ^= 1
        with pytest.raises(KeysDamaged):
            decode_slots(bytes(flipped))


@pytest.mark.parametrize("line", [b"", b"{}", b'{"format": "dapo-keys-9"}', b"\xff\xfe"])
def test_a_file_of_slots_of_another_form_is_damaged(line):
    with pytest.raises(KeysDamaged):
        decode_slots(line + b"\n" + sha256(line).hexdigest().encode() + b"\n")


def test_slots_that_cannot_be_written_are_told(slots, tmp_path):
    with pytest.raises(VaultReadOnly):
        write_slots(tmp_path / "none" / "a.dapo", slots)


def test_slots_written_are_read_back_and_replace_the_old_ones(slots, tmp_path):
    vault = tmp_path / "a.dapo"
    with pytest.raises(KeysMissing):
        read_slots(vault)
    write_slots(vault, new_slots(uuid4()))
    write_slots(vault, slots)
    assert read_slots(vault) == slots
    assert [file.name for file in tmp_path.iterdir()] == ["a.dapo.keys"]
