"""A centre that was enrolled joins with a new code: another PC, or a register made anew."""

from sqlalchemy import delete

from app.services.closing.outbox import number_anew
from app.services.closing.receiving import read_from_the_beginning
from app.services.closing.reconciling import doubt_in
from app.services.desk import Desk
from app.services.network import ask_to_join, enrolled_device, network_state, replace_device
from models.entities import Base, KnownToken, Outbox, Published, SentAid, SentMember
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
        for entity in _needless(before, device):
            work.session.execute(delete(entity))
        read_from_the_beginning(work.session, frozenset())
        doubt_in(work.session, "joined_again")
        replace_device(work.session, device, desk.today())
        work.audit("join_again", None, device.register_url)
        work.commit()
    return network_state(desk)


def _needless(before: EnrolledDevice, device: EnrolledDevice) -> tuple[type[Base], ...]:
    """What the vault knows of the register that is of no use to the device that speaks now.

    Under another number nothing that was sealed is. With other key-holders every key is asked anew
    and every person stands under other indexes, while households keep their secrets: their aid
    stays where it is, and the other centres know them again.
    """
    if before.centre != device.centre:
        return (Published, SentMember, SentAid, KnownToken)
    holders = [{holder.identity_key for holder in each.key_holders} for each in (before, device)]
    return (SentMember, KnownToken) if holders[0] != holders[1] else ()
