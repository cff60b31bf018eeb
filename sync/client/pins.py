"""Whom a centre trusts for its tokens: key-holders by identity, and their keys as first seen.

An identity is pinned when the device is enrolled, a key when the network first tells it, in a set
signed by that identity. What differs later stops everything: a key of its own for one centre is
how a key-holder would tag the people of that centre.
"""

from collections.abc import Sequence

import msgspec

from sync.client.errors import KeyHolderKeyChanged
from sync.protocol.certificates import is_signed, key_set_statement
from sync.protocol.messages import HeldKey, KeyHolderAddress, KeySet

UNKNOWN_IDENTITY = b""
"""Of a device enrolled by version 0.1.0, which pinned the key of epoch 1 alone."""


class PinnedKeyHolder(msgspec.Struct, frozen=True, kw_only=True):
    """A key-holder as this centre knows it; ``keys`` are public keys by key epoch."""

    url: str
    identity_key: bytes
    keys: dict[int, bytes]


def first_pins(told: Sequence[KeyHolderAddress]) -> tuple[PinnedKeyHolder, ...]:
    """Trust the key-holders told at enrolment; raises ``KeyHolderKeyChanged``."""
    return tuple(
        _with_keys(PinnedKeyHolder(url=each.url, identity_key=each.identity_key, keys={}), each)
        for each in told
    )


def compare_with_pins(
    pinned: Sequence[PinnedKeyHolder], told: Sequence[KeyHolderAddress]
) -> tuple[PinnedKeyHolder, ...]:
    """Check what the register tells against the pins, and add keys told for the first time.

    A key-holder may move to another address: its identity is what counts.

    Raises:
        KeyHolderKeyChanged: another key-holder, order, identity or key, or a forged key set.
    """
    if len(pinned) != len(told):
        raise KeyHolderKeyChanged(url=told[-1].url)
    compared = []
    for before, shown in zip(pinned, told, strict=True):
        is_named = before.identity_key != UNKNOWN_IDENTITY
        known = before if is_named else _introduced(before, shown)
        if known.identity_key != shown.identity_key:
            raise KeyHolderKeyChanged(url=shown.url)
        compared.append(_with_keys(known, shown))
    return tuple(compared)


def pinned_by_all(
    key_holders: Sequence[PinnedKeyHolder], key_epochs: Sequence[int]
) -> tuple[int, ...]:
    """Return the key epochs that the register tells and every key-holder signed a key for."""
    return tuple(
        epoch for epoch in sorted(key_epochs) if all(epoch in each.keys for each in key_holders)
    )


def check_key_set(pinned: PinnedKeyHolder, key_set: KeySet) -> None:
    """Check what a key-holder itself tells; raises ``KeyHolderKeyChanged``."""
    if not is_signed(key_set_statement(key_set.keys), key_set.signature, pinned.identity_key):
        raise KeyHolderKeyChanged(url=pinned.url)
    for key in key_set.keys:
        _check(pinned, key)


def _with_keys(pinned: PinnedKeyHolder, told: KeyHolderAddress) -> PinnedKeyHolder:
    if told.key_set is None:
        return msgspec.structs.replace(pinned, url=told.url)
    check_key_set(pinned, told.key_set)
    shown = {key.key_epoch: key.public_key for key in told.key_set.keys}
    return msgspec.structs.replace(pinned, url=told.url, keys=pinned.keys | shown)


def _introduced(pinned: PinnedKeyHolder, told: KeyHolderAddress) -> PinnedKeyHolder:
    """Give its identity to a key-holder known by a key alone, if it shows that key."""
    shown = told.key_set.keys if told.key_set else ()
    if not any(pinned.keys.get(key.key_epoch) == key.public_key for key in shown):
        raise KeyHolderKeyChanged(url=told.url)
    return msgspec.structs.replace(pinned, identity_key=told.identity_key)


def _check(pinned: PinnedKeyHolder, key: HeldKey) -> None:
    if pinned.keys.get(key.key_epoch, key.public_key) != key.public_key:
        raise KeyHolderKeyChanged(url=pinned.url)
