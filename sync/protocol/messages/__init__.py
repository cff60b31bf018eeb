"""Messages between centres, register and key-holders.

Every message is tagged with its name and carries the wire version; a field nobody knows is an
error, never dropped. Lengths are in bytes; times are UTC seconds since 1970.
"""

from sync.protocol.messages.base import (
    Bytes16,
    Bytes32,
    Bytes64,
    Counter,
    Health,
    Message,
    Name,
    Refusal,
    Row,
    SealedAid,
    SealedEntry,
)
from sync.protocol.messages.enrolment import (
    Centre,
    Enrolment,
    EnrolmentRequest,
    KeyHolderAddress,
    Network,
)
from sync.protocol.messages.exchange import (
    AidPage,
    AidQuery,
    AidRow,
    EntryPage,
    EntryRow,
    ForeignAid,
    ForeignEntry,
    Push,
    Receipt,
)
from sync.protocol.messages.questions import BlindedBatch, EvaluatedBatch

__all__ = [
    "AidPage",
    "AidQuery",
    "AidRow",
    "BlindedBatch",
    "Bytes16",
    "Bytes32",
    "Bytes64",
    "Centre",
    "Counter",
    "Enrolment",
    "EnrolmentRequest",
    "EntryPage",
    "EntryRow",
    "EvaluatedBatch",
    "ForeignAid",
    "ForeignEntry",
    "Health",
    "KeyHolderAddress",
    "Message",
    "Name",
    "Network",
    "Push",
    "Receipt",
    "Refusal",
    "Row",
    "SealedAid",
    "SealedEntry",
]
