"""A centre's side of the shared register.

Enrol once; keep the device in the vault::

    device = enrol("https://register.example", "7KQ2-M9XD-41TB-ZC3H")
    vault_value = device.to_bytes()
    device.check_text                            # read aloud to the administrator who confirms

Close a month: tokens of the match keys not asked before, one sealed set of entries a person, one
bundle a household and month, all mixed into pushes that the vault keeps until their receipts::

    with TokenClient(device) as key_holders:
        tokens = key_holders.tokens([key.text for key in new_keys], progress)

    person = Person(household_secrets, member=0, generation=1)
    entries = seal_person(person, [("C1", tokens[text])], fingerprint, device.centre)
    bundle = seal_aid(household_secrets.content_key, "2026-03", 1,
                      [SealedAidLine("food", 2, None, 14)])

    with RegisterClient(device) as register:
        device = device.renewed(register.network())
        for push in plan_pushes(Outgoing(entries, [bundle]), first_sequence=next_sequence):
            outbox.keep(encode(push))            # before sending: the same bytes go again
            receipt = register.push(push)        # safe to repeat

        for page in register.pull_entries(cursor, progress):
            for entry in page.entries:           # empty ``sealed``: erased over there
                content = open_entry(token_of[entry.index], entry.sealed, entry.centre)
            cursor = page.cursor                 # kept together with what the page brought

        pulled = register.pull_aid(
            [aid_address(content.content_key, month) for month in months], since=0
        )
        lines = open_aid(content.content_key, month, bundle.version, bundle.sealed)

Everything that can go wrong is a ``SyncError``: see ``sync.client.errors``. Two texts of one centre
may share an index, and an index in ``page.retired`` is no evidence any more.
"""

from sync.client.courier import deliver_parcel
from sync.client.device import EnrolledDevice
from sync.client.enrolling import enrol, read_enrolment, write_enrolment
from sync.client.errors import (
    AddressNotSafe,
    AnswerNotUnderstood,
    DeviceRevoked,
    DeviceWaiting,
    EnrolmentRefused,
    KeyHolderKeyChanged,
    KeyHolderUnreachable,
    NoKeyInUse,
    ParcelMismatch,
    PushConflict,
    QuotaSpent,
    ReceiptForged,
    RegisterEpochChanged,
    RegisterUnreachable,
    RequestRefused,
    SyncError,
    SyncStopped,
    Unreachable,
    VersionNotServed,
)
from sync.client.parcels import AnswerReader, KeptParcel, LetterLaid, ParcelWriter, laying
from sync.client.progress import Progress, ShouldStop
from sync.client.pushes import Outgoing, plan_pushes
from sync.client.register import PulledAid, RegisterClient
from sync.client.sealing import (
    AidBundleTooLarge,
    EntryContent,
    HouseholdSecrets,
    Person,
    SealBroken,
    SealedAidLine,
    aid_address,
    entry_count,
    entry_tags,
    farewell_address,
    open_aid,
    open_entry,
    seal_aid,
    seal_person,
)
from sync.client.tokens import TokenClient
from sync.oprf import Token
from sync.oprf.tokens import INDEX_LENGTH
from sync.protocol.addresses import is_on_this_pc
from sync.protocol.codec import MalformedMessage, decode, encode
from sync.protocol.limits import MAX_ADDRESSES
from sync.protocol.messages import (
    AidCount,
    AidRow,
    EnrolmentAnswer,
    EntryPage,
    EntryRow,
    ForeignAid,
    ForeignEntry,
    Heads,
    LogHead,
    Network,
    NetworkMonth,
    OwnRow,
    ParcelAnswer,
    Push,
    Receipt,
    Return,
)
from sync.protocol.parcel_file import (
    MAX_PARCEL_BYTES,
    NotAParcel,
    ParcelDamaged,
    ParcelIsAnswer,
    ParcelIsOutgoing,
    ParcelOfAnotherNetwork,
    ParcelRefused,
    read_answer,
)
from sync.protocol.parcel_file import SUFFIX as PARCEL_SUFFIX

__all__ = [
    "INDEX_LENGTH",
    "MAX_ADDRESSES",
    "MAX_PARCEL_BYTES",
    "PARCEL_SUFFIX",
    "AddressNotSafe",
    "AidBundleTooLarge",
    "AidCount",
    "AidRow",
    "AnswerNotUnderstood",
    "AnswerReader",
    "DeviceRevoked",
    "DeviceWaiting",
    "EnrolledDevice",
    "EnrolmentAnswer",
    "EnrolmentRefused",
    "EntryContent",
    "EntryPage",
    "EntryRow",
    "ForeignAid",
    "ForeignEntry",
    "Heads",
    "HouseholdSecrets",
    "KeptParcel",
    "KeyHolderKeyChanged",
    "KeyHolderUnreachable",
    "LetterLaid",
    "LogHead",
    "MalformedMessage",
    "Network",
    "NetworkMonth",
    "NoKeyInUse",
    "NotAParcel",
    "Outgoing",
    "OwnRow",
    "ParcelAnswer",
    "ParcelDamaged",
    "ParcelIsAnswer",
    "ParcelIsOutgoing",
    "ParcelMismatch",
    "ParcelOfAnotherNetwork",
    "ParcelRefused",
    "ParcelWriter",
    "Person",
    "Progress",
    "PulledAid",
    "Push",
    "PushConflict",
    "QuotaSpent",
    "Receipt",
    "ReceiptForged",
    "RegisterClient",
    "RegisterEpochChanged",
    "RegisterUnreachable",
    "RequestRefused",
    "Return",
    "SealBroken",
    "SealedAidLine",
    "ShouldStop",
    "SyncError",
    "SyncStopped",
    "Token",
    "TokenClient",
    "Unreachable",
    "VersionNotServed",
    "aid_address",
    "decode",
    "deliver_parcel",
    "encode",
    "enrol",
    "entry_count",
    "entry_tags",
    "farewell_address",
    "is_on_this_pc",
    "laying",
    "open_aid",
    "open_entry",
    "plan_pushes",
    "read_answer",
    "read_enrolment",
    "seal_aid",
    "seal_person",
    "write_enrolment",
]
