"""The device that speaks for this centre hands over to one whose key nobody knows who left."""

import msgspec

from app.services.desk import Desk
from app.services.network import enrolled_device, keep_device_in, naming_failures
from app.services.successors import owed_successors, settle_successor
from sync.client import (
    DeviceRevoked,
    EnrolledDevice,
    LetterLaid,
    RegisterClient,
    RequestRefused,
)


def hand_over_now(desk: Desk) -> None:
    """Tell the register that another device speaks for this centre, where one is owed.

    Raises:
        NotEnrolled: the centre has left the network meanwhile.
        NetworkFailed: nobody answered, or the device is not confirmed; it stays owed.
    """
    with desk.read() as session:
        device = enrolled_device(session)
    with naming_failures(), RegisterClient(device, clock=desk.clock) as register:
        hand_over(desk, device, register)


def hand_over(desk: Desk, device: EnrolledDevice, register: RegisterClient) -> EnrolledDevice:
    """Do what is owed, one device after another; gives the one that speaks now.

    Each is kept before the next is asked for. On a stick nothing is asked and nothing changes.

    Raises:
        DeviceRevoked: the device was shut out by somebody else.
    """
    with desk.read() as session:
        owed = owed_successors(session)
    for private_key in owed:
        try:
            device = _followed(device, device.successor(private_key), register)
        except LetterLaid:
            return device
        _keep(desk, device)
    return device


def _followed(
    device: EnrolledDevice, heir: EnrolledDevice, register: RegisterClient
) -> EnrolledDevice:
    try:
        return register.succeed(heir)
    except DeviceRevoked as shut_out:
        # Either the answer to an earlier try was lost, or somebody else shut the device out.
        register.speak_as(heir)
        try:
            network = register.network()
        except (DeviceRevoked, RequestRefused):
            register.speak_as(device)
            raise shut_out from None
        return msgspec.structs.replace(heir, certificate=network.certificate)


def _keep(desk: Desk, device: EnrolledDevice) -> None:
    with desk.work("succeed_device", journal=False) as work:
        keep_device_in(work.session, device)
        settle_successor(work.session, device.private_key)
        work.audit("succeed_device", None, device.key_id)
        work.commit()
