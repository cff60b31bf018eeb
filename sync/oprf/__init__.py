"""Verifiable oblivious pseudorandom function (RFC 9497), the door to person tokens.

``evaluation`` speaks the RFC's words (blind, blind_evaluate, finalize), ``lanes`` spreads the
work over the machine's cores, ``tokens`` turns the outputs of all key-holders into a token.
"""

from sync.oprf.evaluation import (
    MAX_BATCH,
    Blinding,
    ElementRefused,
    InputRefused,
    KeyHolderKey,
    OprfError,
    ProofRefused,
    blind,
)
from sync.oprf.tokens import Token, derive_token

__all__ = [
    "MAX_BATCH",
    "Blinding",
    "ElementRefused",
    "InputRefused",
    "KeyHolderKey",
    "OprfError",
    "ProofRefused",
    "Token",
    "blind",
    "derive_token",
]
