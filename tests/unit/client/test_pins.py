"""Whom a centre trusts: identities pinned at enrolment, keys when they are first told."""

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.services.network import enrolled_device
from sync.client import EnrolledDevice, KeyHolderKeyChanged
from sync.client.pins import (
    UNKNOWN_IDENTITY,
    PinnedKeyHolder,
    check_key_set,
    compare_with_pins,
    first_pins,
    pinned_by_all,
)
from sync.protocol.certificates import key_set_statement
from sync.protocol.messages import HeldKey, KeyHolderAddress, KeySet
from tests.integration.vault.test_schema import RECOVERY_KEYS, RELEASED
from tests.support.vaults import ClosedVault

A, B = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
ONE, TWO, OTHER = b"1" * 32, b"2" * 32, b"o" * 32


def told(identity: Ed25519PrivateKey, keys: dict[int, bytes], url: str = "https://a.test"):
    held = tuple(HeldKey(epoch, key, 0, None) for epoch, key in keys.items())
    key_set = KeySet(keys=held, signature=identity.sign(key_set_statement(held)))
    public = identity.public_key().public_bytes_raw()
    return KeyHolderAddress(url=url, identity_key=public, key_set=key_set)


def test_keys_told_at_enrolment_are_pinned():
    (pinned,) = first_pins([told(A, {1: ONE})])
    assert pinned.keys == {1: ONE}
    assert pinned.identity_key == A.public_key().public_bytes_raw()


def test_a_key_told_for_the_first_time_is_added():
    pinned = first_pins([told(A, {1: ONE})])
    (later,) = compare_with_pins(pinned, [told(A, {1: ONE, 2: TWO})])
    assert later.keys == {1: ONE, 2: TWO}


def test_a_key_no_longer_told_stays_pinned():
    pinned = first_pins([told(A, {1: ONE})])
    (later,) = compare_with_pins(pinned, [told(A, {2: TWO})])
    assert later.keys == {1: ONE, 2: TWO}
    with pytest.raises(KeyHolderKeyChanged):
        compare_with_pins((later,), [told(A, {1: OTHER, 2: TWO})])


def test_a_key_holder_whose_keys_the_register_has_not_seen_changes_no_pin():
    pinned = first_pins([told(A, {1: ONE})])
    unseen = msgspec.structs.replace(told(A, {}), key_set=None)
    assert compare_with_pins(pinned, [unseen]) == pinned


def test_a_key_holder_may_move_to_another_address():
    pinned = first_pins([told(A, {1: ONE})])
    (moved,) = compare_with_pins(pinned, [told(A, {1: ONE}, "https://b.test")])
    assert moved.url == "https://b.test"


@pytest.mark.parametrize(
    "shown",
    [
        [told(A, {1: OTHER})],
        [told(B, {1: ONE})],
        [told(A, {1: ONE}), told(B, {1: ONE})],
        [msgspec.structs.replace(told(A, {1: ONE}), key_set=told(B, {1: ONE}).key_set)],
    ],
    ids=["another key", "another identity", "one more", "signed by another"],
)
def test_what_differs_from_the_pins_stops_everything(shown):
    pinned = first_pins([told(A, {1: ONE})])
    with pytest.raises(KeyHolderKeyChanged) as caught:
        compare_with_pins(pinned, shown)
    assert caught.value.values == {"url": "https://a.test"}


def test_what_a_key_holder_tells_itself_may_not_differ_either():
    (pinned,) = first_pins([told(A, {1: ONE})])
    check_key_set(pinned, told(A, {1: ONE, 3: TWO}).key_set)
    for shown in (told(A, {1: OTHER}), told(B, {1: ONE})):
        with pytest.raises(KeyHolderKeyChanged):
            check_key_set(pinned, shown.key_set)


def test_only_epochs_that_every_key_holder_signed_for_are_used():
    pinned = first_pins([told(A, {1: ONE, 2: TWO}), told(B, {2: TWO, 3: ONE})])
    assert pinned_by_all(pinned, (3, 2, 1)) == (2,)


def test_a_device_of_the_first_version_learns_who_its_key_holders_are():
    before = PinnedKeyHolder(url="https://a.test", identity_key=UNKNOWN_IDENTITY, keys={1: ONE})
    (known,) = compare_with_pins((before,), [told(A, {1: ONE, 2: TWO})])
    assert known.identity_key == A.public_key().public_bytes_raw()
    assert known.keys == {1: ONE, 2: TWO}
    unseen = msgspec.structs.replace(told(A, {}), key_set=None)
    for shown in (told(A, {1: OTHER}), told(A, {2: TWO}), unseen):
        with pytest.raises(KeyHolderKeyChanged):
            compare_with_pins((before,), [shown])


def test_a_vault_of_the_first_version_still_knows_its_device(tmp_path):
    released = ClosedVault(RELEASED / "0.1.0.dapo", RECOVERY_KEYS["0.1.0"])
    desk = released.copy_to(tmp_path).open()
    with desk.read() as session:
        device = enrolled_device(session)
    desk.close()
    assert {holder.identity_key for holder in device.key_holders} == {UNKNOWN_IDENTITY}
    assert all(list(holder.keys) == [1] for holder in device.key_holders)
    assert EnrolledDevice.from_bytes(device.to_bytes()) == device
