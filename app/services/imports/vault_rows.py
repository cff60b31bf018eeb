"""A draft's households and aid as rows of the vault, ready to be inserted many at a time."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from app.services.members import kept_code
from models.entities import (
    Address,
    Aid,
    Base,
    Consent,
    Household,
    IdentityCode,
    ImportRow,
    Isee,
    Member,
    Phone,
)
from models.ids import new_id
from models.records.household import CodeLine
from models.records.imports import DraftAid, DraftHousehold, DraftMember
from models.records.taking import ConsentAnswer
from models.repositories.search_words import WordRow, word_rows
from models.rules.phones import e164
from models.rules.places import place_code
from models.rules.search_terms import code_words, name_words, number_words, phone_words
from models.rules.words import fold
from models.rules.writing import tidy

AnyValues = dict[str, Any]

_ISEE_WORDS = (
    ("corr", "current"),
    ("minor", "minors"),
    ("univ", "university"),
    ("socio", "social_health"),
    ("ordin", "ordinary"),
)
INSERTED = (
    Household,
    Member,
    IdentityCode,
    Address,
    Phone,
    Isee,
    Consent,
    ImportRow,
    Aid,
)
"""Parents first."""


@dataclass(slots=True)
class VaultRows:
    """Rows by table, for one batch; `words` go to the search table."""

    batch_id: UUID
    now: str
    rows: dict[type[Base], list[AnyValues]] = field(
        default_factory=lambda: {entity: [] for entity in INSERTED}
    )
    words: list[WordRow] = field(default_factory=list)

    def add_household(
        self, household_id: UUID, draft: DraftHousehold, opened_on: date
    ) -> list[UUID]:
        """A household that was not there, with its people; their identifiers, in order."""
        named = any(member.surname or member.given_name for member in draft.members)
        self.rows[Household].append(
            {
                "id": household_id,
                "number": tidy(draft.old_number),
                "label": "" if named else tidy(draft.old_number or draft.card),
                "card": tidy(draft.card),
                "declared_people": _when_larger(draft.declared_size, len(draft.members)),
                "declared_minors": draft.declared_minors,
                "is_homeless": False,
                "notes": _notes(draft),
                "opened_on": opened_on.isoformat(),
                "closed_on": None,
                "closing_reason": "",
                "last_opened_at": None,
                "changed_at": self.now,
                "revision": 1,
            }
        )
        self.words += word_rows(household_id, number_words(draft.old_number), "number")
        self.words += word_rows(household_id, number_words(draft.card), "card")
        self.add_address(household_id, draft)
        self.add_phones(household_id, draft.phones)
        self.add_isee(household_id, draft)
        return [
            self.add_member(household_id, member, place)
            for place, member in enumerate(draft.members)
        ]

    def add_member(self, household_id: UUID, draft: DraftMember, position: int) -> UUID:
        """A person with her codes."""
        member_id = new_id()
        surname, given_name = tidy(draft.surname), tidy(draft.given_name)
        birth_place = tidy(draft.birth_place)
        self.rows[Member].append(
            {
                "id": member_id,
                "household_id": household_id,
                "position": position,
                "relation": draft.relation,
                "surname": surname,
                "given_name": given_name,
                "nickname": "",
                "sex": draft.sex,
                "born": draft.born.iso if draft.born else "",
                "birth_place": birth_place,
                "birth_place_code": place_code(birth_place) if birth_place else "",
                "citizenship": tidy(draft.citizenship),
                "is_disabled": False,
                "left_on": None,
                "notes": "",
            }
        )
        words = name_words(surname) | name_words(given_name)
        self.words += word_rows(household_id, words, "name", member_id)
        for code in draft.codes:
            self._add_code(household_id, member_id, CodeLine(code.kind, code.value))
        return member_id

    def add_consent(self, household_id: UUID, answer: ConsentAnswer) -> None:
        """The consent for the register, as answered for all households of the file."""
        self.rows[Consent].append(
            {
                "id": new_id(),
                "household_id": household_id,
                "purpose": "register",
                "given_on": answer.on.iso if answer.on else "",
                "withdrawn_on": None,
                "notes": "",
            }
        )

    def add_aid(self, household_id: UUID, draft: DraftAid, member_id: UUID | None) -> None:
        """An aid of the old register: who gave it is not known."""
        self.rows[Aid].append(
            {
                "household_id": household_id,
                "id": new_id(),
                "kind": draft.kind,
                "quantity": draft.quantity,
                "cents": draft.amount_cents,
                "purpose": tidy(draft.purpose),
                "given_on": draft.given_on.iso if draft.given_on else "",
                "member_id": member_id,
                "operator_id": None,
                "batch_id": self.batch_id,
                "override_reason": "",
                "recorded_at": self.now,
            }
        )

    def add_fingerprint(self, fingerprint: bytes, household_id: UUID) -> None:
        """A source row brought in."""
        row = {"fingerprint": fingerprint, "batch_id": self.batch_id, "household_id": household_id}
        self.rows[ImportRow].append(row)

    def _add_code(self, household_id: UUID, member_id: UUID, line: CodeLine) -> None:
        kind, value = kept_code(line)
        row = {"id": new_id(), "member_id": member_id, "kind": kind, "value": value}
        self.rows[IdentityCode].append(row | {"issued_on": "", "expires_on": ""})
        self.words += word_rows(household_id, code_words(value), "code", member_id)

    def add_address(self, household_id: UUID, draft: DraftHousehold) -> None:
        """Where it lives, when the register says so."""
        street = tidy(draft.address)
        if street:
            row = {"id": new_id(), "household_id": household_id, "street": street}
            self.rows[Address].append(row | {"municipality": "", "until": None})

    def add_phones(self, household_id: UUID, phones: Iterable[str]) -> None:
        """Its telephone numbers, as written and in E.164 form."""
        for written in filter(None, map(tidy, phones)):
            number = e164(written)
            row = {"id": new_id(), "household_id": household_id, "written": written}
            self.rows[Phone].append(row | {"e164": number, "whose": ""})
            self.words += word_rows(household_id, phone_words(written, number), "phone")

    def add_isee(self, household_id: UUID, draft: DraftHousehold) -> None:
        """Its certificate, when the register writes an amount."""
        if draft.isee_cents is not None:
            self.rows[Isee].append(
                {
                    "id": new_id(),
                    "household_id": household_id,
                    "kind": isee_kind(draft.isee_type),
                    "cents": draft.isee_cents,
                    "dsu_on": "",
                    "expires_on": draft.isee_expires.iso if draft.isee_expires else "",
                }
            )

    def of_households(self, ids: Collection[UUID]) -> dict[str, list[str]]:
        """Identifiers, by table, of the rows added to these households; aid is found by batch."""
        return {
            entity.__tablename__: [
                row["id"].hex for row in self.rows[entity] if row["household_id"] in ids
            ]
            for entity in (Member, Address, Phone, Isee, Consent)
        }


def isee_kind(written: str) -> str:
    """The code of a type of ISEE as registers write it; ordinary when they write none."""
    folded = fold(written)
    if not folded:
        return "ordinary"
    return next((code for word, code in _ISEE_WORDS if word in folded), "other")


def earliest_day(aids: Iterable[DraftAid], today: date) -> date:
    """The first day that the aid of a household tells of, today when there is none."""
    days = [aid.given_on.earliest for aid in aids if aid.given_on is not None]
    return min([*days, today])


def _when_larger(declared: int | None, named: int) -> int | None:
    return declared if declared is not None and declared > named else None


def _notes(draft: DraftHousehold) -> str:
    return "\n".join(filter(None, (tidy(draft.notes), tidy(draft.email))))
