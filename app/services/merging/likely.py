"""Files of this centre that may be the household whose file is open."""

from typing import Final
from uuid import UUID

from app.services.desk import Desk
from app.services.doubles import doubles_of
from app.services.merging.apart import told_apart
from models.records.household import PossibleDouble
from models.repositories import households

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
