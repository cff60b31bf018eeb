"""Aid that another centre gave, as a closing would have brought it."""

from uuid import UUID

from app.services.desk import Desk
from models.entities import AidElsewhere, Sighting
from models.ids import new_id
from models.storage.audit import utc_text

Given = tuple[str, str, int | None]
"""Kind, ISO date, cents."""


def aided_elsewhere(
    desk: Desk, household_id: UUID, centre: str, *given: Given, strength: str = "certain"
) -> UUID:
    """Let `centre` follow the household too, and have given it this; answers the sighting."""
    handle = new_id().bytes
    sighting = Sighting(
        id=new_id(),
        household_id=household_id,
        other_centre=centre,
        other_handle=handle,
        content_key=bytes(32),
        strength=strength,
        people=4,
        seen_at=utc_text(desk.clock()),
    )
    with desk.work("close_month", journal=False) as work:
        work.session.add(sighting)
        for kind, given_on, cents in given:
            work.session.add(
                AidElsewhere(
                    id=new_id(),
                    other_handle=handle,
                    other_centre=centre,
                    kind=kind,
                    quantity=1,
                    cents=cents,
                    given_on=given_on,
                    month=given_on[:7],
                    address=new_id().bytes,
                )
            )
        work.commit()
    return sighting.id
