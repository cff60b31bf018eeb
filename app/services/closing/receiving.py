"""The way in: what other centres sealed for whoever keeps the same people."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from app.services.desk import Desk
from app.services.progress import Progress
from models.entities import KnownToken, Member, SentMember, SharedKey, Sighting
from models.repositories.settings import set_setting, setting
from models.storage.session import VaultSession
from sync.client import (
    INDEX_LENGTH,
    EntryPage,
    ForeignEntry,
    Network,
    RegisterClient,
    SealBroken,
    Token,
    open_entry,
)
from sync.matching import FingerprintNotUnderstood, KeyKind, unpack

ENTRY_CURSOR = "register_entry_cursor"
_WITHHELD = "register_withheld"


def receive(desk: Desk, register: RegisterClient, network: Network, progress: Progress) -> int:
    """Read what changed under our indexes; each page is kept together with its cursor.

    Returns:
        How many entries of other centres were read.
    """
    centres = {each.centre: each.name for each in network.centres}
    _heed_withheld(desk, network)
    with desk.read() as session:
        cursor = int(setting(session, ENTRY_CURSOR, 0))
        kept = select(KnownToken.index, KnownToken.seal_key, KnownToken.key_epoch)
        tokens, key_epochs = {}, {}
        for index, seal_key, key_epoch in session.execute(kept):
            tokens[index], key_epochs[index] = Token(index, seal_key), key_epoch
        members = _members_by_index(session)
    count = 0
    for page in register.pull_entries(cursor, progress):
        with desk.work("receive_entries", journal=False) as work:
            _keep_page(work.session, page, _Ours(tokens, key_epochs, members, centres))
            set_setting(work.session, ENTRY_CURSOR, page.cursor)
            work.commit()
        count += len(page.entries)
    return count


def withheld_names(network: Network) -> frozenset[str]:
    """The centres whose rows the register keeps back until they have compared them."""
    return frozenset(each.name for each in network.centres if each.centre in network.withheld)


def read_from_the_beginning(session: VaultSession, spared: frozenset[str]) -> None:
    """Read everything again at the next exchange, for what was read may not hold any more.

    What is known of the centres in `spared` stays, for the register does not tell of them now.
    Matches and the answers given to them stay until all has been read.
    """
    session.execute(delete(SharedKey).where(SharedKey.other_centre.not_in(spared)))
    session.execute(
        update(Sighting).where(Sighting.other_centre.not_in(spared)).values(aid_cursor=0)
    )
    set_setting(session, ENTRY_CURSOR, 0)
    set_setting(session, _WITHHELD, sorted(spared))


def _heed_withheld(desk: Desk, network: Network) -> None:
    """Begin again when a centre is told of again, or the register has gone back unnoticed."""
    withheld = withheld_names(network)
    with desk.work("receive_entries", journal=False) as work:
        before = frozenset(setting(work.session, _WITHHELD, ()))
        if before - withheld or setting(work.session, ENTRY_CURSOR, 0) > network.high_water:
            read_from_the_beginning(work.session, withheld)
        else:
            set_setting(work.session, _WITHHELD, sorted(withheld))
        work.commit()


@dataclass(frozen=True)
class _Ours:
    """What entries are opened with and written down by."""

    tokens: Mapping[bytes, Token]
    key_epochs: Mapping[bytes, int]
    members: Mapping[bytes, Sequence[UUID]]
    centres: Mapping[int, str]


def _members_by_index(session: VaultSession) -> dict[bytes, list[UUID]]:
    members: dict[bytes, list[UUID]] = defaultdict(list)
    for member_id, indexes in session.execute(select(SentMember.member_id, SentMember.indexes)):
        for start in range(0, len(indexes), INDEX_LENGTH):
            members[indexes[start : start + INDEX_LENGTH]].append(member_id)
    return dict(members)


def _keep_page(session: VaultSession, page: EntryPage, ours: _Ours) -> None:
    for entry in page.entries:
        if not entry.sealed:
            session.execute(delete(SharedKey).where(SharedKey.other_tag == entry.tag))
    rows = [
        row
        for entry in page.entries
        if entry.sealed and entry.index in ours.members
        for row in _shared_keys(entry, ours)
    ]
    concerned = {row["member_id"] for row in rows}
    here = set(session.scalars(select(Member.id).where(Member.id.in_(concerned))))
    standing = [row for row in rows if row["member_id"] in here]
    if standing:
        session.execute(insert(SharedKey).prefix_with("OR REPLACE"), standing)
    for index in page.retired:
        session.execute(delete(SharedKey).where(SharedKey.index == index))


def _shared_keys(entry: ForeignEntry, ours: _Ours) -> list[dict[str, object]]:
    """The rows of evidence; none when the entry is not for us or of a later layout."""
    try:
        content = open_entry(ours.tokens[entry.index], entry.sealed, entry.centre)
        KeyKind(content.key_kind)
        unpack(content.fingerprint)
    except (SealBroken, FingerprintNotUnderstood, ValueError):
        return []
    return [
        {
            "member_id": member_id,
            "other_tag": entry.tag,
            "index": entry.index,
            "key_epoch": ours.key_epochs[entry.index],
            "key_kind": content.key_kind,
            "other_centre": ours.centres.get(entry.centre, str(entry.centre)),
            "other_handle": content.handle,
            "other_member": content.member,
            "other_fingerprint": content.fingerprint,
            "content_key": content.content_key,
        }
        for member_id in ours.members[entry.index]
    ]
