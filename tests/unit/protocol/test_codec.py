import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.codec import (
    MalformedMessage,
    WireVersionRefused,
    decode,
    decode_json,
    encode,
    encode_json,
)
from sync.protocol.messages import AidQuery, EntryRow, Push, Refusal

ENTRY = EntryRow(b"i" * 16, b"t" * 16, b"sealed")
PUSH = Push(sequence=3, epoch=b"e" * 16, entries=(ENTRY,), erased_aid=(b"a" * 16,))


def altered(**fields) -> bytes:
    return msgspec.msgpack.encode(msgspec.to_builtins(PUSH, builtin_types=(bytes,)) | fields)


def test_a_message_comes_back_as_it_was_sent():
    assert decode(encode(PUSH), Push) == PUSH
    assert decode_json(encode_json(PUSH), Push) == PUSH
    assert PUSH.rows == 2


def test_the_same_message_is_always_the_same_bytes():
    assert encode(decode(encode(PUSH), Push)) == encode(PUSH)


@pytest.mark.parametrize(
    "fields",
    [
        {"surname": "Rossi"},
        {"type": "receipt"},
        {"sequence": 0},
        {"sequence": "3"},
        {"entries": [[b"short", b"t" * 16, b"sealed"]]},
        {"entries": [[b"i" * 16, b"t" * 16, b""]]},
        {"entries": [[b"i" * 16, b"t" * 16, b"s" * 257]]},
        {"entries": [[b"i" * 16, b"t" * 16, b"sealed", b"more"]]},
    ],
)
def test_a_message_with_anything_else_in_it_is_refused(fields):
    with pytest.raises(MalformedMessage):
        decode(altered(**fields), Push)


@pytest.mark.parametrize("wire", [1, 3, 99])
def test_another_wire_version_is_refused_by_its_number(wire):
    with pytest.raises(WireVersionRefused) as caught:
        decode(altered(wire=wire), Push)
    assert caught.value.args == (wire,)


@pytest.mark.parametrize("kind", [Push, AidQuery, Refusal])
@given(body=st.binary(max_size=200))
def test_no_bytes_whatever_break_the_reader(kind, body):
    for read in (decode, decode_json):
        with pytest.raises(MalformedMessage):
            read(body, kind)


@pytest.mark.parametrize("body", [b"\x91" * 100_000, b"[" * 100_000, b"\x81\xa4type" * 50_000])
def test_deep_nesting_is_refused(body):
    for read in (decode, decode_json):
        with pytest.raises(MalformedMessage):
            read(body, Push)
