"""Messages of every version that is read are read; the present one is written as it was agreed."""

import json

import msgspec
import pytest

from sync.protocol.codec import (
    MalformedMessage,
    WireVersionRefused,
    decode,
    decode_json,
    encode,
    encode_json,
)
from sync.protocol.limits import WIRE_VERSION, WIRE_VERSIONS_READ
from sync.protocol.messages import Network, Push
from tests.support.wire_samples import WIRE, kinds, sample, written


def test_what_is_written_is_what_was_agreed_for_this_version():
    """After a change on purpose: raise ``WIRE_VERSION``, once this version has been released."""
    assert written() == json.loads((WIRE / f"{WIRE_VERSION}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("wire", sorted(WIRE_VERSIONS_READ))
def test_every_message_of_a_version_that_is_read_is_understood(wire):
    kept = json.loads((WIRE / f"{wire}.json").read_text(encoding="utf-8"))
    for tag, message in kept.items():
        assert decode_json(json.dumps(message).encode(), kinds()[tag]).wire == wire


def test_three_versions_are_read_once_there_are_three():
    assert WIRE_VERSION in WIRE_VERSIONS_READ
    assert len(WIRE_VERSIONS_READ) <= 3
    assert max(WIRE_VERSIONS_READ) == WIRE_VERSION


@pytest.mark.parametrize("tag", sorted(kinds()))
def test_every_message_survives_both_codings_and_takes_nothing_unknown(tag):
    message = sample(kinds()[tag])
    assert decode(encode(message), kinds()[tag]) == message
    assert decode_json(encode_json(message), kinds()[tag]) == message
    more = msgspec.json.decode(encode_json(message)) | {"surname": "Rossi"}
    with pytest.raises(MalformedMessage):
        decode_json(msgspec.json.encode(more), kinds()[tag])
    with pytest.raises(MalformedMessage):
        decode(msgspec.msgpack.encode(more), kinds()[tag])


@pytest.mark.parametrize("wire", [1, WIRE_VERSION + 1])
def test_another_version_is_told_from_a_malformed_message(wire):
    """Even where its fields are others, as those of 0.1.0 were."""
    old = {"type": "network", "wire": wire, "centres": [], "windows": {}}
    with pytest.raises(WireVersionRefused) as caught:
        decode_json(msgspec.json.encode(old), Network)
    assert caught.value.args == (wire,)
    with pytest.raises(WireVersionRefused):
        decode(msgspec.msgpack.encode({"wire": wire, "rows": []}), Push)


def test_a_malformed_message_of_this_version_is_malformed():
    with pytest.raises(MalformedMessage) as caught:
        decode_json(msgspec.json.encode({"type": "push", "wire": WIRE_VERSION}), Push)
    assert not isinstance(caught.value, WireVersionRefused)
