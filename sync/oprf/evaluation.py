"""VOPRF(ristretto255, SHA-512) of RFC 9497 in batches, before the library ``voprf``.

Sizes in bytes: element 32, public key 32, output 64, evaluation = proof 64 + 32 for each element.
"""

import secrets
from collections.abc import Sequence
from typing import Final, Self

from voprf import ristretto

MAX_BATCH: Final = 512
MAX_INPUT_LENGTH: Final = 2**16 - 1
ELEMENT_LENGTH: Final = 32
PROOF_LENGTH: Final = 64
OUTPUT_LENGTH: Final = 64
SEED_LENGTH: Final = 32


class OprfError(Exception):
    """Something handed to the function cannot be evaluated or trusted."""


class InputRefused(OprfError):
    """An input is empty or too long, or a batch is empty or above ``MAX_BATCH``."""


class ElementRefused(OprfError):
    """Bytes that should be group elements, a key or an evaluation are not."""


class ProofRefused(OprfError):
    """An evaluation was not made with the key it should have been made with."""


class Blinding:
    """One batch of blinded inputs, with the secret factors that unblind their evaluations.

    It may be finalized once for each key-holder: a blinded element is uniformly random whatever
    the input, so two key-holders may see the same one.
    """

    def __init__(self, clients: list[ristretto.Client], blinded: tuple[bytes, ...]) -> None:
        self._clients = clients
        self.blinded = blinded

    def finalize(self, evaluation: bytes, public_key: bytes) -> list[bytes]:
        """Check the proof against the pinned key and unblind (RFC 9497, 3.3.2).

        Args:
            evaluation: what ``KeyHolderKey.blind_evaluate`` answered for ``blinded``.
            public_key: 32 bytes, pinned at enrolment.

        Returns:
            One 64-byte output for each input, in the order they were blinded.

        Raises:
            ElementRefused: the evaluation or the key is malformed, or of another batch size.
            ProofRefused: another key was used.
        """
        if len(evaluation) != PROOF_LENGTH + ELEMENT_LENGTH * len(self._clients):
            raise ElementRefused
        try:
            outputs = ristretto.VerifiableBatchOutput.deserialize(evaluation)
            key = ristretto.PublicKey.deserialize(public_key)
        except ValueError as error:
            raise ElementRefused from error
        try:
            return ristretto.Client.finalize_batch(self._clients, outputs, key)
        except BaseException as error:
            # A wrong proof makes the library panic; its exception type has no importable name.
            if type(error).__name__ != "PanicException":
                raise
            raise ProofRefused from None


def blind(inputs: Sequence[bytes]) -> Blinding:
    """Blind a batch of inputs (RFC 9497, 3.3.2).

    Args:
        inputs: 1 to ``MAX_BATCH`` inputs of 1 to 65,535 bytes.

    Raises:
        InputRefused: an input or the batch is out of bounds.
    """
    check_batch(inputs)
    if not all(0 < len(each) <= MAX_INPUT_LENGTH for each in inputs):
        raise InputRefused
    pairs = [ristretto.Client.blind(each) for each in inputs]
    return Blinding(
        [client for client, _ in pairs], tuple(element.serialize() for _, element in pairs)
    )


class KeyHolderKey:
    """The secret key of one key-holder, derived from a 32-byte seed (RFC 9497, 3.2.1)."""

    def __init__(self, seed: bytes, info: bytes = b"") -> None:
        if len(seed) != SEED_LENGTH:
            raise ElementRefused
        self._evaluator = ristretto.Evaluator.from_seed(seed, info)

    @classmethod
    def generate(cls) -> Self:
        """Make a new random key."""
        return cls(secrets.token_bytes(SEED_LENGTH))

    @property
    def public_key(self) -> bytes:
        """The 32 bytes that centres pin."""
        return self._evaluator.public_key.serialize()

    def blind_evaluate(self, blinded: Sequence[bytes]) -> bytes:
        """Evaluate a batch and prove that this key was used (RFC 9497, 3.3.2).

        Args:
            blinded: 1 to ``MAX_BATCH`` elements of 32 bytes.

        Returns:
            Proof (64 bytes) followed by one evaluated element (32 bytes) for each blinded one.

        Raises:
            InputRefused: the batch is empty or too long.
            ElementRefused: an element is not on the group, or is its identity.
        """
        check_batch(blinded)
        try:
            elements = [ristretto.BlindedInput.deserialize(each) for each in blinded]
        except ValueError as error:
            raise ElementRefused from error
        return self._evaluator.evaluate_batch(elements).serialize()


def check_batch(batch: Sequence[bytes]) -> None:
    """Raise ``InputRefused`` unless the batch holds 1 to ``MAX_BATCH`` items."""
    if not 0 < len(batch) <= MAX_BATCH:
        raise InputRefused
