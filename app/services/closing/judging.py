"""What the evidence in the vault means: matches to show, and answers to remember."""

import json
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select

from app.services.closing.bundles import HORIZON_MONTHS, month_before
from app.services.closing.people import known_people
from app.services.desk import Desk
from models.entities import AidElsewhere, Member, SharedKey, Sighting
from models.entities.network import UNSEEN
from models.ids import new_id
from models.storage.audit import utc_text
from models.storage.session import VaultSession
from sync.matching import (
    Answer,
    Evidence,
    HouseholdMatch,
    HouseholdPair,
    KeyKind,
    NetworkRules,
    Strength,
    decide,
    unpack,
)

_ANSWERS = {"same": Answer.SAME, "different": Answer.NOT_SAME}


@dataclass(frozen=True)
class Verdicts:
    """How many households of other centres match ours now."""

    certain: int
    review: int


def judge(desk: Desk, rules: NetworkRules) -> Verdicts:
    """Decide from all evidence in the vault; answers given before are honoured."""
    with desk.work("judge_matches", journal=False) as work:
        session = work.session
        now = utc_text(desk.clock())
        evidence = _evidence(session)
        found = {
            HouseholdPair(m.own_household, m.other_centre, m.other_household): m
            for m in decide(evidence, rules, _answers(session))
        }
        seen = {HouseholdPair(e.own_household, e.other_centre, e.other_household) for e in evidence}
        known = {_pair(row): row for row in session.scalars(select(Sighting))}
        _leave(session, [row for pair, row in known.items() if pair not in found], seen, now)
        keys = dict(session.execute(select(SharedKey.other_handle, SharedKey.content_key)).all())
        for place, match in found.items():
            _note(session, known.get(place), match, keys[match.other_household], now)
        work.commit()
    strengths = [match.strength for match in found.values()]
    return Verdicts(strengths.count(Strength.CERTAIN), strengths.count(Strength.REVIEW))


def _evidence(session: VaultSession) -> list[Evidence]:
    rows = session.execute(
        select(SharedKey, Member.household_id).join(Member, Member.id == SharedKey.member_id)
    )
    shared = _of_one_key_epoch([(key, household_id) for key, household_id in rows])
    own = known_people(session, frozenset(key.member_id for key, _ in shared))
    return [
        Evidence(
            own_household=household_id,
            own_member=key.member_id,
            own_fingerprint=own[key.member_id].fingerprint,
            own_rarity=own[key.member_id].rarity,
            other_centre=key.other_centre,
            other_household=key.other_handle,
            other_member=key.other_member,
            other_fingerprint=unpack(key.other_fingerprint),
            key_kind=KeyKind(key.key_kind),
        )
        for key, household_id in shared
        if key.member_id in own
    ]


def _of_one_key_epoch(
    rows: Iterable[tuple[SharedKey, UUID]],
) -> list[tuple[SharedKey, UUID]]:
    """While two key epochs live, two people share each key twice: count it once."""
    found: dict[tuple[UUID, str, bytes, int], dict[int, list[tuple[SharedKey, UUID]]]] = {}
    for key, household_id in rows:
        pair = (key.member_id, key.other_centre, key.other_handle, key.other_member)
        found.setdefault(pair, {}).setdefault(key.key_epoch, []).append((key, household_id))
    return [row for by_epoch in found.values() for row in max(by_epoch.values(), key=len)]


def _answers(session: VaultSession) -> dict[HouseholdPair, Answer]:
    rows = session.scalars(select(Sighting).where(Sighting.answer != ""))
    return {_pair(row): _ANSWERS[row.answer] for row in rows}


def _pair(row: Sighting) -> HouseholdPair:
    return HouseholdPair(row.household_id, row.other_centre, row.other_handle)


def _leave(
    session: VaultSession, rows: Iterable[Sighting], seen: AbstractSet[HouseholdPair], now: str
) -> None:
    """What becomes of sightings that are no match now: an answer is remembered, the rest goes.

    Evidence comes back when a detail was corrected, or a centre slept while keys changed; the
    answer then holds without being asked again. It is forgotten when nothing came back in all the
    months that are compared.
    """
    forgotten = month_before(now[:7], HORIZON_MONTHS)
    for row in rows:
        if row.answer == "different" and _pair(row) in seen:
            row.seen_at = now
            if row.strength == UNSEEN:
                row.strength = Strength.REVIEW.value
        elif row.answer and row.seen_at >= forgotten:
            row.strength, row.aid_cursor = UNSEEN, 0
        else:
            session.delete(row)
    session.flush()
    shown = select(Sighting.other_handle).where(Sighting.strength != UNSEEN)
    session.execute(delete(AidElsewhere).where(AidElsewhere.other_handle.not_in(shown)))


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
        )
        session.add(row)
    row.seen_at = now
    row.strength = str(match.strength)
    row.reasons = json.dumps([str(reason) for reason in match.reasons])
    row.people = match.members
