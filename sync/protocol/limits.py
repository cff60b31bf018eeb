"""Sizes both sides hold to; a message beyond them is refused, never cut."""

from typing import Final

WIRE_VERSION: Final = 1
WIRE_VERSIONS_READ: Final = frozenset({1})
"""Version N and the two before it, once there are any."""

MSGPACK: Final = "application/x-msgpack"

MAX_BODY_BYTES: Final = 4 * 1024 * 1024
MAX_PUSH_ROWS: Final = 10_000
MAX_ADDRESSES: Final = 1_000
MAX_PAGE_ROWS: Final = 5_000
RETIRED_ABOVE: Final = 8
"""An index with more live rows than this is no evidence."""

MAX_SEALED_ENTRY: Final = 256
MAX_SEALED_AID: Final = 20 * 1024
MAX_NAME_LENGTH: Final = 200
SIGNATURE_MAX_AGE_SECONDS: Final = 300
NONCE_KEPT_SECONDS: Final = 2 * SIGNATURE_MAX_AGE_SECONDS
QUESTIONS_A_PERSON: Final = 40
"""Match keys of one person, rounded up: what a first load of so many people is granted."""
