"""One import under way: the rows it makes, and what it adds to households kept before."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.services.desk import Desk
from app.services.imports.recognising import Place, Standing, personal_codes
from app.services.imports.vault_rows import INSERTED, VaultRows, earliest_day
from app.services.progress import Progress
from app.services.words import tell
from models.entities import ImportBatch, ImportRow, Member
from models.ids import new_id
from models.records.imports import DraftAid, DraftHousehold, DraftMember, ImportDraft
from models.records.taking import ConsentAnswer, ImportOutcome
from models.repositories import households, imports
from models.repositories.file_parts import file_parts
from models.repositories.search_words import word_rows, write_words
from models.rules.phones import e164
from models.rules.search_terms import name_words, number_words
from models.rules.writing import tidy
from models.storage.audit import utc_text

if TYPE_CHECKING:
    from models.storage.session import VaultSession

_STEP = 200


class Batch:
    """Collects what a draft adds, household by household, then writes it in one go."""

    def __init__(
        self, desk: Desk, session: "VaultSession", draft: ImportDraft, places: Sequence[Place]
    ) -> None:
        self.batch_id = new_id()
        self._desk = desk
        self._session = session
        self._draft = draft
        self._places = places
        self._rows = VaultRows(self.batch_id, utc_text(desk.clock()))
        self._people: list[Sequence[UUID | None]] = []
        self._before: set[UUID] = set()
        self._filled: dict[str, dict[str, str]] = {}
        known = imports.known_fingerprints(session, {aid.fingerprint for aid in draft.aids})
        self._aids: defaultdict[int, list[DraftAid]] = defaultdict(list)
        for aid in draft.aids:
            if aid.fingerprint not in known and self._stands(aid.household):
                self._aids[aid.household].append(aid)

    def collect(self, consent: ConsentAnswer, progress: Progress) -> ImportOutcome:
        """Make the rows of everything that is new; nothing is written yet."""
        consented = self._consented() if consent.given else set()
        for index, place in enumerate(self._places):
            if index % _STEP == 0:
                progress("households", index, len(self._places))
            if not self._stands(index):
                self._people.append(())
                continue
            self._people.append(self._household(index, place))
            if consent.given and place.household_id not in consented:
                consented.add(place.household_id)
                self._rows.add_consent(place.household_id, consent)
            self._add_aid(index, place.household_id)
        return self._outcome()

    def write(self, file_name: str, outcome: ImportOutcome, progress: Progress) -> None:
        """Insert the batch and all its rows, parents first, and the words to find them by."""
        imports.write(self._session, ImportBatch, [self._batch_row(file_name, outcome)])
        for done, entity in enumerate(INSERTED):
            progress("write", done, len(INSERTED))
            imports.write(self._session, entity, self._rows.rows[entity])
        for household_id, values in self._filled.items():
            imports.set_columns(self._session, UUID(household_id), values)
        tell(self._desk, write_words(self._session, self._rows.words))

    def _stands(self, index: int) -> bool:
        return self._places[index].standing is not Standing.ERASED

    def _consented(self) -> set[UUID]:
        """Households that were asked before: a consent withdrawn is not given again here."""
        ids = {p.household_id for p in self._places if p.standing is not Standing.NEW}
        return imports.ever_consented(self._session, ids, "register")

    def _household(self, index: int, place: Place) -> Sequence[UUID | None]:
        """The people of a household of the draft, after making or joining it."""
        household = self._draft.households[index]
        aids = self._aids.get(index, ())
        if place.standing is Standing.NEW:
            self._rows.add_fingerprint(household.fingerprint, place.household_id)
            opened_on = earliest_day(aids, self._desk.today())
            return self._rows.add_household(place.household_id, household, opened_on)
        self._before.add(place.household_id)
        if place.standing is Standing.MERGED:
            self._rows.add_fingerprint(household.fingerprint, place.household_id)
            return self._merge(household, place.household_id)
        if any(aid.collected_by is not None for aid in aids):
            kept = Kept(self._session, place.household_id, self._desk.today())
            return [kept.find(member) for member in household.members]
        return [None] * len(household.members)

    def _merge(self, household: DraftHousehold, household_id: UUID) -> Sequence[UUID | None]:
        """Add to a household kept before what the register knows more."""
        kept = Kept(self._session, household_id, self._desk.today())
        if not kept.has_address:
            self._rows.add_address(household_id, household)
        if not kept.has_isee:
            self._rows.add_isee(household_id, household)
        news = [written for written in household.phones if not kept.has_phone(written)]
        self._rows.add_phones(household_id, news)
        written = {"number": tidy(household.old_number), "card": tidy(household.card)}
        missing = {name: value for name, value in written.items() if value and not kept.head[name]}
        if missing:
            self._filled.setdefault(household_id.hex, {}).update(missing)
            words = number_words(missing.get("number", ""))
            self._rows.words += word_rows(household_id, words, "number")
            words = number_words(missing.get("card", ""))
            self._rows.words += word_rows(household_id, words, "card")
        found: list[UUID | None] = []
        for member in household.members:
            member_id = kept.find(member)
            if member_id is None:
                kept.last_position += 1
                relation = "other" if member.relation == "reference" else member.relation
                added = replace(member, relation=relation)
                member_id = self._rows.add_member(household_id, added, kept.last_position)
            found.append(member_id)
        return found

    def _add_aid(self, index: int, household_id: UUID) -> None:
        people = self._people[index]
        for aid in self._aids.get(index, ()):
            self._rows.add_fingerprint(aid.fingerprint, household_id)
            by = None if aid.collected_by is None else people[aid.collected_by]
            self._rows.add_aid(household_id, aid, by)

    def _outcome(self) -> ImportOutcome:
        standings = [place.standing for place in self._places]
        added = sum(map(len, self._aids.values()))
        is_new = any(self._rows.rows.values())
        return ImportOutcome(
            batch_id=self.batch_id if is_new else None,
            households_added=standings.count(Standing.NEW),
            households_merged=standings.count(Standing.MERGED),
            households_known=standings.count(Standing.KNOWN),
            members_added=len(self._rows.rows[Member]),
            aid_added=added,
            aid_known=len(self._draft.aids) - added,
        )

    def _batch_row(self, file_name: str, outcome: ImportOutcome) -> dict[str, Any]:
        fingerprints = sorted(row["fingerprint"] for row in self._rows.rows[ImportRow])
        counts = asdict(outcome)
        del counts["batch_id"]
        additions = {
            "before": sorted(one.hex for one in self._before),
            "rows": self._rows.of_households(self._before),
            "filled": {one: sorted(values) for one, values in self._filled.items()},
        }
        return {
            "id": self.batch_id,
            "file_name": file_name,
            "digest": sha256(b"".join(fingerprints)).hexdigest(),
            "imported_at": self._rows.now,
            "undone_at": None,
            "register": self._draft.register,
            "additions": json.dumps(additions),
            "counts": json.dumps(counts),
            "notices": json.dumps([asdict(notice) for notice in self._draft.notices]),
        }


class Kept:
    """What is known of a household kept before, to tell what a register adds to it."""

    def __init__(self, session: "VaultSession", household_id: UUID, today: date) -> None:
        ids = [household_id]
        self.head = households.heads(session, ids)[household_id]._asdict()
        parts = file_parts(session, household_id, today)
        self.has_address = bool(parts.addresses)
        self.has_isee = bool(parts.isee)
        self._phones = {number for line in parts.phones for number in (line.written, line.e164)}
        people = households.member_lines(session, household_id, today)
        self._by_code = {code.value: m.member_id for m in people for code in m.codes}
        self._by_name = {_name(m.surname, m.given_name): m.member_id for m in people}
        self.last_position = len(people) - 1

    def has_phone(self, written: str) -> bool:
        """Whether a number is written there already, in whatever spacing."""
        return not {tidy(written), e164(written)}.isdisjoint(self._phones - {""})

    def find(self, member: DraftMember) -> UUID | None:
        """The person of the household that a line of the register means, by code or by name."""
        codes = (self._by_code.get(code) for code in personal_codes(member))
        found = next((one for one in codes if one is not None), None)
        return found or self._by_name.get(_name(member.surname, member.given_name))


def _name(surname: str, given_name: str) -> frozenset[str]:
    return name_words(f"{surname} {given_name}")
