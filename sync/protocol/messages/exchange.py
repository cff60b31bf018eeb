"""What a centre pushes to the register and pulls from it."""

from typing import Annotated

from msgspec import Meta

from sync.protocol import limits
from sync.protocol.messages.base import (
    Bytes16,
    Bytes32,
    Bytes64,
    Counter,
    Message,
    Row,
    SealedAid,
    SealedEntry,
)


class EntryRow(Row, frozen=True, gc=False):
    """A sealed entry as its centre sends it; ``tag`` names it for a later deletion."""

    index: Bytes16
    tag: Bytes16
    sealed: SealedEntry


class AidRow(Row, frozen=True, gc=False):
    """The sealed aid of one household and month; a higher version takes a lower one's place."""

    address: Bytes16
    version: Counter
    sealed: SealedAid


class Push(Message, frozen=True, tag="push"):
    """What a device sends in one transaction, at most ``MAX_PUSH_ROWS`` rows in all.

    ``sequence`` counts the device's own pushes from 1: sent again with the same content it gets
    the same receipt, with other content it is refused. ``epoch`` is the register's it is meant
    for. ``farewells`` are addresses of households that left for good.
    """

    sequence: Annotated[int, Meta(ge=1, le=2**53)]
    epoch: Bytes16
    entries: tuple[EntryRow, ...] = ()
    aid: tuple[AidRow, ...] = ()
    erased_entries: tuple[Bytes16, ...] = ()
    erased_aid: tuple[Bytes16, ...] = ()
    farewells: tuple[Bytes16, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows of all kinds it carries."""
        erased = (self.erased_entries, self.erased_aid, self.farewells)
        return sum(map(len, (self.entries, self.aid, *erased)))


class Receipt(Message, frozen=True, tag="receipt"):
    """The register's signed word that a push is stored.

    ``signature`` is Ed25519 by the register's key over ``receipt_statement``.
    """

    device: Bytes16
    sequence: Counter
    digest: Bytes32
    rows: Counter
    epoch: Bytes16
    high_water: Counter
    signature: Bytes64


class ForeignEntry(Row, frozen=True, gc=False):
    """An entry of another centre under an index of ours; empty ``sealed`` means it was erased."""

    index: Bytes16
    tag: Bytes16
    centre: Counter
    sealed: bytes


class EntryPage(Message, frozen=True, tag="entry_page"):
    """One page of what changed under our indexes since a cursor.

    ``retired`` are indexes of ours that now have too many rows: no evidence any more.
    """

    epoch: Bytes16
    cursor: Counter
    high_water: Counter
    entries: tuple[ForeignEntry, ...]
    retired: tuple[Bytes16, ...]


class AidQuery(Message, frozen=True, tag="aid_query"):
    """Ask for the bundles stored at these addresses that changed since a cursor."""

    since: Counter
    addresses: Annotated[tuple[Bytes16, ...], Meta(max_length=limits.MAX_ADDRESSES)]


class ForeignAid(Row, frozen=True, gc=False):
    """A sealed bundle as stored; empty ``sealed`` means it was erased."""

    address: Bytes16
    version: Counter
    sealed: bytes


class AidPage(Message, frozen=True, tag="aid_page"):
    """The answer to an ``AidQuery``; everything up to ``high_water`` has been looked at."""

    epoch: Bytes16
    high_water: Counter
    aid: tuple[ForeignAid, ...]
