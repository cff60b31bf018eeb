"""A draft of the import: households and aid, every source row accounted for."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from app.services.imports.aid_words import bare
from app.services.imports.aids import AidReader, RowAid
from app.services.imports.carrying import carried_down
from app.services.imports.cells import as_text
from app.services.imports.header_words import plain
from app.services.imports.headers import says_again, words_of
from app.services.imports.households import (
    Details,
    HouseholdBook,
    OpenHousehold,
    fingerprint,
    identity_key,
    number_key,
)
from app.services.imports.people import RowPeople, read_people
from app.services.imports.rows import SheetReader
from app.services.imports.values import NotUnderstood, read_amount, read_date, read_quantity
from models.records.imports import (
    Cell,
    ColumnMapping,
    DraftAid,
    DraftMember,
    ImportDraft,
    Mapping,
    Notice,
    Role,
    Row,
    RowAccount,
    RowOutcome,
    Sheet,
    SheetKind,
    SheetMapping,
    Workbook,
)
from models.rules.partial_date import PartialDate

_READING_ORDER = (SheetKind.PEOPLE, SheetKind.MIXED, SheetKind.AID, SheetKind.IGNORE)
_TOTALS = frozenset(["totale", "totali", "tot", "total", "subtotale", "somma", "totals", "sum"])
_TOTAL_BEGINNINGS = frozenset(word[:3] for word in _TOTALS)
_TOTAL_WORDS = 4
_LONGEST_NOTE = 2_000
_LARGEST_HOUSEHOLD = 60
_FEW_COLUMNS = 3
_LONGEST_NICKNAME = 3
_AID_ROLES = frozenset(
    [
        *(Role.AID_DATE, Role.AID_KIND, Role.QUANTITY, Role.AMOUNT, Role.PURPOSE),
        *(Role.COUNT_OF_KIND, Role.FREE_AID, Role.IGNORE),
    ]
)


def draft(workbook: Workbook, mapping: Mapping, today: date) -> ImportDraft:
    """Households and aid as `mapping` reads them; nothing is dropped without a word."""
    drafter = _Drafter(workbook, mapping, today)
    pairs = list(zip(workbook.sheets, mapping.sheets, strict=True))
    for kind in _READING_ORDER:
        for sheet, its in pairs:
            if its.kind is kind:
                drafter.read_sheet(carried_down(sheet, its), its)
    return drafter.finish([sheet.name for sheet in workbook.sheets])


class _Drafter:
    """The state of one draft while its rows are read."""

    def __init__(self, workbook: Workbook, mapping: Mapping, today: date) -> None:
        self._mapping = mapping
        self._today = today
        self._book = HouseholdBook()
        self._aids: list[DraftAid] = []
        self._seen: Counter[tuple[object, ...]] = Counter()
        self._rows: dict[str, list[RowAccount]] = {}
        self._notices = list(workbook.notices)
        self._key_of = _number_keys(workbook, mapping)

    def read_sheet(self, sheet: Sheet, its: SheetMapping) -> None:
        rows = self._rows.setdefault(sheet.name, [])
        if its.kind is SheetKind.IGNORE:
            rows.extend(
                RowAccount(
                    sheet.name, number, RowOutcome.IGNORED_SHEET if row else RowOutcome.BLANK
                )
                for number, row in enumerate(sheet.rows, start=1)
            )
            return
        headers = [words_of(sheet.rows[number - 1]) for number in its.header_rows]
        titles = {row for row in sheet.rows[: its.first_row - 1] if row}
        sheet_drafter = _SheetDrafter(
            SheetReader(its, self._today, self._notices), self._mapping, self._book, self._key_of
        )
        for number, row in enumerate(sheet.rows, start=1):
            outcome = _outside(row, number, its, headers) or (
                RowOutcome.TITLE if row in titles else None
            )
            if outcome is not None:
                rows.append(RowAccount(sheet.name, number, outcome))
                continue
            outcome, household, aids, collector = sheet_drafter.read(row, number)
            rows.append(RowAccount(sheet.name, number, outcome, household))
            if household is not None:
                self._keep(aids, household, collector, (sheet.name, number))

    def _keep(
        self, aids: list[RowAid], household: int, collector: int | None, place: tuple[str, int]
    ) -> None:
        for aid in aids:
            day = aid.given_on.iso if aid.given_on is not None else ""
            said = (aid.kind, day, aid.quantity, aid.amount_cents, bare(aid.purpose))
            self._seen[household, said] += 1
            nth = self._seen[household, said]
            parts = (self._mapping.register, self._book.households[household].key, *map(str, said))
            self._aids.append(
                DraftAid(
                    fingerprint(*parts, str(nth)),
                    household,
                    aid.kind,
                    aid.given_on,
                    aid.quantity,
                    aid.amount_cents,
                    aid.purpose,
                    collector,
                    *place,
                )
            )

    def finish(self, sheet_names: list[str]) -> ImportDraft:
        for household in self._book.households:
            if not household.members:
                self._notices.append(
                    Notice(
                        household.sheet,
                        household.row,
                        "",
                        household.old_number,
                        "number_without_name",
                    )
                )
        return ImportDraft(
            register=self._mapping.register,
            households=tuple(
                household.closed(self._mapping.register) for household in self._book.households
            ),
            aids=tuple(self._aids),
            rows=tuple(account for name in sheet_names for account in self._rows[name]),
            notices=tuple(self._notices),
        )


def _number_keys(workbook: Workbook, mapping: Mapping) -> Callable[[str], str]:
    """How numbers are compared: by their letters too when one side of a file uses several.

    Aid may write "95" for the household that the people's sheet calls "N0095".
    """
    letters: dict[bool, set[str]] = {True: set(), False: set()}
    for sheet, its in zip(workbook.sheets, mapping.sheets, strict=True):
        for column in its.columns:
            if column.role is Role.NUMBER and its.kind is not SheetKind.IGNORE:
                letters[its.kind is SheetKind.AID].update(
                    number_key(as_text(row[column.index]))[0]
                    for row in sheet.rows[its.first_row - 1 :]
                    if column.index < len(row) and row[column.index] is not None
                )
    has_several = any(len(told - {""}) > 1 for told in letters.values())

    def key_of(text: str) -> str:
        prefix, number = number_key(text)
        return f"{prefix} {number}".strip() if has_several else number

    return key_of


def _outside(
    row: Row, number: int, its: SheetMapping, headers: list[frozenset[str]]
) -> RowOutcome | None:
    """What a row is when it is no record: blank, title, header or total."""
    if not row or all(cell is None for cell in row):
        return RowOutcome.BLANK
    if number in its.header_rows:
        return RowOutcome.HEADER
    if number < its.first_row:
        return RowOutcome.TITLE
    if any(says_again(row, header) for header in headers):
        return RowOutcome.HEADER
    return RowOutcome.TOTAL if _is_total(row, its) else None


def _is_total(row: Row, its: SheetMapping) -> bool:
    """A "TOTALE" where a number, a name or a date belongs, or in the first filled cell."""
    said = [
        index
        for index, cell in enumerate(row)
        if isinstance(cell, str)
        and cell[:3].casefold() in _TOTAL_BEGINNINGS
        and (words := plain(cell).split())[0] in _TOTALS
        and len(words) <= _TOTAL_WORDS
    ]
    first = next(index for index, cell in enumerate(row) if cell is not None)
    aid = {column.index for column in its.columns if column.role in _AID_ROLES} if said else ()
    return any(index == first or index not in aid for index in said)


Read = tuple[RowOutcome, int | None, list[RowAid], int | None]


class _SheetDrafter:
    """Reads the records of one sheet into the book of households."""

    def __init__(
        self,
        reader: SheetReader,
        mapping: Mapping,
        book: HouseholdBook,
        key_of: Callable[[str], str],
    ) -> None:
        self._reader = reader
        self._book = book
        self._key_of = key_of
        self._aid_reader = AidReader(reader, mapping)
        is_log = reader.has(Role.AID_DATE) or reader.has(Role.AID_KIND)
        self._is_listed = reader.has(Role.RELATION) or not is_log
        self._telling = [c.index for c in reader.mapping.columns if c.role not in _AID_ROLES]
        self._notes = reader.columns(Role.NOTE)
        self._known: dict[tuple[Cell, ...], tuple[int, int | None]] = {}
        # Without numbers, the same words on another row may mean another household.
        self._is_by_place = not reader.has(Role.NUMBER) and reader.has(Role.RELATION)
        self._last: int | None = None

    def read(self, row: Row, number: int) -> Read:
        """The outcome of one record, its household, its aids and who collected them."""
        told = tuple(row[index] if index < len(row) else None for index in self._telling)
        known = self._known.get(told)
        opened = len(self._book.households)
        if known is None:
            known = self._place(row, number)
            if known is None:
                self._list(row, number)
                return RowOutcome.LISTED, None, [], None
            if not self._is_by_place:
                self._known[told] = known
        household, collector = known
        self._last = household
        aids, rest = self._aid_reader.read(row, number)
        notes = self._book.households[household].notes
        notes.extend(note[:_LONGEST_NOTE] for note in rest if note not in notes)
        is_new = len(self._book.households) > opened
        outcome = RowOutcome.TAKEN if is_new or aids else RowOutcome.MERGED
        return outcome, household, aids, collector

    def _list(self, row: Row, number: int) -> None:
        columns = {column.index: column for column in self._reader.mapping.columns}
        for index, cell in enumerate(row):
            if cell is not None:
                self._reader.notice(number, columns.get(index), cell, "no_name_or_number")

    def _is_remark(self, row: Row) -> bool:
        """Whether the row is one lone sentence ("Agosto: chiuso per ferie") among records."""
        filled = [cell for cell in row if cell is not None]
        if len(filled) != 1 or len(self._reader.mapping.columns) < _FEW_COLUMNS:
            return False
        text = as_text(filled[0])
        is_name = len(text.split()) <= _LONGEST_NICKNAME and ":" not in text
        if self._is_number(row):
            return False
        return not (is_name and self._reader.mapping.kind is SheetKind.PEOPLE)

    def _is_number(self, row: Row) -> bool:
        """Whether the row gives a household's number, which has a digit in it."""
        text = self._reader.text(row, Role.NUMBER)
        return any(letter.isdigit() for letter in text)

    def _place(self, row: Row, number: int) -> tuple[int, int | None] | None:
        if self._is_remark(row):
            return None
        people = read_people(self._reader, row, number)
        old_number = self._reader.text(row, Role.NUMBER)
        key = self._key_of(old_number) if old_number.strip("0 ") else ""
        household = self._household(key, old_number, people, number)
        if household is None:
            return None
        position = None
        if people.person is not None:
            position = self._admit(household, people.person, people.relation)
        for other in people.others:
            self._book.admit(household, other, is_listed=True)
        self._learn(household, row, number)
        return household, position

    def _household(self, key: str, old_number: str, people: RowPeople, number: int) -> int | None:
        """The household of a row: by its number, else by its person, else a new one."""
        person = people.person
        found = self._book.with_number(key) if key else None
        if found is None and person is not None:
            found = self._by_person(person, people.relation, has_number=bool(key))
            if found is not None and key:
                self._book.number(found, key, old_number)
        if found is not None:
            return found
        if not key and person is None:
            return None
        identity = f"number {key}" if key else identity_key(person) if person else ""
        opened = OpenHousehold(
            identity, old_number, self._card(old_number), self._reader.mapping.name, number
        )
        return self._book.open(opened, key)

    def _by_person(
        self, person: DraftMember, relation: str | None, *, has_number: bool
    ) -> int | None:
        """Rows without number: members follow their reference person, others are known by name."""
        is_follower = relation not in {None, "reference"}
        if not has_number and is_follower and self._last is not None:
            return self._last
        found = self._book.with_person(person)
        if found is not None and has_number and self._book.households[found].old_number:
            return None
        if found is None or (self._is_listed and has_number):
            return None
        return found

    def _card(self, old_number: str) -> str:
        header = " ".join(plain(column.header) for column in self._reader.columns(Role.NUMBER))
        is_card = any(word in header for word in ("tessera", "card", "badge", "tess"))
        return old_number if is_card else ""

    def _admit(self, household: int, person: DraftMember, relation: str | None) -> int:
        is_first = not self._book.households[household].members
        member = replace(person, relation=relation or ("reference" if is_first else "other"))
        return self._book.admit(household, member, is_listed=self._is_listed)

    def _learn(self, index: int, row: Row, number: int) -> None:
        reader = self._reader
        household = self._book.households[index]
        household.details = household.details.completed(
            Details(
                declared_size=self._count(row, number, Role.SIZE),
                declared_minors=self._count(row, number, Role.MINORS),
                address=reader.text(row, Role.ADDRESS)[:_LONGEST_NOTE],
                email=reader.text(row, Role.EMAIL)[:_LONGEST_NOTE],
                isee_cents=reader.value(row, number, Role.ISEE, lambda cell, _: read_amount(cell)),
                isee_type=reader.text(row, Role.ISEE_TYPE)[:_LONGEST_NOTE],
                isee_expires=reader.value(row, number, Role.ISEE_EXPIRY, self._date),
            )
        )
        for _, cell in reader.cells(row, Role.PHONE):
            phone = as_text(cell)
            if phone not in household.phones:
                household.phones.append(phone)
        for _, cell in reader.cells(row, Role.NOTE):
            note = as_text(cell)[:_LONGEST_NOTE]
            if note not in household.notes:
                household.notes.append(note)

    def _count(self, row: Row, number: int, role: Role) -> int | None:
        def read(cell: Cell, _: ColumnMapping) -> int:
            count = read_quantity(cell)
            if count > _LARGEST_HOUSEHOLD:
                raise NotUnderstood(cell)
            return count

        return self._reader.value(row, number, role, read)

    def _date(self, cell: Cell, column: ColumnMapping) -> PartialDate:
        return read_date(cell, column.date_order, self._today)

    @property
    def _today(self) -> date:
        return self._reader.today
