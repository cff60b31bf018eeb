"""Merging: all that hangs from one file moves to the other, which says from then on whose it is.

The merged file stays as an empty, closed one that leads to the surviving file: its number finds it,
imports add to it, the register is told that the double left. Nothing is thrown away but what both
files say word for word; the journal keeps the rows as they were, so that a merge can be undone, and
divided again long after (`dividing`).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, select

from app.services import words
from app.services.desk import Desk
from app.services.found import found_household, touch
from app.services.merging.answers import carry_answers
from models.entities import (
    Address,
    Aid,
    Base,
    Consent,
    Document,
    IdentityCode,
    Isee,
    KeptLonger,
    Member,
    Need,
    Phone,
    ReservedNote,
    WithheldAid,
)
from models.errors import ChangedMeanwhile, NotFound, RuleBroken
from models.records.merging import Choice, MergeHouseholds

if TYPE_CHECKING:
    from models.storage.session import VaultSession

_Row = TypeVar("_Row", bound=Base)

MERGED_REASON: Final = "doubled"
_DETAILS: Final = ("surname", "given_name", "nickname", "sex", "born", "citizenship")


def merge_households(desk: Desk, command: MergeHouseholds) -> None:
    """Put one file into another; the merged one leads there from then on.

    Of what both tell differently the surviving file's word holds, unless `taken` names it; what
    only one knows is kept. A consent that was withdrawn in one file is not in force by the other's,
    unless it was given after that.

    Raises:
        NotFound: one of the files or people is not there.
        ChangedMeanwhile: one of the files is not as it was compared.
        RuleBroken: "same_file"; "kept_is_closed"; "paired_twice".
    """
    if command.kept_id == command.merged_id:
        raise RuleBroken(rule="same_file")
    if any(len(set(side)) < len(command.same) for side in zip(*command.same, strict=True)):
        raise RuleBroken(rule="paired_twice")
    with desk.work("merge_households", command.kept_id) as work:
        merge = _Merge(desk, work.session, command)
        merge.people()
        merge.rows()
        merge.household()
        carry_answers(work.session, command.merged_id, command.kept_id)
        touch(desk, work, command.kept_id)
        words.rewrite(desk, work, command.merged_id)
        work.audit("merge_households", command.kept_id, str(command.merged_id))
        work.commit()


class _Merge:
    """One merge: what moves, and what both files have already."""

    def __init__(self, desk: Desk, session: "VaultSession", command: MergeHouseholds) -> None:
        self._today = desk.today().isoformat()
        self._session = session
        self._kept = found_household(session, command.kept_id)
        self._merged = found_household(session, command.merged_id)
        read = command.kept_revision, command.merged_revision
        if (self._kept.revision, self._merged.revision) != read:
            raise ChangedMeanwhile(table="household")
        if self._kept.closed_on is not None:
            raise RuleBroken(rule="kept_is_closed")
        self._same = dict(command.same)
        self._taken = command.taken

    def people(self) -> None:
        """Move the people; who stands in both files becomes one, with all her codes."""
        here = {row.id: row for row in self._of(Member, self._kept.id)}
        there = self._of(Member, self._merged.id)
        if not (self._same.keys() <= {row.id for row in there}):
            raise NotFound(household_id=self._merged.id)
        if not here.keys() >= set(self._same.values()):
            raise NotFound(household_id=self._kept.id)
        has_reference = any(
            row.relation == "reference" and not row.left_on for row in here.values()
        )
        last = max((row.position for row in here.values()), default=-1)
        for number, row in enumerate(there, start=1):
            if row.id in self._same:
                self._join(here[self._same[row.id]], row)
                continue
            row.household_id, row.position = self._kept.id, last + number
            if has_reference and row.relation == "reference":
                row.relation = "other"
        self._session.flush()

    def rows(self) -> None:
        """Move everything else, leaving out what the other file says word for word."""
        self._addresses()
        self._move(Phone, lambda row: row.e164 or row.written)
        self._move(Isee, lambda row: (row.kind, row.cents, row.dsu_on, row.expires_on))
        self._move(
            Need,
            lambda row: (row.code, self._whose(row.member_id), row.since, row.until, row.notes),
        )
        for need in self._of(Need, self._kept.id):
            need.member_id = self._whose(need.member_id)
        self._consents()
        self._move(WithheldAid, lambda row: (row.kind, row.possible_from))
        self._move(Document, lambda row: row.id)
        self._move(ReservedNote, lambda row: row.id)
        self._aid()
        self._keep_longer()
        self._session.flush()
        for row in self._of(Member, self._merged.id):
            self._session.delete(row)

    def household(self) -> None:
        """Settle what is told of the household as a whole, and close the merged file."""
        kept, merged = self._kept, self._merged
        for field in ("number", "card", "label"):
            self._settle(kept, merged, field)
        kept.notes = _together(kept.notes, merged.notes)
        kept.is_homeless = kept.is_homeless or merged.is_homeless
        kept.declared_people = _larger(kept.declared_people, merged.declared_people)
        kept.declared_minors = _larger(kept.declared_minors, merged.declared_minors)
        kept.form_language = kept.form_language or merged.form_language
        kept.opened_on = min(kept.opened_on, merged.opened_on)
        merged.closed_on, merged.closing_reason = self._today, MERGED_REASON
        merged.merged_into = kept.id

    def _join(self, mine: Member, theirs: Member) -> None:
        """Let two lines about one person be one."""
        for field in _DETAILS:
            self._settle(mine, theirs, field, mine.id)
        if self._settle(mine, theirs, "birth_place", mine.id):
            mine.birth_place_code = theirs.birth_place_code
        if (mine.id, "left_on") in self._taken:
            mine.left_on = theirs.left_on
        mine.is_disabled = mine.is_disabled or theirs.is_disabled
        mine.notes = _together(mine.notes, theirs.notes)
        known = {(code.kind, code.value) for code in self._codes(mine.id)}
        for code in self._codes(theirs.id):
            if (code.kind, code.value) not in known:
                code.member_id = mine.id

    def _settle(self, mine: Base, theirs: Base, field: str, whose: UUID | None = None) -> bool:
        """Take the merged file's word where it was chosen, or is the only one."""
        choice: Choice = (whose, field)
        word = getattr(theirs, field)
        is_taken = bool(word) and (choice in self._taken or not getattr(mine, field))
        if is_taken:
            setattr(mine, field, word)
        return is_taken

    def _move(self, entity: type[_Row], what: Callable[[_Row], object]) -> None:
        known = {what(row) for row in self._of(entity, self._kept.id)}
        for row in self._of(entity, self._merged.id):
            if what(row) in known:
                self._session.delete(row)
            else:
                setattr(row, "household_id", self._kept.id)  # noqa: B010 - mapped on each of them

    def _addresses(self) -> None:
        """One of the present addresses stays so; the other is one where they lived until today."""
        here = [row for row in self._of(Address, self._kept.id) if row.until is None]
        there = [row for row in self._of(Address, self._merged.id) if row.until is None]
        places = {_place(row) for row in here}
        if here and any(_place(row) not in places for row in there):
            left = here if (None, "address") in self._taken else there
            stays = {_place(row) for row in (there if left is here else here)}
            for row in left:
                if _place(row) not in stays:
                    row.until = self._today
        self._move(Address, lambda row: (*_place(row), row.until))

    def _consents(self) -> None:
        every = [*self._of(Consent, self._kept.id), *self._of(Consent, self._merged.id)]
        for row in every:
            later = [
                other.withdrawn_on
                for other in every
                if other.purpose == row.purpose
                and other.household_id != row.household_id
                and other.withdrawn_on is not None
                and row.given_on.lstrip("~") <= other.withdrawn_on
            ]
            if row.withdrawn_on is None and later:
                row.withdrawn_on = max(later)
        self._move(
            Consent,
            lambda row: (row.purpose, row.given_on, row.withdrawn_on, row.notes, row.document_id),
        )

    def _aid(self) -> None:
        """Every aid is kept, even two of one day: both may have been given."""
        columns = [column.name for column in Aid.__table__.columns]
        for row in self._of(Aid, self._merged.id):
            values = {name: getattr(row, name) for name in columns}
            values |= {"household_id": self._kept.id, "member_id": self._whose(row.member_id)}
            self._session.delete(row)
            self._session.add(Aid(**values))

    def _keep_longer(self) -> None:
        mine = self._session.get(KeptLonger, self._kept.id)
        theirs = self._session.get(KeptLonger, self._merged.id)
        if theirs is None:
            return
        if mine is None:
            mine = KeptLonger(household_id=self._kept.id, until="")
            self._session.add(mine)
        if theirs.until > mine.until:
            for field in ("until", "reason", "noted_at", "operator_id"):
                setattr(mine, field, getattr(theirs, field))
        self._session.delete(theirs)

    def _whose(self, member_id: UUID | None) -> UUID | None:
        """Whom a person of the merged file is in the kept one."""
        return None if member_id is None else self._same.get(member_id, member_id)

    def _codes(self, member_id: UUID) -> list[IdentityCode]:
        rows = select(IdentityCode).where(IdentityCode.member_id == member_id)
        return list(self._session.scalars(rows.order_by(IdentityCode.id)))

    def _of(self, entity: type[_Row], household_id: UUID) -> list[_Row]:
        belongs: ColumnElement[bool] = entity.__table__.c.household_id == household_id
        rows = select(entity).where(belongs).order_by(entity.__table__.c.id)
        return list(self._session.scalars(rows))


def _place(row: Address) -> tuple[str, str]:
    return row.street.casefold(), row.municipality.casefold()


def _together(mine: str, theirs: str) -> str:
    """Both notes, each once."""
    if theirs.strip() in mine:
        return mine
    return "\n".join(filter(None, (mine, theirs)))


def _larger(mine: int | None, theirs: int | None) -> int | None:
    return max((one for one in (mine, theirs) if one is not None), default=None)
