"""Passphrases that take no time, where what is tested is not how dear a guess is."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

import pytest

from models.storage.derivation import Derivation

_derive = Derivation.derive


def _derive_quickly(derivation: Derivation, passphrase: str) -> bytes:
    """A key of 32 bytes in place of argon2id's, from the same salt and the same letters."""
    derivation.check()
    return sha256(derivation.salt + unicodedata.normalize("NFKC", passphrase).encode()).digest()


@contextmanager
def quick_passphrases() -> Iterator[None]:
    """In this process a passphrase takes no time until the block ends."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Derivation, "derive", _derive_quickly)
        yield


@contextmanager
def true_passphrases() -> Iterator[None]:
    """The derivation itself: where it is tested, or made or opened by another process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Derivation, "derive", _derive)
        yield
