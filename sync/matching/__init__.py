"""The same household found at two centres, without either saying who it is.

Details become match keys (`match_keys`), keys become tokens elsewhere (`sync.oprf`); whoever shares
a key compares fingerprints, and `decide` says what the evidence supports.
"""

from sync.matching.commonness import Commonness, Rarity
from sync.matching.decision import (
    Answer,
    Evidence,
    HouseholdMatch,
    HouseholdPair,
    Strength,
    decide,
)
from sync.matching.fingerprint import (
    Fingerprint,
    FingerprintNotUnderstood,
    fingerprint,
    unpack,
)
from sync.matching.keys import KeyKind, MatchKey, NetworkRules, match_keys
from sync.matching.person import PersonDetails
from sync.matching.weighing import ReasonCode

__all__ = [
    "Answer",
    "Commonness",
    "Evidence",
    "Fingerprint",
    "FingerprintNotUnderstood",
    "HouseholdMatch",
    "HouseholdPair",
    "KeyKind",
    "MatchKey",
    "NetworkRules",
    "PersonDetails",
    "Rarity",
    "ReasonCode",
    "Strength",
    "decide",
    "fingerprint",
    "match_keys",
    "unpack",
]
