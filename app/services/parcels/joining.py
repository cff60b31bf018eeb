"""A centre without a network joins one: the request goes on the stick, the answer comes on it."""

from pathlib import Path

from app.services.desk import Desk
from app.services.network import (
    AlreadyEnrolled,
    NotEnrolled,
    TrialData,
    enrolled_device,
    naming_failures,
    replace_device,
)
from app.services.parcels.errors import ParcelUnusable
from app.services.parcels.standing import JOINING
from app.services.parcels.sticks import file_name, write_on_stick
from models.repositories.settings import forget_setting, set_setting, setting
from models.storage.session import VaultSession
from sync.client import EnrolmentAnswer, is_on_this_pc, read_enrolment, write_enrolment


def ask_to_join(desk: Desk, code: str, folder: Path) -> Path:
    """Write on a stick the request to join a network with a one-time code.

    The device's key is made here and stays here. A request written again takes the place of the
    one before; a courier who tried to use the code for another device is found out when the check
    text is read to the administrator.

    Raises:
        AlreadyEnrolled: the vault speaks for a centre already.
        StickFull, StickNotWritable, StickFailed: nothing was written.
    """
    with desk.read() as session:
        _check_alone(session)
    private_key, content = write_enrolment(code.strip())
    with desk.work("ask_to_join", journal=False) as work:
        set_setting(work.session, JOINING, private_key.hex())
        work.audit("ask_to_join")
        work.commit()
    return write_on_stick(folder / file_name(desk.centre, 0, "andata"), content)


def take_membership(desk: Desk, answer: EnrolmentAnswer) -> None:
    """Keep the device that the register admitted; an administrator has yet to confirm it.

    Raises:
        AlreadyEnrolled: the vault speaks for a centre already.
        ParcelUnusable: nothing was asked, or the answer is to another request.
        TrialData: a vault of trial data and a register elsewhere than on this PC.
        NetworkFailed: what the answer says of the key-holders is forged.
    """
    with desk.read() as session:
        _check_alone(session)
        asked = setting(session, JOINING)
    if asked is None:
        raise ParcelUnusable(reason="no_request")
    if desk.is_trial and not is_on_this_pc(answer.register_url):
        raise TrialData
    with naming_failures():
        device = read_enrolment(bytes.fromhex(asked), answer)
    with desk.work("enrol", journal=False) as work:
        replace_device(work.session, device, desk.today())
        forget_setting(work.session, JOINING)
        work.audit("enrol", None, device.register_url)
        work.commit()


def _check_alone(session: VaultSession) -> None:
    try:
        enrolled_device(session)
    except NotEnrolled:
        return
    raise AlreadyEnrolled
