"""What came back: households followed elsewhere too, aid given twice, receipts."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import select

from app.services.desk import Desk
from app.services.names import names_of
from models.entities import Aid, AidElsewhere, Closing, Household, Sighting
from models.entities.network import UNSEEN
from models.errors import NotFound
from models.records.closing import ClosingReceipt, MatchLine, Overlap
from models.repositories import aid as aids
from models.rules.partial_date import PartialDate
from models.rules.windows import Agreement, gap_days
from models.rules.windows import overlaps as are_overlapping
from models.storage.audit import utc_text
from models.storage.session import VaultSession


def matches(desk: Desk) -> tuple[MatchLine, ...]:
    """The households of ours that other centres follow too, the certain ones first."""
    with desk.read() as session:
        rows = session.scalars(select(Sighting).where(Sighting.strength != UNSEEN)).all()
        names = _Names.of(session, desk, {row.household_id for row in rows})
    lines = [
        MatchLine(
            sighting_id=row.id,
            household_id=row.household_id,
            names=names.names[row.household_id],
            household_number=names.numbers[row.household_id],
            other_centre=row.other_centre,
            strength=row.strength,
            reasons=tuple(json.loads(row.reasons)),
            people=row.people,
            answer=row.answer,
        )
        for row in rows
    ]
    return tuple(sorted(lines, key=lambda m: (m.strength, m.names, m.other_centre)))


def answer_match(desk: Desk, sighting_id: UUID, answer: Literal["same", "different", ""]) -> None:
    """Remember what a volunteer said of a match; "" takes the answer back.

    Raises:
        NotFound: the sighting is gone.
    """
    with desk.work("answer_match", journal=False) as work:
        sighting = work.session.get(Sighting, sighting_id)
        if sighting is None:
            raise NotFound(sighting_id=sighting_id)
        if sighting.answer == "different":
            # Its aid was not read meanwhile: it is all asked for again.
            sighting.aid_cursor = 0
        sighting.answer = answer
        sighting.answered_at = utc_text(desk.clock()) if answer else None
        work.audit("answer_match", sighting.household_id, answer)
        work.commit()


def overlaps(desk: Desk, month: str | None = None) -> tuple[Overlap, ...]:
    """Pairs of aids of one kind, ours and another centre's, closer than the kind's window.

    Args:
        desk: whose vault is read.
        month: only aid given here in this month ("YYYY-MM"); None for all.
    """
    with desk.read() as session:
        agreement = aids.agreement(session)
        sightings = session.scalars(select(Sighting).where(aids.IS_LIKELY)).all()
        households = {row.household_id for row in sightings}
        own = _own_aid(session, agreement.kinds(date.min, desk.today()), month)
        other = _aid_elsewhere(session)
        names = _Names.of(session, desk, households)
    found = [
        _overlap(sighting, names, mine, theirs)
        for sighting in sightings
        for mine, theirs in _pairs(
            own.get(sighting.household_id, ()), other.get(sighting.other_handle, ()), agreement
        )
    ]
    return tuple(
        sorted(found, key=lambda o: (o.strength, o.given_on.iso, o.names, o.other_given_on.iso))
    )


def receipts(desk: Desk) -> tuple[ClosingReceipt, ...]:
    """The receipts of the months closed or begun, newest first."""
    with desk.read() as session:
        rows = session.scalars(select(Closing).order_by(Closing.month.desc()))
        return tuple(_receipt(row) for row in rows)


def receipt_of(desk: Desk, month: str) -> ClosingReceipt:
    """The receipt of one month.

    Raises:
        NotFound: its closing was never begun.
    """
    with desk.read() as session:
        row = session.get(Closing, month)
        if row is None:
            raise NotFound(month=month)
        return _receipt(row)


def _receipt(row: Closing) -> ClosingReceipt:
    counts = defaultdict(int, json.loads(row.counts))
    return ClosingReceipt(
        month=row.month,
        begun_at=datetime.fromisoformat(row.begun_at),
        done_at=datetime.fromisoformat(row.done_at) if row.done_at else None,
        households=counts["households"],
        entries_sent=counts["entries_sent"],
        entries_removed=counts["entries_removed"],
        bundles_sent=counts["bundles_sent"],
        received=counts["received"],
        matches_certain=counts["matches_certain"],
        matches_review=counts["matches_review"],
        overlaps=counts["overlaps"],
        digest=row.digest,
        left_out=counts["left_out"],
        returned_months=counts["returns"],
        is_log_changed=bool(counts["log_changed"]),
    )


@dataclass(frozen=True)
class _Names:
    """How households are called on this centre's screens, and their old numbers."""

    names: dict[UUID, str]
    numbers: dict[UUID, str]

    @classmethod
    def of(cls, session: VaultSession, desk: Desk, households: Iterable[UUID]) -> "_Names":
        ids = list(households)
        numbers = dict(session.execute(select(Household.id, Household.number)).all())
        return cls(names_of(session, ids, desk.today()), numbers)


@dataclass(frozen=True, slots=True)
class _Given:
    kind: str
    given_on: PartialDate
    cents: int | None


def _own_aid(
    session: VaultSession, kinds: Iterable[str], month: str | None
) -> dict[UUID, list[_Given]]:
    followed = select(Sighting.household_id)
    chosen = select(Aid.household_id, Aid.kind, Aid.given_on, Aid.cents).where(
        Aid.household_id.in_(followed), Aid.kind.in_(list(kinds)), Aid.given_on != ""
    )
    if month is not None:
        chosen = chosen.where(Aid.given_on.startswith(month))
    given: dict[UUID, list[_Given]] = defaultdict(list)
    for household_id, kind, given_on, cents in session.execute(chosen):
        given[household_id].append(_Given(kind, PartialDate.from_iso(given_on), cents))
    return given


def _aid_elsewhere(session: VaultSession) -> dict[bytes, list[_Given]]:
    given: dict[bytes, list[_Given]] = defaultdict(list)
    rows = select(
        AidElsewhere.other_handle, AidElsewhere.kind, AidElsewhere.given_on, AidElsewhere.cents
    )
    for handle, kind, given_on, cents in session.execute(rows):
        given[handle].append(_Given(kind, PartialDate.from_iso(given_on), cents))
    return given


def _pairs(
    own: Sequence[_Given], other: Sequence[_Given], agreement: Agreement
) -> Iterator[tuple[_Given, _Given]]:
    for mine in own:
        for theirs in other:
            if mine.kind == theirs.kind and are_overlapping(
                mine.given_on,
                theirs.given_on,
                agreement.window(mine.kind, mine.given_on, theirs.given_on),
            ):
                yield mine, theirs


def _overlap(sighting: Sighting, names: _Names, mine: _Given, theirs: _Given) -> Overlap:
    return Overlap(
        sighting_id=sighting.id,
        household_id=sighting.household_id,
        names=names.names[sighting.household_id],
        household_number=names.numbers[sighting.household_id],
        other_centre=sighting.other_centre,
        kind=mine.kind,
        given_on=mine.given_on,
        other_given_on=theirs.given_on,
        days=gap_days(mine.given_on, theirs.given_on),
        cents=mine.cents,
        other_cents=theirs.cents,
        strength=sighting.strength,
        reasons=tuple(json.loads(sighting.reasons)),
        answer=sighting.answer,
    )
