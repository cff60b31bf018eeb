"""What the centre tells of its keeping of data, and the copy of it that a person may ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from models.records.aid import AidLine
from models.records.closing import RegisterStanding
from models.records.documents import DocumentLine, NoteLine
from models.records.household import HouseholdFile


@dataclass(frozen=True, slots=True)
class PrivacyTerms:
    """Who answers for the data, and for how long they are kept [parameters of the centre].

    Attributes:
        controller: the body that decides (GDPR art. 4), "" for the centre itself.
        address: where it is.
        contact: how to ask for something: telephone or e-mail.
        officer: the data protection officer, if there is one.
        months_after_aid: how long an open file is kept after the last aid or change.
        months_after_closing: how long a closed file is kept.
        recipients: others who receive data by name, beside those of a referral.
    """

    controller: str = ""
    address: str = ""
    contact: str = ""
    officer: str = ""
    months_after_aid: int = 24
    months_after_closing: int = 12
    recipients: str = ""


@dataclass(frozen=True, slots=True)
class Signers:
    """Whose consent a form asks for; all empty for a form to be filled in by hand."""

    number: str = ""
    names: str = ""
    people: tuple[str, ...] = ()
    """The adults, each to sign for herself."""


@dataclass(frozen=True, slots=True)
class Consultation:
    """How often on a day a file was read, changed or printed; by whom is not the person's to know.

    (Court of Justice, C-579/21: the days and purposes of consultations, not who made them.)
    """

    on: date
    deed: str
    """read, changed, printed."""
    times: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Aid not given because another centre had just given it."""

    kind: str
    on: date
    other_centre: str


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """A file that an import took something of the household from."""

    file_name: str
    on: date


@dataclass(frozen=True, slots=True)
class AccessCopy:
    """Everything that is kept on the people of a household (GDPR art. 15)."""

    centre: str
    made_on: date
    terms: PrivacyTerms
    file: HouseholdFile
    aid: tuple[AidLine, ...]
    """All of it, newest first; `file.aid` are the latest only."""
    early_reasons: Mapping[UUID, str]
    """By aid, why it was given before the window had passed."""
    declared_people: int | None
    declared_minors: int | None
    refused: tuple[Refused, ...]
    standing: RegisterStanding
    brought_in: tuple[BroughtIn, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    documents: tuple[DocumentLine, ...] = ()
    """Their names and days; the documents themselves are handed over one by one."""
    notes: tuple[NoteLine, ...] = ()
    """Reserved notes, for who has clearance."""
    withheld_notes: int = 0
    """How many there are that who makes the copy cannot read."""


@dataclass(frozen=True, slots=True)
class ProcessingRecord:
    """What the record of processing says of a centre (GDPR art. 30): counts, and no person.

    Attributes:
        households, people: whose files are kept.
        documents: attachments kept with them.
        consents: in force, by purpose.
        operators: how many are at work, by role.
        cleared: how many of them read what is reserved.
        register_url, key_holders: of the network; empty without one.
        backup_on, backup_elsewhere_on: days of the latest copies.
    """

    centre: str
    made_on: date
    terms: PrivacyTerms
    households: int
    people: int
    documents: int
    consents: Mapping[str, int]
    operators: Mapping[str, int]
    cleared: int
    register_url: str
    key_holders: tuple[str, ...]
    backup_on: date | None
    backup_elsewhere_on: date | None
