"""The month closing: what is doubtful, what leaves, what comes back."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from models.rules.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class ClosingMonths:
    """The months ("2026-11") that can be closed, newest first, and the one to begin with."""

    months: tuple[str, ...]
    closed: frozenset[str]
    """Those whose closing was carried to its end."""
    proposed: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A file worth a look before closing; all can be skipped."""

    household_id: UUID
    names: str
    number: str
    code: str
    """no_register_consent, no_birth_date, code_disagrees, aid_without_day, name_missing …"""


@dataclass(frozen=True, slots=True)
class LeavingRow:
    """One household's row of what leaves, exactly as sealed: no name, address or code."""

    names_here: str
    """Shown on this screen only, so that the coordinator recognises the row; it does not leave."""
    pseudonym: str
    entries: int
    kind: str
    quantity: int
    cents: int | None
    given_on: PartialDate | None


@dataclass(frozen=True, slots=True)
class Leaving:
    """What will leave, before it does."""

    month: str
    households: int
    people: int
    entries: int
    aid: int
    left_out: int
    """Households without consent for the register: nothing of them leaves."""
    rows: tuple[LeavingRow, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatchLine:
    """A household of ours that another centre follows too."""

    sighting_id: UUID
    household_id: UUID
    names: str
    household_number: str
    other_centre: str
    strength: str
    """certain, review."""
    reasons: tuple[str, ...]
    people: int
    answer: str
    """same, different, or "" while nobody has answered."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two aids of one kind, at two centres, to a matched household, closer than the window."""

    sighting_id: UUID
    household_id: UUID
    names: str
    household_number: str
    other_centre: str
    kind: str
    given_on: PartialDate
    other_given_on: PartialDate
    days: int
    cents: int | None
    other_cents: int | None
    strength: str
    reasons: tuple[str, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class ClosingReceipt:
    """What a closing did: counts, times, and the digest of what was acknowledged."""

    month: str
    begun_at: datetime
    done_at: datetime | None
    households: int
    entries_sent: int
    entries_removed: int
    bundles_sent: int
    received: int
    matches_certain: int
    matches_review: int
    overlaps: int
    digest: str
    left_out: int
    returned_months: int = 0
    """Months whose counts went to the network's statistics."""
    is_log_changed: bool = False
    """The register's log of acts was not the one known here: telephone who runs the network."""


@dataclass(frozen=True, slots=True)
class RegisterStanding:
    """Where a household is with the register."""

    code: str
    """will_stand (it goes with the next closing), stands, must_leave (it leaves with the next
    exchange), leaving (on its way, not confirmed), left, held_back, never_stood."""
    left_on: PartialDate | None
    """When it left the last time."""


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A household that left the register after this vault was copied: ask it again."""

    household_id: UUID
    names: str
    noted_on: PartialDate


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A comparison of what stands at the register with the vault, after one was put back."""

    at: datetime
    reason: str
    """register_restored, vault_restored, joined_again, push_conflict, upgraded, resumed."""
    went_back_to: datetime | None
    """The moment of the register's copy, where it is known."""
    erased: int
    """Rows that stood there and that this vault does not want."""
    missing: int
    """Rows that this vault wants and that did not stand there."""
    held_back: int
    """Households that stay away until they consent again."""


@dataclass(frozen=True, slots=True)
class AgreedWindows:
    """A version of the network's agreement, from a day on."""

    valid_from: date
    windows: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """An announcement of the network's coordinator: plain text, lines apart."""

    number: int
    title: str
    text: str
    shown_until: date


@dataclass(frozen=True, slots=True)
class NetworkState:
    """The centre's enrolment; None-like when `centre` is empty."""

    centre: str
    register_url: str
    key_holders: tuple[str, ...]
    enrolled_on: date | None
    windows: tuple[tuple[str, int], ...]
    """(kind, days) pairs in force today: the network's, or this centre's own without a network."""
    check_text: str = ""
    """Digits to read aloud to who confirms this device; empty once it is confirmed."""
    agreed: tuple[AgreedWindows, ...] = ()
    """The versions of the network's agreement as last told, the earliest first."""
