"""A sample of every message, as the present version writes it.

    python -m tests.support.wire_samples        writes tests/data/wire/N.json anew

The files of versions that are still read must never be written again: what they hold is what
other people's programs send.
"""

import json
from pathlib import Path
from typing import Any

import msgspec

from sync.protocol import messages
from sync.protocol.codec import encode_json
from sync.protocol.limits import WIRE_VERSION
from sync.protocol.messages import Message

WIRE = Path(__file__).parents[1] / "data" / "wire"


def kinds() -> dict[str, type[Message]]:
    """Every message by its tag."""
    named = [getattr(messages, name) for name in messages.__all__]
    found = [
        kind
        for kind in named
        if isinstance(kind, type) and issubclass(kind, Message) and kind is not Message
    ]
    return {str(kind.__struct_config__.tag): kind for kind in found}


def sample(kind: type[Message]) -> Message:
    """The same message of a kind each time, with something in every field."""
    return msgspec.convert(_filled(msgspec.inspect.type_info(kind)), kind)


def _filled(kind: Any) -> Any:
    """Something that a type allows, as JSON has it."""
    match kind:
        case msgspec.inspect.StructType():
            return _struct(kind)
        case msgspec.inspect.VarTupleType():
            return [_filled(kind.item_type)] * max(1, kind.min_length or 0)
        case msgspec.inspect.DictType():
            return {_filled(kind.key_type): _filled(kind.value_type)}
        case msgspec.inspect.UnionType():
            return _filled(kind.types[0])
        case _:
            return _plain(kind)


def _plain(kind: Any) -> Any:
    match kind:
        case msgspec.inspect.LiteralType():
            return kind.values[0]
        case msgspec.inspect.IntType():
            return max(3, kind.ge or 0)
        case msgspec.inspect.StrType():
            return _text(kind)
        case msgspec.inspect.BytesType():
            return b"\x05" * max(4, kind.min_length or 0)
        case _:
            return True


def _struct(kind: msgspec.inspect.StructType) -> Any:
    values = {field.encode_name: _filled(field.type) for field in kind.fields}
    if kind.array_like:
        return list(values.values())
    if "wire" in values:
        values["wire"] = WIRE_VERSION
    return values if kind.tag is None else {"type": kind.tag, **values}


def _text(kind: msgspec.inspect.StrType) -> str:
    patterns = {"20[0-9]": "2026-10", r"\d{4}": "2026-11-22", "[a-z]": "code"}
    found = next((text for part, text in patterns.items() if part in (kind.pattern or "")), "text")
    return found.ljust(kind.min_length or 0, "x")


def written() -> dict[str, Any]:
    """The samples as the file holds them."""
    return {tag: json.loads(encode_json(sample(kind))) for tag, kind in sorted(kinds().items())}


if __name__ == "__main__":
    WIRE.mkdir(exist_ok=True)
    text = json.dumps(written(), indent=1, sort_keys=True)
    (WIRE / f"{WIRE_VERSION}.json").write_text(text + "\n", encoding="utf-8")
