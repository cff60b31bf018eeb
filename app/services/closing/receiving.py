"""The way in: what other centres sealed for whoever keeps the same people, and what it means."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from app.services.closing.bundles import HORIZON_MONTHS, month_before, months_between
from app.services.closing.people import fingerprints
from app.services.desk import Desk
from app.services.progress import Progress
from models.entities import AidElsewhere, KnownToken, Member, SentMember, SharedKey, Sighting
from models.ids import new_id
from models.repositories.settings import set_setting, setting
from models.rules.partial_date import DateNotUnderstood, PartialDate
from models.storage.audit import utc_text
from models.storage.session import VaultSession
from sync.client import (
    INDEX_LENGTH,
    EntryPage,
    ForeignAid,
    ForeignEntry,
    RegisterClient,
    SealBroken,
    Token,
    aid_address,
    open_aid,
    open_entry,
)
from sync.matching import (
    Answer,
    Evidence,
    FingerprintNotUnderstood,
    HouseholdMatch,
    HouseholdPair,
    KeyKind,
    NetworkRules,
    Strength,
    decide,
    unpack,
)

ENTRY_CURSOR = "register_entry_cursor"
_MONTHS_ASKED = "register_months_asked"
_ANSWERS = {"same": Answer.SAME, "different": Answer.NOT_SAME}


def receive(
    desk: Desk, register: RegisterClient, centres: dict[int, str], progress: Progress
) -> int:
    """Read what changed under our indexes; each page is kept together with its cursor.

    Returns:
        How many entries of other centres were read.
    """
    with desk.read() as session:
        cursor = int(setting(session, ENTRY_CURSOR, 0))
        tokens = {
            index: Token(index, seal_key)
            for index, seal_key in session.execute(select(KnownToken.index, KnownToken.seal_key))
        }
        members = _members_by_index(session)
    count = 0
    for page in register.pull_entries(cursor, progress):
        with desk.work("receive_entries", journal=False) as work:
            _keep_page(work.session, page, _Ours(tokens, members, centres))
            set_setting(work.session, ENTRY_CURSOR, page.cursor)
            work.commit()
        count += len(page.entries)
    return count


@dataclass(frozen=True)
class _Ours:
    """What entries are opened with and written down by."""

    tokens: Mapping[bytes, Token]
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
            "key_kind": content.key_kind,
            "other_centre": ours.centres.get(entry.centre, str(entry.centre)),
            "other_handle": content.handle,
            "other_member": content.member,
            "other_fingerprint": content.fingerprint,
            "content_key": content.content_key,
        }
        for member_id in ours.members[entry.index]
    ]


@dataclass(frozen=True)
class Verdicts:
    """How many households of other centres match ours now."""

    certain: int
    review: int


def judge(desk: Desk, rules: NetworkRules) -> Verdicts:
    """Decide from all evidence in the vault; answers given before are honoured."""
    with desk.work("judge_matches", journal=False) as work:
        session = work.session
        found = {
            (m.own_household, m.other_centre, m.other_household): m
            for m in decide(_evidence(session), rules, _answers(session))
        }
        _forget_vanished(session, found.keys())
        known = {
            (row.household_id, row.other_centre, row.other_handle): row
            for row in session.scalars(select(Sighting))
        }
        keys = dict(session.execute(select(SharedKey.other_handle, SharedKey.content_key)).all())
        now = utc_text(desk.clock())
        for place, match in found.items():
            _note(session, known.get(place), match, keys[match.other_household], now)
        work.commit()
    strengths = [match.strength for match in found.values()]
    return Verdicts(strengths.count(Strength.CERTAIN), strengths.count(Strength.REVIEW))


def _evidence(session: VaultSession) -> list[Evidence]:
    rows = session.execute(
        select(SharedKey, Member.household_id).join(Member, Member.id == SharedKey.member_id)
    )
    shared = list(rows)
    own = fingerprints(session, frozenset(key.member_id for key, _ in shared))
    return [
        Evidence(
            own_household=household_id,
            own_member=key.member_id,
            own_fingerprint=own[key.member_id],
            other_centre=key.other_centre,
            other_household=key.other_handle,
            other_member=key.other_member,
            other_fingerprint=unpack(key.other_fingerprint),
            key_kind=KeyKind(key.key_kind),
        )
        for key, household_id in shared
        if key.member_id in own
    ]


def _answers(session: VaultSession) -> dict[HouseholdPair, Answer]:
    rows = session.scalars(select(Sighting).where(Sighting.answer != ""))
    return {
        HouseholdPair(row.household_id, row.other_centre, row.other_handle): _ANSWERS[row.answer]
        for row in rows
    }


def _forget_vanished(session: VaultSession, found: Iterable[tuple[UUID, str, bytes]]) -> None:
    """Drop sightings without evidence; those answered "different" stay, so as not to ask again."""
    standing = set(found)
    for row in session.scalars(select(Sighting).where(Sighting.answer != "different")):
        if (row.household_id, row.other_centre, row.other_handle) not in standing:
            session.delete(row)
    session.flush()
    seen = select(Sighting.other_handle)
    session.execute(delete(AidElsewhere).where(AidElsewhere.other_handle.not_in(seen)))


def _note(
    session: VaultSession, row: Sighting | None, match: HouseholdMatch, key: bytes, now: str
) -> None:
    if row is None:
        row = Sighting(
            id=new_id(),
            household_id=match.own_household,
            other_centre=match.other_centre,
            other_handle=match.other_household,
            content_key=key,
            aid_cursor=0,
            answer="",
            seen_at=now,
        )
        session.add(row)
    row.strength = str(match.strength)
    row.reasons = json.dumps([str(reason) for reason in match.reasons])
    row.people = match.members


def fetch_aid(desk: Desk, register: RegisterClient, until: str, progress: Progress) -> int:
    """Read the aid that other centres gave to the households that match.

    A cursor tells up to where the months asked the last time were read; a month that was not among
    them is read from the beginning.

    Args:
        desk: whose matches.
        register: where the aid is.
        until: the month being closed ("YYYY-MM").
        progress: told "pull_aid".

    Returns:
        How many monthly bundles came.
    """
    months = _months_of_interest(until, desk.today().isoformat()[:7])
    with desk.read() as session:
        asked = frozenset[str](setting(session, _MONTHS_ASKED, ()))
        sightings = list(
            session.execute(
                select(
                    Sighting.aid_cursor,
                    Sighting.other_handle,
                    Sighting.content_key,
                    Sighting.other_centre,
                ).where(Sighting.answer != "different")
            )
        )
    by_cursor: dict[int, dict[bytes, _Place]] = defaultdict(dict)
    reached: dict[bytes, int] = {}
    for cursor, handle, key, centre in sightings:
        for month in months:
            since = cursor if month in asked else 0
            by_cursor[since][aid_address(key, month)] = _Place(handle, key, centre, month)
    count = 0
    for cursor, places in by_cursor.items():
        pulled = register.pull_aid(places, cursor, progress)
        with desk.work("receive_aid", journal=False) as work:
            for bundle in pulled.bundles:
                _keep_bundle(work.session, bundle, places[bundle.address])
            work.commit()
        for place in places.values():
            reached[place.handle] = min(reached.get(place.handle, pulled.cursor), pulled.cursor)
        count += len(pulled.bundles)
    with desk.work("receive_aid", journal=False) as work:
        for cursor in set(reached.values()):
            handles = [handle for handle, each in reached.items() if each == cursor]
            moved = update(Sighting).where(Sighting.other_handle.in_(handles))
            work.session.execute(moved.values(aid_cursor=cursor))
        set_setting(work.session, _MONTHS_ASKED, months)
        work.commit()
    return count


def _months_of_interest(until: str, present: str) -> list[str]:
    """The months whose aid elsewhere is asked for.

    From the horizon before the closed month to the present one, or to the one after the closed
    month; a clock wrong by years adds months, and takes none away.
    """
    last = max(month_before(until, -1), min(present, month_before(until, -HORIZON_MONTHS)))
    return list(months_between(month_before(until, HORIZON_MONTHS), last))


@dataclass(frozen=True)
class _Place:
    handle: bytes
    content_key: bytes
    centre: str
    month: str


def _keep_bundle(session: VaultSession, bundle: ForeignAid, place: _Place) -> None:
    try:
        rows = _aid_rows(bundle, place)
    except (SealBroken, DateNotUnderstood):
        return
    session.execute(delete(AidElsewhere).where(AidElsewhere.address == bundle.address))
    if rows:
        session.execute(insert(AidElsewhere), rows)


def _aid_rows(bundle: ForeignAid, place: _Place) -> list[dict[str, object]]:
    """The rows of a bundle, none of an erased one; all of it counts, or nothing.

    Raises:
        SealBroken: it does not open, or holds what no centre of ours writes.
        DateNotUnderstood: a day that the month has not.
    """
    if not bundle.sealed:
        return []
    year, month = (int(part) for part in place.month.split("-"))
    return [
        {
            "id": new_id(),
            "other_handle": place.handle,
            "other_centre": place.centre,
            "kind": line.kind,
            "quantity": line.quantity or 1,
            "cents": line.cents,
            "given_on": PartialDate(year, month, line.day).iso,
            "month": place.month,
            "address": bundle.address,
        }
        for line in open_aid(place.content_key, place.month, bundle.version, bundle.sealed)
    ]
