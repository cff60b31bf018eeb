"""Messages to bytes and back, msgpack and JSON."""

from collections.abc import Callable
from functools import cache
from typing import Final, TypeVar, cast

import msgspec

from sync.protocol.limits import WIRE_VERSIONS_READ
from sync.protocol.messages import Message

MessageT = TypeVar("MessageT", bound=Message)
_Decoder = msgspec.msgpack.Decoder[Message] | msgspec.json.Decoder[Message]

encode: Final[Callable[[Message], bytes]] = msgspec.msgpack.Encoder().encode
encode_json: Final[Callable[[Message], bytes]] = msgspec.json.Encoder().encode


class MalformedMessage(Exception):
    """Bytes that are not the expected message."""


class WireVersionRefused(MalformedMessage):
    """A message written in a wire version this program does not read; ``args`` holds it."""


class _Stamp(msgspec.Struct):
    """All that can be read of a message of any version; 0 where even this is missing."""

    wire: int = 0


def decode(body: bytes, kind: type[MessageT]) -> MessageT:
    """Read a msgpack message; raises ``MalformedMessage``."""
    return cast("MessageT", _decode(_msgpack_decoder(kind), body))


def decode_json(body: bytes, kind: type[MessageT]) -> MessageT:
    """Read a JSON message; raises ``MalformedMessage``."""
    return cast("MessageT", _decode(_json_decoder(kind), body))


def check_wire(message: Message) -> None:
    """Raise ``WireVersionRefused`` unless the message's version is read here."""
    if message.wire not in WIRE_VERSIONS_READ:
        raise WireVersionRefused(message.wire)


def _decode(decoder: _Decoder, body: bytes) -> Message:
    try:
        message = decoder.decode(body)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        _check_stamp(decoder, body)
        raise MalformedMessage from error
    check_wire(message)
    return message


def _check_stamp(decoder: _Decoder, body: bytes) -> None:
    """Say that a message is of another version, rather than that it is malformed."""
    read: Callable[..., _Stamp] = (
        msgspec.json.decode if isinstance(decoder, msgspec.json.Decoder) else msgspec.msgpack.decode
    )
    try:
        stamp = read(body, type=_Stamp)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return
    if stamp.wire and stamp.wire not in WIRE_VERSIONS_READ:
        raise WireVersionRefused(stamp.wire)


@cache
def _msgpack_decoder(kind: type[Message]) -> msgspec.msgpack.Decoder[Message]:
    return msgspec.msgpack.Decoder(kind)


@cache
def _json_decoder(kind: type[Message]) -> msgspec.json.Decoder[Message]:
    return msgspec.json.Decoder(kind)
