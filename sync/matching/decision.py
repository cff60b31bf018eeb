"""Which households of another centre are ours: decided here, on sealed evidence alone.

Evidence is a shared match key with both fingerprints. Members are paired one to one, their bits
added, and the best household chosen from both sides: a household that is plainly another one's is
not offered again. The answer informs and never blocks.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import log2
from typing import NamedTuple
from uuid import UUID

from sync.matching.commonness import UNKNOWN_RARITY, Rarity
from sync.matching.fingerprint import Fingerprint
from sync.matching.keys import KeyKind, NetworkRules
from sync.matching.weighing import ReasonCode, Weight, are_apart, weigh


class Strength(StrEnum):
    """How sure a match is: `certain` is used as it stands, `review` is asked to a person."""

    CERTAIN = "certain"
    REVIEW = "review"


class Answer(StrEnum):
    """What a volunteer said of a match; remembered."""

    SAME = "same"
    NOT_SAME = "not_same"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One key that an own member shares with a member of another centre.

    Attributes:
        own_household: our household.
        own_member: our member.
        own_fingerprint: of our member.
        other_centre: the other centre's name or id in the network.
        other_household: the handle of the other household, opaque.
        other_member: ordinal of the member within the other household.
        other_fingerprint: as opened from the sealed entry.
        key_kind: the kind of the shared key.
        own_rarity: how rare our member's names and birth place are in our file.
    """

    own_household: UUID
    own_member: UUID
    own_fingerprint: Fingerprint
    other_centre: str
    other_household: bytes
    other_member: int
    other_fingerprint: Fingerprint
    key_kind: KeyKind
    own_rarity: Rarity = UNKNOWN_RARITY


class HouseholdPair(NamedTuple):
    """Our household beside one of another centre."""

    own_household: UUID
    other_centre: str
    other_household: bytes


@dataclass(frozen=True, slots=True)
class HouseholdMatch:
    """Another centre keeps this household of ours, certainly or perhaps.

    Attributes:
        own_household: our household.
        other_centre: who else keeps it.
        other_household: their handle, under which their aid is found.
        strength: certain or review.
        reasons: what it rests on, and what speaks against it.
        members: how many members agree.
    """

    own_household: UUID
    other_centre: str
    other_household: bytes
    strength: Strength
    reasons: tuple[ReasonCode, ...]
    members: int
    bits: float
    """Bits of evidence above coincidence."""


class _MemberPair(NamedTuple):
    own_member: UUID
    other_member: int
    weight: Weight
    is_child: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
    pair: HouseholdPair
    members: tuple[_MemberPair, ...]
    bits: float
    absent: int
    """Members that both files should list, and that share no key."""

    @property
    def best(self) -> Weight:
        return self.members[0].weight


_MARGIN_CERTAIN = 9.0
"""Bits above coincidence for a certain match: one error in some five hundred."""
_MARGIN_REVIEW = 0.0
_MARGIN_UNDATED_TIE = 1.0
"""Namesakes without a date, when another household is as good: their names must be rare."""
_SHARED_WITH_FAMILY = 6.0
"""Bits that a further member owes to the surname and place of the first."""
_ABSENT_BITS = 3.0
_MOST_ABSENT = 2
"""What each member that both files should list, and share no key, takes away."""
_CHILD = "child"
_PLAIN_LEAD = 6.0
"""Bits by which one household must lead another to be the better one."""


