"""What the centre keeps of its exchange with the register.

`Published` are the secrets of each consenting household, `KnownToken` the tokens already obtained,
`Outbox` what waits for its receipt, `Sighting` and `AidElsewhere` what other centres sealed for
whoever keeps a file on the same household.
"""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base, IdKey


class Published(Base):
    """The secrets under which a household stands at the register.

    They outlive the household's file until everything of it was taken down.
    """

    __tablename__ = "published"

    household_id: Mapped[UUID] = mapped_column(primary_key=True)
    handle: Mapped[bytes] = mapped_column(unique=True)
    content_key: Mapped[bytes]


class KnownToken(Base):
    """The token of a match key under one key epoch, so that no key is asked twice."""

    __tablename__ = "known_token"
    __table_args__ = (Index("known_token_index", "token_index"), {"sqlite_with_rowid": False})

    key_digest: Mapped[bytes] = mapped_column(primary_key=True)
    """SHA-256 of the match key's text."""
    key_epoch: Mapped[int] = mapped_column(primary_key=True)
    index: Mapped[bytes] = mapped_column("token_index")
    seal_key: Mapped[bytes]


class SentMember(Base):
    """A member's entries at the register, under the keys of one key epoch.

    It outlives the member until they are down.
    """

    __tablename__ = "sent_member"

    member_id: Mapped[UUID] = mapped_column(primary_key=True)
    key_epoch: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[UUID] = mapped_column(index=True)
    ordinal: Mapped[int]
    """Number of the member within the household's entries, never given to another."""
    generation: Mapped[int]
    """Drawn at random each time the entries are sealed anew: their tags follow from it."""
    indexes: Mapped[bytes]
    """Those of the register under which the entries stand, 16 bytes each, padding left out; empty
    when nothing stands there now. One value, for a row each would be a hundred thousand rows."""
    digest: Mapped[bytes]
    """Of the keys and the fingerprint, to see a change."""


class SentAid(Base):
    """A month's bundle of a household that stands at the register."""

    __tablename__ = "sent_aid"
    __table_args__ = ({"sqlite_with_rowid": False},)

    household_id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    digest: Mapped[bytes]
    """Of the aid sealed in it; empty once taken down."""


class Outbox(Base):
    """A push on its way to the register; its body is cleared once the receipt is stored."""

    __tablename__ = "outbox"

    sequence: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[bytes]
    receipt: Mapped[bytes | None]


class Closing(Base):
    """The closing of a month: how far it got, what left, what came back."""

    __tablename__ = "closing"

    month: Mapped[str] = mapped_column(primary_key=True)
    phase: Mapped[str]
    """begun, sent, done."""
    begun_at: Mapped[str]
    done_at: Mapped[str | None]
    counts: Mapped[str] = mapped_column(default="{}")
    digest: Mapped[str] = mapped_column(default="")


UNSEEN = "unseen"
"""Strength of a sighting of which no evidence is there now: only the answer to it is remembered."""


class Sighting(Base):
    """A household of another centre that shares match keys with one of ours."""

    __tablename__ = "sighting"
    __table_args__ = (UniqueConstraint("household_id", "other_centre", "other_handle"),)

    id: Mapped[IdKey]
    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("household.id", ondelete="CASCADE"), index=True
    )
    other_centre: Mapped[str]
    other_handle: Mapped[bytes]
    content_key: Mapped[bytes]
    aid_cursor: Mapped[int] = mapped_column(default=0)
    """Up to where its aid at the register has been read."""
    strength: Mapped[str]
    """certain, review, or `UNSEEN`."""
    reasons: Mapped[str] = mapped_column(default="[]")
    people: Mapped[int] = mapped_column(default=1)
    answer: Mapped[str] = mapped_column(default="")
    """same, different, or "" while nobody has answered."""
    answered_at: Mapped[str | None]
    seen_at: Mapped[str]
    """When evidence of it was last there."""


class SharedKey(Base):
    """One match key found shared with another centre's household: the evidence to decide from."""

    __tablename__ = "shared_key"
    __table_args__ = ({"sqlite_with_rowid": False},)

    member_id: Mapped[UUID] = mapped_column(
        ForeignKey("member.id", ondelete="CASCADE"), primary_key=True
    )
    other_tag: Mapped[bytes] = mapped_column(primary_key=True, index=True)
    """The other entry's tag, by which its removal is told."""
    index: Mapped[bytes] = mapped_column("token_index", index=True)
    key_epoch: Mapped[int]
    key_kind: Mapped[str]
    other_centre: Mapped[str]
    other_handle: Mapped[bytes]
    other_member: Mapped[int]
    other_fingerprint: Mapped[bytes]
    content_key: Mapped[bytes]


class AidElsewhere(Base):
    """Aid that another centre gave to a household matched with one of ours."""

    __tablename__ = "aid_elsewhere"

    id: Mapped[IdKey]
    other_handle: Mapped[bytes] = mapped_column(index=True)
    other_centre: Mapped[str]
    kind: Mapped[str]
    quantity: Mapped[int]
    cents: Mapped[int | None]
    given_on: Mapped[str]
    month: Mapped[str]
    address: Mapped[bytes] = mapped_column(index=True)
