"""Sizes both sides hold to; a message beyond them is refused, never cut."""

from typing import Final

WIRE_VERSION: Final = 2
"""The N that this program writes. Raise it when a message changes, and keep the samples of the
version before (tests/data/wire): they must still be read."""
_FIRST_VERSION_READ: Final = 2
"""Version 1 (DA.PO 0.1.0) had no confirmation of devices, no key epochs and no register epoch:
answering it would mean trusting what those now rule out."""
WIRE_VERSIONS_READ: Final = frozenset(
    range(max(_FIRST_VERSION_READ, WIRE_VERSION - 2), WIRE_VERSION + 1)
)
"""Version N and the two before it."""

MSGPACK: Final = "application/x-msgpack"

MAX_BODY_BYTES: Final = 4 * 1024 * 1024
MAX_PUSH_ROWS: Final = 10_000
MAX_ADDRESSES: Final = 1_000
MAX_PAGE_ROWS: Final = 5_000
FEW_ROWS: Final = 8
"""An index with no more live rows than this is evidence, whoever wrote them."""
MOST_ROWS: Final = 32
"""An index with more live rows than this is none; what also bounds an answer."""
MOST_BEYOND_ONE_EACH: Final = 4
"""One person has one row at each centre that keeps her, strangers have several at some."""

MAX_SEALED_ENTRY: Final = 256
MAX_SEALED_AID: Final = 20 * 1024
MAX_NAME_LENGTH: Final = 200
SIGNATURE_MAX_AGE_SECONDS: Final = 300
NONCE_KEPT_SECONDS: Final = 2 * SIGNATURE_MAX_AGE_SECONDS
QUESTIONS_A_PERSON: Final = 40
"""Match keys of one person, rounded up: what a first load of so many people is granted."""


def is_common(rows: int, centres: int) -> bool:
    """Whether an index is no evidence, being under too many people.

    A household kept by twelve centres has twelve rows under a key, one at each. Between a few rows
    and too many, what tells it from a key that strangers share is how often a centre has several.

    Args:
        rows: that live under the index.
        centres: that wrote them.
    """
    return rows > MOST_ROWS or (rows > FEW_ROWS and rows - centres > MOST_BEYOND_ONE_EACH)
