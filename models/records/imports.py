"""What an import shows at each step: the workbook read, the mapping guessed, the draft made.

All frozen: the wizard corrects a mapping with `dataclasses.replace` and asks for a new draft.
Row numbers count from 1 as spreadsheets show them; column indexes count from 0.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from models.rules.partial_date import PartialDate

Cell = str | int | float | date | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """One value that could not be taken as it is: where, what, and why (`code`).

    `column` is the header's text, or the spreadsheet letter when there is none.
    """

    sheet: str
    row: int
    column: str
    value: str
    code: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: typed cells, blank ones None, rows cut after their last filled cell."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file's sheets as they were read, with notices of cells that had to be cut."""

    file_name: str
    sheets: tuple[Sheet, ...]
    notices: tuple[Notice, ...] = ()


class Role(StrEnum):
    """What a column holds."""

    IGNORE = "ignore"
    NUMBER = "number"
    SIZE = "size"
    MINORS = "minors"
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    ISEE = "isee"
    ISEE_TYPE = "isee_type"
    ISEE_EXPIRY = "isee_expiry"
    NOTE = "note"
    RELATION = "relation"
    SURNAME = "surname"
    GIVEN_NAME = "given_name"
    WHOLE_NAME = "whole_name"
    SEX = "sex"
    BIRTH_DATE = "birth_date"
    BIRTH_PLACE = "birth_place"
    CITIZENSHIP = "citizenship"
    CODE = "code"
    CHILDREN = "children"
    AID_DATE = "aid_date"
    AID_KIND = "aid_kind"
    QUANTITY = "quantity"
    AMOUNT = "amount"
    PURPOSE = "purpose"
    COUNT_OF_KIND = "count_of_kind"
    FREE_AID = "free_aid"


class Subject(StrEnum):
    """Whose detail a column holds, when people stand in columns across."""

    PERSON = "person"
    SPOUSE = "spouse"
    CHILD = "child"


class SheetKind(StrEnum):
    """What a sheet's rows are."""

    PEOPLE = "people"
    AID = "aid"
    MIXED = "mixed"
    IGNORE = "ignore"


class NameOrder(StrEnum):
    """Which part of a whole name comes first."""

    SURNAME_FIRST = "surname_first"
    GIVEN_FIRST = "given_first"


class DateOrder(StrEnum):
    """How a column writes numeric dates."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What one column holds.

    `kind` (an aid kind) and `month` ("2026-01") belong to COUNT_OF_KIND columns: marks or numbers
    of that kind of aid, in that month when there is one. `group` tells first from second child.
    """

    index: int
    header: str
    role: Role
    subject: Subject = Subject.PERSON
    group: int = 0
    kind: str | None = None
    month: str | None = None
    name_order: NameOrder = NameOrder.SURNAME_FIRST
    date_order: DateOrder = DateOrder.DAY_FIRST


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """How one sheet is read; `header_rows` are row numbers, empty when there is no header.

    Rows up to the last header row (or up to `first_row` - 1) are titles. `default_kind` and
    `default_month` are for aid whose row does not tell.
    """

    name: str
    kind: SheetKind
    header_rows: tuple[int, ...]
    first_row: int
    columns: tuple[ColumnMapping, ...]
    default_kind: str | None = None
    default_month: str | None = None


@dataclass(frozen=True, slots=True)
class AidWord:
    """A word the register uses for aid, the kind it means, and how often it stands there."""

    word: str
    kind: str
    is_known: bool
    count: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a whole file is read: guessed, corrected by a person, saved for the next export.

    `register` names the layout: it enters the fingerprints, so that the same register exported
    again is recognised and another register with the same numbers is not taken for it.
    """

    register: str
    sheets: tuple[SheetMapping, ...]
    aid_words: tuple[AidWord, ...]


class RowOutcome(StrEnum):
    """What became of a source row."""

    TAKEN = "taken"
    MERGED = "merged"
    LISTED = "listed"
    BLANK = "blank"
    TITLE = "title"
    HEADER = "header"
    TOTAL = "total"
    IGNORED_SHEET = "ignored_sheet"


@dataclass(frozen=True, slots=True)
class RowAccount:
    """One source row and its outcome; `household` is an index into the draft's households."""

    sheet: str
    row: int
    outcome: RowOutcome
    household: int | None = None


@dataclass(frozen=True, slots=True)
class DraftCode:
    """An identity code of a person: its kind (`codice_fiscale`, `stp`, …) and its text."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class DraftMember:
    """A person of a household, as the register writes them; "" where it does not tell."""

    surname: str
    given_name: str
    relation: str = "other"
    sex: str = ""
    born: PartialDate | None = None
    birth_place: str = ""
    citizenship: str = ""
    codes: tuple[DraftCode, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftHousehold:
    """A household to be opened or recognised; the reference person is the first member.

    `fingerprint` (16 bytes) stays the same in every export of the register.
    """

    fingerprint: bytes
    old_number: str
    card: str
    members: tuple[DraftMember, ...]
    declared_size: int | None = None
    declared_minors: int | None = None
    address: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    isee_cents: int | None = None
    isee_type: str = ""
    isee_expires: PartialDate | None = None
    notes: str = ""
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class DraftAid:
    """One aid; `household` indexes the draft's households, `collected_by` its members.

    `given_on` is None when the register does not tell even the month. `fingerprint` (16 bytes)
    stays the same in every export of the register.
    """

    fingerprint: bytes
    household: int
    kind: str
    given_on: PartialDate | None
    quantity: int = 1
    amount_cents: int | None = None
    purpose: str = ""
    collected_by: int | None = None
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class DraftTotals:
    """What a draft says in all; `euro_cents` sums every amount."""

    households: int
    members: int
    food_units: int
    food_entries: int
    clothing_entries: int
    money_entries: int
    other_entries: int
    euro_cents: int


@dataclass(frozen=True, slots=True)
class ImportDraft:
    """Everything a file would add, and what became of each of its rows."""

    register: str
    households: tuple[DraftHousehold, ...]
    aids: tuple[DraftAid, ...]
    rows: tuple[RowAccount, ...]
    notices: tuple[Notice, ...] = field(default=())

    @property
    def totals(self) -> DraftTotals:
        """Counts and sums, to be compared with what the centre knows of its register."""
        kinds = [aid.kind for aid in self.aids]
        counted = {kind: kinds.count(kind) for kind in ("food", "clothing", "money")}
        return DraftTotals(
            households=len(self.households),
            members=sum(len(household.members) for household in self.households),
            food_units=sum(aid.quantity for aid in self.aids if aid.kind == "food"),
            food_entries=counted["food"],
            clothing_entries=counted["clothing"],
            money_entries=counted["money"],
            other_entries=len(kinds) - sum(counted.values()),
            euro_cents=sum(aid.amount_cents or 0 for aid in self.aids),
        )

    def count_of(self, outcome: RowOutcome) -> int:
        """How many source rows had this outcome."""
        return sum(account.outcome is outcome for account in self.rows)