def decide(
    evidence: Iterable[Evidence],
    rules: NetworkRules,
    answers: Mapping[HouseholdPair, Answer] | None = None,
) -> tuple[HouseholdMatch, ...]:
    """The matches that the evidence supports, the surest first.

    Args:
        evidence: every key shared with entries of other centres, each once, indexes that are too
            common left out; in any order.
        rules: those of the network; its population sets how much is enough.
        answers: what volunteers said before. "Not the same" is never offered again and "the same"
            is certain as long as any evidence remains.
    """
    told = answers or {}
    candidates = [
        candidate
        for candidate in _candidates(evidence)
        if told.get(candidate.pair) is not Answer.NOT_SAME
    ]
    by_own: dict[tuple[str, object], list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_own[candidate.pair.other_centre, candidate.pair.own_household].append(candidate)
        by_own[candidate.pair.other_centre, candidate.pair.other_household].append(candidate)
    prior = log2(rules.population)
    matches = []
    for candidate in candidates:
        rivals = [
            rival
            for end in (candidate.pair.own_household, candidate.pair.other_household)
            for rival in by_own[candidate.pair.other_centre, end]
            if rival is not candidate
        ]
        match = _judge(candidate, rivals, prior, told.get(candidate.pair))
        if match is not None:
            matches.append((candidate.bits, match))
    matches.sort(key=lambda found: (-found[0], found[1].other_centre, found[1].other_household))
    return tuple(match for _, match in matches)


_Members = dict[tuple[UUID, int], list[Evidence]]


def _candidates(evidence: Iterable[Evidence]) -> list[_Candidate]:
    shared: dict[HouseholdPair, _Members] = {}
    for row in evidence:
        pair = HouseholdPair(row.own_household, row.other_centre, row.other_household)
        shared.setdefault(pair, {}).setdefault((row.own_member, row.other_member), []).append(row)
    namesakes = _Namesakes(
        row
        for found in shared.values()
        for rows in found.values()
        for row in rows
        if row.key_kind is KeyKind.NAMES
    )
    return [_candidate(pair, members, namesakes) for pair, members in shared.items()]


class _Namesakes:
    """Who shares a key with whom, to see whether others of another age carry the same names."""

    def __init__(self, rows: Iterable[Evidence]) -> None:
        self._of_own: dict[UUID, set[Fingerprint]] = defaultdict(set)
        self._of_other: dict[tuple[str, bytes, int], set[Fingerprint]] = defaultdict(set)
        for row in rows:
            self._of_own[row.own_member].add(row.other_fingerprint)
            self._of_other[_other_person(row)].add(row.own_fingerprint)

    def has_any(self, row: Evidence) -> bool:
        """Whether someone else's birth date contradicts one of the two, with the same names."""
        return any(
            are_apart(known, namesake)
            for namesake in self._of_own[row.own_member] | self._of_other[_other_person(row)]
            for known in (row.own_fingerprint, row.other_fingerprint)
        )


def _other_person(row: Evidence) -> tuple[str, bytes, int]:
    return row.other_centre, row.other_household, row.other_member


def _candidate(pair: HouseholdPair, found: _Members, namesakes: _Namesakes) -> _Candidate:
    weighed = [
        _MemberPair(
            own,
            other,
            weigh(
                rows[0].own_fingerprint,
                rows[0].other_fingerprint,
                kinds,
                has_namesakes=KeyKind.NAMES in kinds and namesakes.has_any(rows[0]),
                rarity=rows[0].own_rarity,
            ),
            _CHILD in {rows[0].own_fingerprint.generation, rows[0].other_fingerprint.generation},
        )
        for (own, other), rows in found.items()
        for kinds in ([row.key_kind for row in rows],)
    ]
    paired = _one_to_one(weighed)
    bits = paired[0].weight.bits + sum(
        max(0.0, p.weight.bits - _SHARED_WITH_FAMILY) for p in paired[1:]
    )
    first = next(iter(found.values()))[0]
    listed = min(first.own_fingerprint.members, first.other_fingerprint.members)
    absent = min(max(0, listed - len(paired)), _MOST_ABSENT)
    return _Candidate(pair, paired, bits - _ABSENT_BITS * absent, absent)


def _one_to_one(weighed: list[_MemberPair]) -> tuple[_MemberPair, ...]:
    weighed.sort(key=lambda p: (-p.weight.bits, str(p.own_member), p.other_member))
    taken: list[_MemberPair] = []
    for pair in weighed:
        if all(
            pair.own_member != t.own_member and pair.other_member != t.other_member for t in taken
        ):
            taken.append(pair)
    return tuple(taken)


def _judge(
    candidate: _Candidate, rivals: list[_Candidate], prior: float, answer: Answer | None
) -> HouseholdMatch | None:
    agreeing = [p for p in candidate.members if p.weight.bits >= prior - 3]
    above = candidate.bits - prior
    is_confirmed = answer is Answer.SAME
    is_dated = any(pair.weight.is_dated for pair in agreeing)
    strongest = max((rival.bits for rival in rivals), default=0.0)
    is_tied = strongest >= prior + _MARGIN_REVIEW and strongest > candidate.bits - _PLAIN_LEAD
    enough = _MARGIN_UNDATED_TIE if is_tied and not is_dated else _MARGIN_REVIEW
    if above < enough and not is_confirmed:
        return None
    if strongest >= candidate.bits + _PLAIN_LEAD and above < _MARGIN_CERTAIN and not is_confirmed:
        return None
    reasons = list(candidate.best.reasons)
    if len(agreeing) > 1:
        reasons.append(ReasonCode.SEVERAL_MEMBERS)
    is_certain = (
        above >= _MARGIN_CERTAIN
        and is_dated
        and (not candidate.best.is_contradicted or len(agreeing) > 1)
    )
    if _may_live_in_both(candidate, agreeing):
        is_certain = False
        reasons.append(ReasonCode.PERSON_IN_TWO_HOUSEHOLDS)
    if is_tied:
        is_certain = False
        is_elsewhere = strongest >= candidate.bits + _PLAIN_LEAD
        reasons.append(ReasonCode.PERSON_IN_TWO_HOUSEHOLDS if is_elsewhere else ReasonCode.TIE)
    if is_confirmed:
        is_certain = True
        reasons.append(ReasonCode.CONFIRMED)
    return HouseholdMatch(
        *candidate.pair,
        strength=Strength.CERTAIN if is_certain else Strength.REVIEW,
        reasons=tuple(dict.fromkeys(reasons)),
        members=max(1, len(agreeing)),
        bits=above,
    )


def _may_live_in_both(candidate: _Candidate, agreeing: list[_MemberPair]) -> bool:
    """Whether one person is all that two households have in common, though both list others.

    Separated parents list the same child; whoever moved is still listed where she lived. A code
    says that it is the same person, and not that it is the same household.
    """
    if len(agreeing) != 1 or not candidate.absent:
        return False
    return agreeing[0].is_child or candidate.absent == _MOST_ABSENT
