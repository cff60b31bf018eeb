"""Key slots by their written form: rebuilt here step by step, from RFC 9180, 5869 and 2104."""

import hmac
from uuid import uuid4

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.errors import DiskFailed, WrongPassphrase
from models.storage.key_slots import Opened, VaultKeys, new_slots, read_slots, slots_path

HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
KEYS = VaultKeys(bytes(range(32)), bytes(range(32, 64)))
ANNA, DINA = uuid4(), uuid4()
PHRASE = "perché il gatto dorme"


def test_the_form_of_a_file_of_slots_is_what_it_was():
    """A changed label, salt or order would shut every vault in use."""
    slots = new_slots(uuid4()).with_passphrase(PHRASE, KEYS, ANNA, "staff")
    (slot,) = slots.slots
    told = ["dapo-keys-2", slots.file_id, slots.derivation, "passphrase", ANNA, "staff"]
    bound = msgspec.json.encode([*told, slot.public_key])
    secret = AESGCM(slots.derivation.derive(PHRASE)).decrypt(slot.nonce, slot.wrapped, bound)
    private = X25519PrivateKey.from_private_bytes(secret)
    for name, sealed, key in (
        ("vault", slot.vault_key, KEYS.vault),
        ("reserved", slot.reserved_key, KEYS.reserved),
    ):
        info = msgspec.json.encode(["dapo-keys-2", slots.file_id, name, "passphrase", ANNA])
        assert HPKE.decrypt(sealed, private, info) == key
    mac_key = HKDF(SHA256(), 32, slots.file_id.bytes, b"dapo key slots").derive(KEYS.vault)
    bare = msgspec.json.encode(msgspec.structs.replace(slots, mac=b""))
    assert slots.mac == hmac.digest(mac_key, bare, "sha256")


def test_a_public_key_put_in_by_somebody_with_the_key_of_the_vault_opens_nothing():
    """Else the next key of the vault, or the reserved one, would be sealed to her."""
    slots = new_slots(uuid4()).with_passphrase(PHRASE, KEYS, ANNA, "coordinator")
    hers = X25519PrivateKey.generate().public_key().public_bytes_raw()
    (slot,) = slots.slots
    forged = msgspec.structs.replace(
        slots, slots=(msgspec.structs.replace(slot, public_key=hers),)
    ).without(DINA, KEYS.vault)
    assert forged.is_by(KEYS.vault)
    with pytest.raises(WrongPassphrase):
        forged.open_with_passphrase(PHRASE)


def test_one_operators_slot_alone_is_looked_at_when_she_is_named():
    slots = (
        new_slots(uuid4())
        .with_passphrase(PHRASE, KEYS, ANNA, "staff")
        .with_passphrase("dina porta il pane", KEYS, DINA, "volunteer")
    )
    assert slots.open_with_passphrase(PHRASE, ANNA) == Opened(ANNA, *KEYS)
    with pytest.raises(WrongPassphrase):
        slots.open_with_passphrase(PHRASE, DINA)


def test_slots_that_the_disk_does_not_give_are_named(tmp_path):
    vault = tmp_path / "centro.dapo"
    slots_path(vault).mkdir()
    with pytest.raises(DiskFailed) as told:
        read_slots(vault)
    assert told.value.values["path"] == str(slots_path(vault))
    assert told.value.values["errno"]
