"""What a vault keeps of its enrolment: the device's key and whom it trusts."""

from typing import Self

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typing_extensions import override

from sync.client.pins import UNKNOWN_IDENTITY, PinnedKeyHolder, compare_with_pins, pinned_by_all
from sync.protocol.check_text import check_text
from sync.protocol.messages import Bytes16, Bytes32, Network
from sync.protocol.succession import successor_name


class EnrolledDevice(msgspec.Struct, frozen=True, kw_only=True):
    """A device that may speak for a centre. Secret: it belongs in the vault and nowhere else.

    ``certificate`` is empty while the device waits to be confirmed.
    """

    private_key: Bytes32
    device: Bytes16
    centre: int
    centre_name: str
    register_url: str
    register_key: Bytes32
    epoch: Bytes16
    certificate: str
    key_holders: tuple[PinnedKeyHolder, ...]
    key_epochs: tuple[int, ...] = ()

    @property
    def key_id(self) -> str:
        """The name its signatures bear."""
        return self.device.hex()

    @property
    def signing_key(self) -> Ed25519PrivateKey:
        """The key its requests are signed with."""
        return Ed25519PrivateKey.from_private_bytes(self.private_key)

    @property
    def is_waiting(self) -> bool:
        """Whether an administrator has still to confirm it."""
        return not self.certificate

    @property
    def check_text(self) -> str:
        """The digits to read aloud to who confirms it."""
        return check_text(self.signing_key.public_key().public_bytes_raw(), self.register_key)

    def renewed(self, network: Network) -> Self:
        """Take the fresh certificate, and keys told for the first time; keep the result.

        Raises:
            KeyHolderKeyChanged: a key-holder or key is not the one pinned.
        """
        key_holders = compare_with_pins(self.key_holders, network.key_holders)
        return msgspec.structs.replace(
            self,
            certificate=network.certificate,
            key_holders=key_holders,
            key_epochs=pinned_by_all(key_holders, network.key_epochs),
        )

    def successor(self, private_key: bytes) -> Self:
        """Return the device with this key (32 bytes) as it is once it has followed this one."""
        key = Ed25519PrivateKey.from_private_bytes(private_key)
        name = successor_name(key.public_key().public_bytes_raw())
        return msgspec.structs.replace(self, private_key=private_key, device=name, certificate="")

    def to_bytes(self) -> bytes:
        """Return what the vault keeps."""
        return msgspec.msgpack.encode(self)

    @classmethod
    def from_bytes(cls, kept: bytes) -> Self:
        """Read back ``to_bytes``, of version 0.1.0 too; raises ``msgspec.DecodeError``."""
        raw = msgspec.msgpack.decode(kept)
        for holder in raw["key_holders"]:
            if "public_key" in holder:
                holder |= {"identity_key": UNKNOWN_IDENTITY, "keys": {1: holder["public_key"]}}
        return msgspec.convert(raw, type=cls)

    @override
    def __repr__(self) -> str:
        """Name the device without its key."""
        return f"EnrolledDevice(device={self.key_id}, centre={self.centre})"
