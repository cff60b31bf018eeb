"""Leaving the register: at once when asked, and told once it has happened."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from app.services.closing.meeting import healing, meet
from app.services.closing.outbox import deliver, lay_in_outbox
from app.services.closing.people import standing_households
from app.services.closing.sealing import Sealer
from app.services.desk import Desk
from app.services.names import names_of
from app.services.network import enrolled_device, naming_failures
from app.services.progress import Progress, silent
from models.entities import Farewell, Household, Reconciliation, SentAid, SentMember
from models.records.closing import HeldBack, Reconciled, RegisterStanding
from models.rules.partial_date import PartialDate
from models.storage.session import VaultSession
from sync.client import RegisterClient


def send_withdrawals(desk: Desk, progress: Progress = silent) -> int:
    """Take down at the register, now, whoever may not stand there any more; nothing else is sent.

    What waits from a closing that was cut goes along. It can be begun again at any point.

    Args:
        desk: whose vault.
        progress: told own_rows, where the register or the vault was put back, and push.

    Returns:
        How many households left.

    Raises:
        NotEnrolled: the centre has not joined a network.
        NetworkFailed: the exchange failed; begin again later.
        Cancelled: raised by `progress`.
    """
    with desk.read() as session:
        device = enrolled_device(session)
    with (
        naming_failures(),
        healing(desk),
        RegisterClient(device, clock=desk.clock) as register,
    ):
        meeting = meet(desk, device, register, progress)
        deliver(desk, register, progress)
        with desk.work("send_withdrawals", journal=False) as work:
            sealer = Sealer(work.session, meeting.device.centre)
            sealer.take_down_all_but(standing_households(work.session, meeting.present))
            sealer.keep()
            lay_in_outbox(work.session, sealer.departure.outgoing, meeting.device.epoch)
            work.audit("send_withdrawals", None, str(len(sealer.departure.farewells)))
            work.commit()
        deliver(desk, register, progress)
    return len(sealer.departure.farewells)


def register_standing(desk: Desk, household_id: UUID) -> RegisterStanding:
    """Whether a household stands at the register, is on its way out, or has left."""
    with desk.read() as session:
        stands = _stands(session, household_id)
        may_stand = household_id in standing_households(session, desk.today().isoformat()[:7])
        farewells = session.scalars(select(Farewell).where(Farewell.household_id == household_id))
        said = list(farewells)
    left = [PartialDate.from_iso(each.left_on) for each in said if each.left_on]
    waits = any(each.left_on is None for each in said)
    learnt = any(each.is_learnt for each in said)
    if may_stand:
        code = "stands" if stands else "will_stand"
    elif stands:
        code = "must_leave"
    elif waits:
        code = "leaving"
    elif learnt:
        code = "held_back"
    else:
        code = "left" if left else "never_stood"
    return RegisterStanding(code, max(left, key=lambda day: day.iso, default=None))


def held_back(desk: Desk) -> tuple[HeldBack, ...]:
    """Households that left after this vault was copied, and have not consented again since."""
    with desk.read() as session:
        consenting = standing_households(session, desk.today().isoformat()[:7])
        learnt = session.scalars(select(Farewell).where(Farewell.is_learnt))
        households = {row.household_id: row.left_on or "" for row in learnt}
        here = set(session.scalars(select(Household.id))) - consenting
        found = [each for each in households if each in here]
        names = names_of(session, found, desk.today())
    lines = [HeldBack(each, names[each], PartialDate.from_iso(households[each])) for each in found]
    return tuple(sorted(lines, key=lambda line: line.names))


def reconciliations(desk: Desk) -> Sequence[Reconciled]:
    """The comparisons with the register after one side was put back, the latest first."""
    with desk.read() as session:
        rows = session.scalars(select(Reconciliation).order_by(Reconciliation.id.desc()))
        return tuple(
            Reconciled(
                at=datetime.fromisoformat(row.at),
                reason=row.reason,
                went_back_to=datetime.fromisoformat(row.went_back_to) if row.went_back_to else None,
                erased=row.erased,
                missing=row.missing,
                held_back=row.held_back,
            )
            for row in rows
        )


def _stands(session: VaultSession, household_id: UUID) -> bool:
    entries = select(func.count()).where(
        SentMember.household_id == household_id, SentMember.indexes != b""
    )
    aid = select(func.count()).where(SentAid.household_id == household_id, SentAid.digest != b"")
    return bool(session.scalar(entries) or session.scalar(aid))
