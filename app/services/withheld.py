"""Aid withheld at the counter because another centre had just given it: an overlap avoided."""

from uuid import UUID

from sqlalchemy import select

from app.services.aid import eligibility
from app.services.desk import Desk
from models.entities import WithheldAid
from models.ids import new_id
from models.rules.windows import possible_from
from models.storage.audit import utc_text


def withhold_aid(desk: Desk, household_id: UUID, kind: str) -> bool:
    """Note that a kind of aid was not given today because of what another centre gave.

    Returns:
        Whether it was noted: once, however often it is asked again before the same window passes,
        and not when nothing from another centre stood in the way.

    Raises:
        NotFound: no such household.
    """
    found = eligibility(desk, household_id, kind)
    end = found.last_elsewhere and possible_from(found.last_elsewhere, found.window_days)
    if not end or end <= desk.today():
        return False
    with desk.work("withhold_aid", household_id) as work:
        noted = select(WithheldAid.id).where(
            WithheldAid.household_id == household_id,
            WithheldAid.kind == kind,
            WithheldAid.possible_from == end.isoformat(),
        )
        is_new = work.session.scalar(noted) is None
        if is_new:
            withheld = WithheldAid(
                id=new_id(),
                household_id=household_id,
                kind=kind,
                possible_from=end.isoformat(),
                withheld_on=desk.today().isoformat(),
                other_centre=found.elsewhere_centre,
                operator_id=desk.operator.operator_id,
                recorded_at=utc_text(desk.clock()),
            )
            work.session.add(withheld)
            work.audit("withhold_aid", household_id, kind)
        work.commit()
    return is_new
