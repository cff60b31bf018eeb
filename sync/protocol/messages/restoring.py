"""What a centre and a register put back from an old copy say to find each other again."""

from typing import Annotated, Literal

from msgspec import Meta

from sync.protocol.messages.base import Bytes16, Counter, Message, Row


class OwnRowsQuery(Message, frozen=True, tag="own_rows_query"):
    """Ask for a page of the centre's own rows, in the order of their names, after one of them."""

    part: Literal["entries", "aid", "farewells"]
    after: Annotated[bytes, Meta(max_length=16)] = b""


class OwnRow(Row, frozen=True, gc=False):
    """A row's name: the tag of an entry that stands, the address of aid, or of a farewell."""

    name: Bytes16
    version: Counter
    is_erased: bool


class OwnRowsPage(Message, frozen=True, tag="own_rows_page"):
    """Erased entries are not told, for a tag is never used twice; erased aid is."""

    rows: tuple[OwnRow, ...]
    is_last: bool


class Reconciling(Message, frozen=True, tag="reconciling"):
    """A centre begins to compare its rows with its vault, or says that they are what it wants."""

    epoch: Bytes16
    is_done: bool


class RegisterEpoch(Message, frozen=True, tag="register_epoch"):
    """The register's name since it was made or put back, and the time of the copy, or 0."""

    epoch: Bytes16
    went_back_to: Counter
