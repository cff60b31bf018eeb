"""A centre that was enrolled joins with a new code: another PC, or a register made anew."""

from sqlalchemy import delete

from app.services.closing.outbox import number_anew
from app.services.closing.receiving import read_from_the_beginning
from app.services.closing.reconciling import doubt_in
from app.services.desk import Desk
from app.services.network import ask_to_join, enrolled_device, network_state, replace_device
from models.entities import KnownToken, Outbox, Published, SentAid, SentMember
from models.records.closing import NetworkState
from sync.client import EnrolledDevice


def join_again(desk: Desk, register_url: str, code: str) -> NetworkState:
    """Let another device speak for this centre, with what this vault knows of the register.

    The next exchange compares what stands there with this vault. The device the centre spoke
    through until now is then shut out by the register.

    Raises:
        NotEnrolled: the centre never joined: see `network.enrol`.
        TrialData: a vault of trial data and a register elsewhere than on this PC.
        NetworkFailed: the code was refused, or nobody answered.
    """
    with desk.read() as session:
        before = enrolled_device(session)
    device = ask_to_join(desk, register_url, code)
    with desk.work("join_again", journal=False) as work:
        work.session.execute(delete(Outbox))
        number_anew(work.session)
        if _is_elsewhere(before, device):
            for entity in (Published, SentMember, SentAid, KnownToken):
                work.session.execute(delete(entity))
        read_from_the_beginning(work.session, frozenset())
        doubt_in(work.session, "joined_again")
        replace_device(work.session, device, desk.today())
        work.audit("join_again", None, device.register_url)
        work.commit()
    return network_state(desk)


def _is_elsewhere(before: EnrolledDevice, device: EnrolledDevice) -> bool:
    """Under another number, or with other key-holders, nothing that was sealed is of use."""
    holders = [{holder.identity_key for holder in each.key_holders} for each in (before, device)]
    return before.centre != device.centre or holders[0] != holders[1]
