"""What a vault keeps of its enrolment: the device's key and whom it trusts."""

from typing import Self

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typing_extensions import override

from sync.protocol.messages import Bytes16, Bytes32, KeyHolderAddress, Network


class EnrolledDevice(msgspec.Struct, frozen=True, kw_only=True):
    """A device that may speak for a centre. Secret: it belongs in the vault and nowhere else."""

    private_key: Bytes32
    device: Bytes16
    centre: int
    centre_name: str
    register_url: str
    register_key: Bytes32
    epoch: Bytes16
    certificate: str
    key_holders: tuple[KeyHolderAddress, ...]

    @property
    def key_id(self) -> str:
        """The name its signatures bear."""
        return self.device.hex()

    @property
    def signing_key(self) -> Ed25519PrivateKey:
        """The key its requests are signed with."""
        return Ed25519PrivateKey.from_private_bytes(self.private_key)

    def renewed(self, network: Network) -> Self:
        """Take the fresh certificate; the keys pinned at enrolment stay as they were."""
        return msgspec.structs.replace(self, certificate=network.certificate)

    def to_bytes(self) -> bytes:
        """Return what the vault keeps."""
        return msgspec.msgpack.encode(self)

    @classmethod
    def from_bytes(cls, kept: bytes) -> Self:
        """Read back ``to_bytes``; raises ``msgspec.DecodeError``."""
        return msgspec.msgpack.decode(kept, type=cls)

    @override
    def __repr__(self) -> str:
        """Name the device without its key."""
        return f"EnrolledDevice(device={self.key_id}, centre={self.centre})"
