"""What a household file shows, and the commands that fill it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from models.records.aid import AidLine, Eligibility, ElsewhereLine
from models.rules.partial_date import PartialDate

Sex = Literal["F", "M", ""]


@dataclass(frozen=True, slots=True)
class CodeLine:
    """An identity code of a member; kind: codice_fiscale, stp, eni and the others."""

    kind: str
    value: str
    issued_on: PartialDate | None = None
    expires_on: PartialDate | None = None
    warnings: tuple[str, ...] = ()
    """Codes of what disagrees with name, date or sex: told, never refused. Computed."""
    code_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A person of the household as the file shows her; age is computed."""

    member_id: UUID
    relation: str
    surname: str
    given_name: str
    nickname: str
    sex: Sex
    born: PartialDate | None
    age: int | None
    birth_place: str
    citizenship: str
    is_disabled: bool
    codes: tuple[CodeLine, ...]
    left_on: date | None
    notes: str

    @property
    def name(self) -> str:
        """Surname and name, or the nickname when there is neither."""
        return f"{self.surname} {self.given_name}".strip() or self.nickname


@dataclass(frozen=True, slots=True)
class AddressLine:
    """Where the household lives."""

    street: str
    municipality: str = ""
    until: date | None = None
    address_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """A telephone number as written; `e164` when it reads as a valid number."""

    written: str
    e164: str = ""
    whose: str = ""
    phone_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class IseeLine:
    """An ISEE certificate; kind: ordinary, current, minors, other."""

    kind: str
    cents: int
    dsu_on: PartialDate | None
    expires_on: PartialDate | None
    is_expired: bool = False
    isee_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need, of the household or of one member, open while `until` is None."""

    need_id: UUID
    code: str
    member_id: UUID | None
    since: PartialDate | None
    until: date | None
    notes: str


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """A consent for one purpose: file, register, referral."""

    consent_id: UUID
    purpose: str
    given_on: PartialDate | None
    withdrawn_on: date | None
    notes: str
    document_id: UUID | None = None
    """The signed form, among the documents."""


@dataclass(frozen=True, slots=True)
class Composition:
    """Counts of people; the declared ones of the old register when larger than those named."""

    people: int
    minors: int
    typology: str
    """Code computed from the members: single, couple, couple_with_children, single_parent,
    large, elderly_only, with_disabled, extended, unknown."""


@dataclass(frozen=True, slots=True)
class MonthBar:
    """Food of one month, here and elsewhere, for the twelve-month chart."""

    month: str
    here: int
    elsewhere: int


@dataclass(frozen=True, slots=True)
class HouseholdFile:
    """Everything a centre knows about one household, as of `read_on`."""

    household_id: UUID
    revision: int
    number: str
    card: str
    label: str
    names: str
    """"Abdel Rahman Mahmoud · Heba Ibrahim": the adults, or the label."""
    opened_on: date
    closed_on: date | None
    closing_reason: str
    is_homeless: bool
    notes: str
    composition: Composition
    members: tuple[MemberLine, ...]
    """Those in the household, reference person first; who left is in `former_members`."""
    former_members: tuple[MemberLine, ...]
    addresses: tuple[AddressLine, ...]
    phones: tuple[PhoneLine, ...]
    isee: tuple[IseeLine, ...]
    needs: tuple[NeedLine, ...]
    consents: tuple[ConsentLine, ...]
    aid: tuple[AidLine, ...]
    """The latest aid given here, newest first, at most `AID_SHOWN`; `aid_count` is the whole."""
    aid_count: int
    elsewhere: tuple[ElsewhereLine, ...]
    """Aid given by other centres, newest first."""
    also_at: tuple[str, ...]
    """Other centres that follow the household (certain, or answered "same")."""
    months: tuple[MonthBar, ...]
    """Food of the last twelve months, oldest first."""
    food: Eligibility
    missing: tuple[str, ...]
    """Codes of what would make the file complete: shown, never forced."""
    read_on: date
    last_opened_at: datetime | None
    also_in: tuple["AlsoIn", ...] = ()
    """Members who stand in another open household of this centre too."""
    form_language: str = ""
    """In which its consent form was last printed; "" when it never was."""

    @property
    def everybody(self) -> tuple[MemberLine, ...]:
        """Who lives there, then who left."""
        return (*self.members, *self.former_members)


@dataclass(frozen=True, slots=True)
class AlsoIn:
    """A member who is in another household too: separated parents, a move that nobody noted."""

    member_id: UUID
    household_id: UUID
    names: str
    number: str


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """A person as typed; everything may be empty except that some name or nickname is needed."""

    relation: str = "reference"
    surname: str = ""
    given_name: str = ""
    nickname: str = ""
    sex: Sex = ""
    born: PartialDate | None = None
    birth_place: str = ""
    citizenship: str = ""
    is_disabled: bool = False
    codes: tuple[CodeLine, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True)
class RegisterHousehold:
    """Open a file: one name or nickname is enough."""

    members: tuple[MemberDraft, ...]
    number: str = ""
    card: str = ""
    street: str = ""
    municipality: str = ""
    phone: str = ""
    is_homeless: bool = False
    notes: str = ""
    consents: tuple[str, ...] = ()
    """Purposes consented to today."""
    isee: IseeLine | None = None


@dataclass(frozen=True, slots=True)
class AmendHousehold:
    """Set what belongs to the household as a whole; `revision` is that of the file read."""

    household_id: UUID
    revision: int
    number: str
    card: str
    label: str
    is_homeless: bool
    notes: str
    addresses: tuple[AddressLine, ...] = field(default=())
    phones: tuple[PhoneLine, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class PossibleDouble:
    """A household that may be the one being typed, and why (codes of reasons)."""

    household_id: UUID
    names: str
    number: str
    reasons: tuple[str, ...]
    is_strong: bool
