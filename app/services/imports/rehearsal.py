"""What taking a draft would do to the vault, before anything is done."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.imports.recognising import Standing, recognise

if TYPE_CHECKING:
    from app.services.desk import Desk
    from models.records.imports import ImportDraft


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """How many households of a draft are new, kept already, or erased here at their wish."""

    new: int
    known: int
    """Brought in by an earlier export of the same register."""
    merged: int
    """Recognised as files kept from elsewhere."""
    erased: int


def rehearse(desk: "Desk", draft: "ImportDraft") -> Rehearsal:
    """Recognise every household of a draft, and change nothing."""
    with desk.read() as session:
        counted = Counter(place.standing for place in recognise(session, draft))
    return Rehearsal(
        new=counted[Standing.NEW],
        known=counted[Standing.KNOWN],
        merged=counted[Standing.MERGED],
        erased=counted[Standing.ERASED],
    )
