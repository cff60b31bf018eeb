"""Routes by which trust comes and goes: enrolments, successions, revocations, alarms."""

from contextlib import suppress

from litestar import get, post
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.params import JSONBody, MsgPackBody
from litestar.status_codes import HTTP_200_OK, HTTP_403_FORBIDDEN
from sqlalchemy.exc import IntegrityError

from sync.protocol.codec import check_wire
from sync.protocol.messages import (
    Alarm,
    Enrolment,
    EnrolmentRequest,
    KeyHolderAddress,
    Noted,
    RevocationList,
    Succeeded,
    Succession,
)
from sync.register.admission import OF_DEVICES, Register, admit_device, admit_key_holder
from sync.register.alarms import note_alarm
from sync.register.database import read_epoch, reading, writing
from sync.register.devices import Device, certify, list_revocations
from sync.register.enrolment import InvitationRefused, enrol, list_centres
from sync.register.key_sets import key_epochs_in_use, told_key_holders
from sync.register.succession import HandedOver, SuccessionRefused, succeed
from sync.serving.openapi import refused
from sync.serving.rate_limits import ENROLMENTS_OF_ALL, ENROLMENTS_OF_ONE, UNSIGNED
from sync.serving.refusals import Refused


@post(
    "/enrolments",
    sync_to_thread=True,
    middleware=[ENROLMENTS_OF_ONE.middleware, ENROLMENTS_OF_ALL.middleware],
    opt=refused({403: ("invitation",), 429: ("too_many_requests",)}, reads=True),
)
def enrol_device(data: JSONBody[EnrolmentRequest], state: State) -> Enrolment:
    """Take in a device that shows a one-time code, to wait until it is confirmed."""
    check_wire(data)
    register: Register = state.register
    now = register.clock()
    try:
        with writing(register.engine) as connection:
            device = enrol(connection, data, register.public_key, now)
            key_holders = told_key_holders(connection, register.key_holders)
            return Enrolment(
                device=device.device,
                centre=device.centre,
                centre_name=list_centres(connection)[device.centre],
                epoch=read_epoch(connection),
                register_key=register.public_key,
                key_holders=key_holders,
                key_epochs=key_epochs_in_use(key_holders, now),
            )
    except InvitationRefused as error:
        raise Refused(HTTP_403_FORBIDDEN, "invitation") from error


@post(
    "/devices/successor",
    status_code=HTTP_200_OK,
    sync_to_thread=True,
    dependencies={"device": Provide(admit_device)},
    opt=refused({403: (*OF_DEVICES[403], "succession")}, signed_by="device", reads=True),
)
def take_successor(
    device: NamedDependency[Device], data: MsgPackBody[Succession], state: State
) -> Succeeded:
    """Shut out the device that asks, and let the one it names speak for its centre."""
    check_wire(data)
    register: Register = state.register
    now = register.clock()
    try:
        with writing(register.engine) as connection:
            heir = succeed(connection, device, data, register.public_key, now)
    except SuccessionRefused as error:
        raise Refused(HTTP_403_FORBIDDEN, "succession") from error
    except HandedOver as error:
        raise Refused(HTTP_403_FORBIDDEN, "device_revoked") from error
    return Succeeded(certificate=certify(heir, register.signing_key, now))


@get(
    "/revocations",
    sync_to_thread=True,
    middleware=[UNSIGNED.middleware],
    opt=refused({429: ("too_many_requests",)}),
)
def tell_revocations(state: State) -> RevocationList:
    """Tell which devices were shut out, signed; key-holders ask each minute."""
    register: Register = state.register
    with reading(register.engine) as connection:
        return list_revocations(connection, register.signing_key, register.clock())


@post(
    "/alarms",
    status_code=HTTP_200_OK,
    sync_to_thread=True,
    dependencies={"key_holder": Provide(admit_key_holder)},
    opt=refused(signed_by="key_holder", reads=True),
)
def take_alarm(
    key_holder: NamedDependency[KeyHolderAddress], data: MsgPackBody[Alarm], state: State
) -> Noted:
    """Keep what a key-holder reports, for the coordinator to see."""
    check_wire(data)
    register: Register = state.register
    # A clash: another process of the same key-holder told it at this very moment.
    with suppress(IntegrityError), writing(register.engine) as connection:
        note_alarm(connection, key_holder.url, data, register.clock())
    return Noted()


TRUST_ROUTES = (enrol_device, take_successor, tell_revocations, take_alarm)
