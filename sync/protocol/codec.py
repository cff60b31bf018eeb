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
        raise MalformedMessage from error
    check_wire(message)
    return message


@cache
def _msgpack_decoder(kind: type[Message]) -> msgspec.msgpack.Decoder[Message]:
    return msgspec.msgpack.Decoder(kind)


@cache
def _json_decoder(kind: type[Message]) -> msgspec.json.Decoder[Message]:
    return msgspec.json.Decoder(kind)
