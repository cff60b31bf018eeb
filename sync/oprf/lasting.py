"""Blinding that outlives its process: the factors follow from a secret that the vault keeps.

The library ``voprf`` makes its own factors and keeps them in memory. Between a parcel and its
answer lie days, so here the client's half of RFC 9497 stands on libsodium (``rbcl``), with given
factors, as the RFC allows; its outputs are the library's, byte for byte. Sizes as in
``evaluation``; names follow the RFC.
"""

import hmac
from collections.abc import Sequence
from functools import cache
from hashlib import sha512
from typing import Any, Final

from sync.oprf.evaluation import (
    ELEMENT_LENGTH,
    MAX_INPUT_LENGTH,
    PROOF_LENGTH,
    ElementRefused,
    InputRefused,
    ProofRefused,
    check_batch,
)

_CONTEXT: Final = b"OPRFV1-\x01-ristretto255-SHA512"
_BLOCK: Final = 128
_UNIFORM: Final = 64


class LastingBlinding:
    """A batch of blinded inputs that can be put together again from inputs and secret.

    ``secret`` is 32 bytes or more, used for one batch only: the factor of each input is
    HMAC-SHA-512 of its position and text under it.
    """

    def __init__(self, inputs: Sequence[bytes], secret: bytes) -> None:
        check_batch(inputs)
        if not all(0 < len(each) <= MAX_INPUT_LENGTH for each in inputs):
            raise InputRefused
        self._inputs = tuple(inputs)
        self._factors = tuple(
            _scalar(hmac.digest(secret, position.to_bytes(2) + text, "sha512"))
            for position, text in enumerate(inputs)
        )
        self.blinded: tuple[bytes, ...] = tuple(
            _times(factor, _hash_to_group(text))
            for factor, text in zip(self._factors, inputs, strict=True)
        )

    def finalize(self, evaluation: bytes, public_key: bytes) -> list[bytes]:
        """Check the proof against the pinned key and unblind: see ``Blinding.finalize``."""
        count = len(self._inputs)
        if len(evaluation) != PROOF_LENGTH + ELEMENT_LENGTH * count:
            raise ElementRefused
        proof, elements = evaluation[:PROOF_LENGTH], evaluation[PROOF_LENGTH:]
        evaluated = [
            elements[at : at + ELEMENT_LENGTH] for at in range(0, len(elements), ELEMENT_LENGTH)
        ]
        if not all(map(_is_element, (public_key, *evaluated))):
            raise ElementRefused
        if not _is_proven(public_key, self.blinded, evaluated, proof):
            raise ProofRefused
        return [
            _output(text, factor, element)
            for text, factor, element in zip(self._inputs, self._factors, evaluated, strict=True)
        ]


def _output(text: bytes, factor: bytes, evaluated: bytes) -> bytes:
    """RFC 9497, 3.3.1: Finalize."""
    inverse = _sodium().crypto_core_ristretto255_scalar_invert(factor)
    unblinded = _times(inverse, evaluated)
    return sha512(_framed(text) + _framed(unblinded) + b"Finalize").digest()


def _is_proven(
    public_key: bytes, blinded: Sequence[bytes], evaluated: Sequence[bytes], proof: bytes
) -> bool:
    """RFC 9497, 2.2.2: VerifyProof."""
    m, z = _composites(public_key, blinded, evaluated)
    challenge, response = proof[:ELEMENT_LENGTH], proof[ELEMENT_LENGTH:]
    try:
        t2 = _add(_times_base(response), _times(challenge, public_key))
        t3 = _add(_times(response, m), _times(challenge, z))
    except (RuntimeError, TypeError, ValueError):
        return False  # no scalar of the group, or one that ends at its identity
    transcript = b"".join(map(_framed, (public_key, m, z, t2, t3))) + b"Challenge"
    return _hash_to_scalar(transcript) == challenge


def _composites(
    public_key: bytes, blinded: Sequence[bytes], evaluated: Sequence[bytes]
) -> tuple[bytes, bytes]:
    """RFC 9497, 2.2.1: ComputeComposites."""
    seed = sha512(_framed(public_key) + _framed(b"Seed-" + _CONTEXT)).digest()
    weighted = []
    for position, (c, d) in enumerate(zip(blinded, evaluated, strict=True)):
        transcript = _framed(seed) + position.to_bytes(2) + _framed(c) + _framed(d) + b"Composite"
        weight = _hash_to_scalar(transcript)
        weighted.append((_times(weight, c), _times(weight, d)))
    m, z = weighted[0]
    for c, d in weighted[1:]:
        m, z = _add(m, c), _add(z, d)
    return m, z


@cache
def _sodium() -> Any:
    """The library, taken up by the first parcel: it unpacks itself into a temporary file."""
    import rbcl

    return rbcl


def _add(one: bytes, other: bytes) -> bytes:
    return bytes(_sodium().crypto_core_ristretto255_add(one, other))


def _times(scalar: bytes, element: bytes) -> bytes:
    return bytes(_sodium().crypto_scalarmult_ristretto255(scalar, element))


def _times_base(scalar: bytes) -> bytes:
    return bytes(_sodium().crypto_scalarmult_ristretto255_base(scalar))


def _is_element(candidate: bytes) -> bool:
    """Whether it is an element of the group other than the identity (all zero)."""
    is_whole = len(candidate) == ELEMENT_LENGTH and any(candidate)
    return is_whole and bool(_sodium().crypto_core_ristretto255_is_valid_point(candidate))


def _hash_to_group(message: bytes) -> bytes:
    uniform = _expand_message_xmd(message, b"HashToGroup-" + _CONTEXT)
    return bytes(_sodium().crypto_core_ristretto255_from_hash(uniform))


def _hash_to_scalar(message: bytes) -> bytes:
    return _scalar(_expand_message_xmd(message, b"HashToScalar-" + _CONTEXT))


def _scalar(uniform: bytes) -> bytes:
    return bytes(_sodium().crypto_core_ristretto255_scalar_reduce(uniform))


def _expand_message_xmd(message: bytes, tag: bytes) -> bytes:
    """RFC 9380, 5.3.1, for 64 bytes: one block of SHA-512."""
    tag_prime = tag + len(tag).to_bytes(1)
    length = _UNIFORM.to_bytes(2)
    first = sha512(bytes(_BLOCK) + message + length + b"\0" + tag_prime).digest()
    return sha512(first + b"\x01" + tag_prime).digest()


def _framed(part: bytes) -> bytes:
    return len(part).to_bytes(2) + part
