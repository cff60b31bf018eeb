"""Overlaps of a month, each counted once in the whole network."""

from collections import defaultdict
from datetime import date
from functools import lru_cache
from uuid import UUID

from sqlalchemy import exists, func, select

from app.services.closing.bundles import month_before
from app.services.closing.month_files import LAST_OF_MONTH
from app.services.closing.people import has_consented
from models.entities import Aid, AidElsewhere, Household, Sighting, WithheldAid
from models.repositories.aid import IS_SAME
from models.rules.partial_date import PartialDate
from models.rules.returns import SHARE
from models.rules.windows import Agreement, overlaps
from models.storage.session import VaultSession

_SHORTEST_MONTH = 28
_date = lru_cache(2048)(PartialDate.from_iso)
"""Aid has few days."""


def overlaps_found(session: VaultSession, month: str, agreement: Agreement) -> int:
    """In shares: those whose later aid was given here in the month, half of those that tie.

    Only matches that are certain or answered "same" count, and only consenting households.
    """
    longest = max(days for _, windows in agreement.versions for days in (0, *windows.values()))
    reach = longest // _SHORTEST_MONTH + 1
    theirs = _aid_elsewhere(session, month, month_before(month, reach))
    followed = select(Sighting.household_id).where(IS_SAME)
    mine = select(Aid.household_id, Aid.kind, Aid.given_on).where(
        Aid.given_on >= month,
        Aid.given_on <= month + LAST_OF_MONTH,
        Aid.household_id.in_(followed),
        Aid.household_id.in_(select(Household.id).where(has_consented())),
    )
    return sum(
        _part(_date(given_on), other, kind, agreement)
        for household_id, kind, given_on in session.execute(mine)
        for other in theirs.get((household_id, kind), ())
    )


def overlaps_avoided(session: VaultSession, month: str) -> int:
    """Aid withheld in the month that was not given here after all before its window passed."""
    given_after_all = exists().where(
        Aid.household_id == WithheldAid.household_id,
        Aid.kind == WithheldAid.kind,
        Aid.given_on >= WithheldAid.withheld_on,
        Aid.given_on < WithheldAid.possible_from,
    )
    withheld = select(func.count()).where(
        WithheldAid.withheld_on.startswith(month),
        WithheldAid.household_id.in_(select(Household.id).where(has_consented())),
        ~given_after_all,
    )
    return session.scalar(withheld.select_from(WithheldAid)) or 0


def _aid_elsewhere(
    session: VaultSession, month: str, earliest: str
) -> dict[tuple[UUID, str], list[PartialDate]]:
    rows = (
        select(Sighting.household_id, AidElsewhere.kind, AidElsewhere.given_on)
        .join(AidElsewhere, AidElsewhere.other_handle == Sighting.other_handle)
        .where(
            IS_SAME,
            AidElsewhere.month <= month,
            AidElsewhere.month >= earliest,
        )
    )
    found: dict[tuple[UUID, str], list[PartialDate]] = defaultdict(list)
    for household_id, kind, given_on in session.execute(rows):
        found[household_id, kind].append(_date(given_on))
    return found


def _part(mine: PartialDate, other: PartialDate, kind: str, agreement: Agreement) -> int:
    if not overlaps(mine, other, agreement.window(kind, mine, other)):
        return 0
    if _place(mine) == _place(other):
        return SHARE // 2
    return SHARE if _place(mine) > _place(other) else 0


def _place(given_on: PartialDate) -> tuple[date, date]:
    return given_on.latest, given_on.earliest
