"""A centre's side of the shared register.

Enrol once; keep the device in the vault::

    device = enrol("https://register.example", "7KQ2-M9XD-41TB-ZC3H")
    vault_value = device.to_bytes()

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

from sync.client.device import EnrolledDevice
from sync.client.errors import (
    AnswerNotUnderstood,
    DeviceRevoked,
    EnrolmentRefused,
    KeyHolderKeyChanged,
    KeyHolderUnreachable,
    PushConflict,
    ReceiptForged,
    RegisterEpochChanged,
    RegisterUnreachable,
    RequestRefused,
    SyncError,
    SyncStopped,
    Unreachable,
)
from sync.client.progress import Progress, ShouldStop
from sync.client.pushes import Outgoing, plan_pushes
from sync.client.register import PulledAid, RegisterClient, enrol
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
    open_aid,
    open_entry,
    seal_aid,
    seal_person,
)
from sync.client.tokens import TokenClient
from sync.oprf import Token
from sync.oprf.tokens import INDEX_LENGTH
from sync.protocol.codec import decode, encode
from sync.protocol.messages import (
    AidRow,
    EntryPage,
    EntryRow,
    ForeignAid,
    ForeignEntry,
    Network,
    Push,
    Receipt,
)

__all__ = [
    "INDEX_LENGTH",
    "AidBundleTooLarge",
    "AidRow",
    "AnswerNotUnderstood",
    "DeviceRevoked",
    "EnrolledDevice",
    "EnrolmentRefused",
    "EntryContent",
    "EntryPage",
    "EntryRow",
    "ForeignAid",
    "ForeignEntry",
    "HouseholdSecrets",
    "KeyHolderKeyChanged",
    "KeyHolderUnreachable",
    "Network",
    "Outgoing",
    "Person",
    "Progress",
    "PulledAid",
    "Push",
    "PushConflict",
    "Receipt",
    "ReceiptForged",
    "RegisterClient",
    "RegisterEpochChanged",
    "RegisterUnreachable",
    "RequestRefused",
    "SealBroken",
    "SealedAidLine",
    "ShouldStop",
    "SyncError",
    "SyncStopped",
    "Token",
    "TokenClient",
    "Unreachable",
    "aid_address",
    "decode",
    "encode",
    "enrol",
    "entry_count",
    "entry_tags",
    "open_aid",
    "open_entry",
    "plan_pushes",
    "seal_aid",
    "seal_person",
]
