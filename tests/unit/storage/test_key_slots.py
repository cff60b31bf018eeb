"""Key slots: what opens them, what does not, and what is noticed."""

import secrets
from hashlib import sha256
from pathlib import Path
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
from models.storage.derivation import Derivation
from models.storage.key_slots import (
    Opened,
    VaultKeys,
    decode_slots,
    encode_slots,
    new_keys,
    new_slots,
    read_slots,
    write_slots,
)
from models.storage.recovery_key import new_recovery_key, read_recovery_key
from tests.support.passphrases import true_passphrases

RELEASED = Path(__file__).parents[2] / "data" / "vaults"
KEYS = VaultKeys(bytes(range(32)), bytes(range(32, 64)))
ANNA = uuid4()


@pytest.fixture(autouse=True, scope="module")
def _true_passphrases():
    with true_passphrases():
        yield


@pytest.fixture(scope="module")
def slots():
    return new_slots(uuid4()).with_passphrase("perché il gatto dorme", KEYS, ANNA, "staff")


def test_a_passphrase_opens_its_slot_and_tells_whose_it_is(slots):
    assert slots.open_with_passphrase("perché il gatto dorme") == Opened(ANNA, *KEYS)


def test_an_accent_typed_in_two_strokes_is_the_same_passphrase(slots):
    assert slots.open_with_passphrase("perche\u0301 il gatto dorme") == Opened(ANNA, *KEYS)


def test_a_wrong_passphrase_opens_nothing(slots):
    with pytest.raises(WrongPassphrase):
        slots.open_with_passphrase("perché il cane dorme")


def test_a_changed_passphrase_replaces_the_slot_of_that_operator_only(slots):
    bruno = uuid4()
    both = slots.with_passphrase("la nonna di bruno", KEYS, bruno, "volunteer")
    changed = both.with_passphrase("una frase nuova", KEYS, ANNA, "staff")
    assert changed.open_with_passphrase("la nonna di bruno") == Opened(bruno, *KEYS)
    assert changed.open_with_passphrase("una frase nuova", ANNA) == Opened(ANNA, *KEYS)
    with pytest.raises(WrongPassphrase):
        changed.open_with_passphrase("perché il gatto dorme")


def test_another_key_goes_to_everyone_with_a_slot_and_needs_nobodys_passphrase(slots):
    bruno, text, following = uuid4(), new_recovery_key(), new_keys().vault
    three = slots.with_passphrase("la nonna di bruno", KEYS, bruno, "volunteer").with_recovery_key(
        read_recovery_key(text), KEYS, ANNA
    )
    both = three.towards(following, KEYS.vault)
    assert both.open_with_passphrase("la nonna di bruno") == Opened(bruno, *KEYS, following)
    settled = both.settled(following)
    assert settled.open_with_passphrase("perché il gatto dorme", ANNA) == Opened(
        ANNA, following, KEYS.reserved
    )
    assert settled.open_with_recovery_key(text).key == following
    given_up = both.settled(KEYS.vault)
    assert given_up.open_with_passphrase("la nonna di bruno") == Opened(bruno, *KEYS)


def test_who_left_opens_nothing_and_the_others_still_do(slots):
    bruno = uuid4()
    both = slots.with_passphrase("la nonna di bruno", KEYS, bruno, "volunteer")
    left = both.without(bruno, KEYS.vault)
    with pytest.raises(WrongPassphrase):
        left.open_with_passphrase("la nonna di bruno")
    assert left.open_with_passphrase("perché il gatto dorme").operator_id == ANNA


def test_the_reserved_key_is_given_and_taken_without_the_passphrase(slots):
    bare = VaultKeys(KEYS.vault, None)
    without = slots.with_clearance(ANNA, bare)
    assert without.open_with_passphrase("perché il gatto dorme") == Opened(ANNA, KEYS.vault)
    again = without.with_clearance(ANNA, KEYS)
    assert again.open_with_passphrase("perché il gatto dorme") == Opened(ANNA, *KEYS)


def test_without_clearance_no_byte_of_a_slot_depends_on_the_reserved_key():
    bare = VaultKeys(KEYS.vault, None)
    (slot,) = new_slots(uuid4()).with_passphrase("una frase di prova", bare, ANNA, "staff").slots
    assert slot.reserved_key == b""


@pytest.mark.parametrize("change", ["added", "public_key", "role", "gone", "revision", "form"])
def test_slots_changed_by_who_has_not_the_key_are_refused(slots, change):
    stranger = uuid4()
    forged = slots.with_passphrase("frase dello straniero", new_keys(), stranger, "coordinator")
    public_key = msgspec.structs.replace(slots.slots[0], public_key=forged.slots[1].public_key)
    early = msgspec.structs.replace(forged.slots[1], public_key=b"")
    changed = {
        "added": {"slots": (*slots.slots, forged.slots[1])},
        "public_key": {"slots": (slots.slots[0], public_key)},
        "role": {"slots": (slots.slots[0], early)},
        "gone": {"mac": b""},
        "revision": {"revision": 99},
        "form": {"format": "dapo-keys-1", "mac": b""},
    }[change]
    with pytest.raises(KeysDamaged) as caught:
        msgspec.structs.replace(slots, **changed).open_with_passphrase("perché il gatto dorme")
    assert caught.value.values == {"reason": "forged"}


@pytest.mark.parametrize("altered", [{"vault_key": b""}, {"vault_key": b"\1" * 80}])
def test_a_slot_whose_seal_is_broken_is_damaged(slots, altered):
    slot = msgspec.structs.replace(slots.slots[0], **altered)
    with pytest.raises(KeysDamaged):
        msgspec.structs.replace(slots, slots=(slot,)).open_with_passphrase("perché il gatto dorme")


def test_a_slot_of_the_first_version_opens_and_says_so():
    early = read_slots(RELEASED / "0.1.0.dapo")
    opened = early.open_with_passphrase("gatto vulcano lampada ponte miele")
    assert opened.is_early
    assert len(opened.key) == 32
    bare = VaultKeys(opened.key, None)
    cleared = early.with_clearance(opened.operator_id, VaultKeys(opened.key, KEYS.reserved))
    assert all(not slot.reserved_key for slot in cleared.slots)
    renewed = cleared.with_passphrase("una frase di prova", bare, opened.operator_id, "staff")
    assert renewed.towards(KEYS.vault, opened.key).slots[0].next_key
    assert len(renewed.towards(KEYS.vault, opened.key).slots) == 1


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
    slots = new_slots(uuid4()).with_recovery_key(read_recovery_key(text), KEYS, ANNA)
    again = slots.with_recovery_key(read_recovery_key(text), KEYS, ANNA)
    sloppy = text.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    assert again.open_with_recovery_key(sloppy) == Opened(ANNA, *KEYS)
    assert len(again.slots) == 1


def test_the_recovery_key_of_another_vault_opens_nothing():
    slots = new_slots(uuid4()).with_recovery_key(secrets.token_bytes(20), KEYS, ANNA)
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
