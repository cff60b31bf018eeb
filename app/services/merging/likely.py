"""Files of this centre that may be one household: those like an open one, and all there are."""

from collections import defaultdict
from typing import Final
from uuid import UUID

from app.services.desk import Desk
from app.services.doubles import doubles_of
from app.services.merging.apart import all_told_apart, told_apart
from models.records.household import PossibleDouble
from models.repositories import doubles, households
from models.repositories.rows import AnyRow
from models.rules.doubles import DoubleStrength, MemberTraits, likeness

_STAND_FOR_IT: Final = ("reference", "spouse", "partner")
"""Whose likeness counts: children of separated parents stand in two files, and rightly so."""


def likely_doubles(desk: Desk, household_id: UUID) -> tuple[PossibleDouble, ...]:
    """Files with somebody most like an adult of this one, unless they were told apart.

    Only strong likeness counts here: in a file that is kept already, a brother's name would ask
    the same useless question at every opening.
    """
    with desk.read() as session:
        today = desk.today()
        people = households.member_lines(session, household_id, today)
        apart = told_apart(session, household_id)
    adults = [one for one in people if one.left_on is None and one.relation in _STAND_FOR_IT]
    return tuple(
        double
        for double in doubles_of(desk, household_id, adults)
        if double.household_id not in apart
    )


def files_alike(desk: Desk) -> tuple[UUID, ...]:
    """All files above which another one would be proposed, those that are alike side by side.

    Without telephones, as here, only one code or one full birth date makes a likeness strong.
    """
    together: dict[UUID, list[UUID]] = defaultdict(list)
    with desk.read() as session:
        apart = all_told_apart(session)
        for pair in doubles.pairs_alike(session, _STAND_FOR_IT):
            ids = pair.one_household_id, pair.other_household_id
            if frozenset(ids) not in apart and _is_strong(pair):
                together[ids[0]].append(ids[1])
    ordered = dict.fromkeys(
        each for one in sorted(together) for each in (one, *together[one]) if each in together
    )
    return tuple(ordered)


def _is_strong(pair: AnyRow) -> bool:
    codes = frozenset({pair.code} - {""})
    one, other = (
        MemberTraits(
            surname=getattr(pair, f"{side}_surname"),
            given_name=getattr(pair, f"{side}_given_name") or getattr(pair, f"{side}_nickname"),
            sex=getattr(pair, f"{side}_sex"),
            born=households.known_date(getattr(pair, f"{side}_born")),
            codes=codes,
        )
        for side in ("one", "other")
    )
    found = likeness(one, other)
    return found is not None and found.strength is DoubleStrength.LIKELY
