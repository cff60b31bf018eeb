"""The register's addresses for centres and registers that were put back from an old copy."""

from litestar import post
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.params import MsgPackBody
from litestar.status_codes import HTTP_200_OK, HTTP_403_FORBIDDEN, HTTP_409_CONFLICT

from sync.protocol.codec import check_wire
from sync.protocol.limits import MSGPACK
from sync.protocol.messages import OwnRowsPage, OwnRowsQuery, Receipt, Reconciling, RegisterEpoch
from sync.register.admission import OF_DEVICES, Register, admit_device
from sync.register.database import read_epoch, reading, writing
from sync.register.devices import Device
from sync.register.reconciling import (
    EpochDiffers,
    ReceiptNotOurs,
    ReconcileFirst,
    list_own_rows,
    prove_restore,
    reconcile,
    went_back_to,
)
from sync.serving.openapi import refused
from sync.serving.refusals import Refused

_SIGNED = {"device": Provide(admit_device)}


@post(
    "/own-rows",
    status_code=HTTP_200_OK,
    media_type=MSGPACK,
    sync_to_thread=True,
    dependencies=_SIGNED,
    opt=refused(OF_DEVICES, signed_by="device", reads=True),
)
def give_own_rows(
    device: NamedDependency[Device], data: MsgPackBody[OwnRowsQuery], state: State
) -> OwnRowsPage:
    """Give the names of the centre's own rows, a page at a time."""
    check_wire(data)
    with reading(state.register.engine) as connection:
        return list_own_rows(connection, device.centre, data)


@post(
    "/restores",
    status_code=HTTP_200_OK,
    media_type=MSGPACK,
    sync_to_thread=True,
    # Not "device": a wrong field of that name in the receipt would be taken for a fault of ours.
    dependencies={"asking": Provide(admit_device)},
    opt=refused({403: (*OF_DEVICES[403], "receipt_not_ours")}, signed_by="device", reads=True),
)
def take_proof(
    asking: NamedDependency[Device], data: MsgPackBody[Receipt], state: State
) -> RegisterEpoch:
    """Take a receipt of ours that we may not know any more; tell the epoch that holds now."""
    check_wire(data)
    register: Register = state.register
    try:
        with writing(register.engine) as connection:
            prove_restore(connection, asking, data, register.public_key, register.clock())
            return RegisterEpoch(
                epoch=read_epoch(connection), went_back_to=went_back_to(connection)
            )
    except ReceiptNotOurs as error:
        raise Refused(HTTP_403_FORBIDDEN, "receipt_not_ours") from error


@post(
    "/reconciliations",
    status_code=HTTP_200_OK,
    media_type=MSGPACK,
    sync_to_thread=True,
    dependencies=_SIGNED,
    opt=refused(
        {409: (EpochDiffers.code, ReconcileFirst.code), **OF_DEVICES},
        signed_by="device",
        reads=True,
    ),
)
def note_reconciliation(
    device: NamedDependency[Device], data: MsgPackBody[Reconciling], state: State
) -> Reconciling:
    """Note that a centre compares its rows with its vault, or has done so."""
    check_wire(data)
    register: Register = state.register
    try:
        with writing(register.engine) as connection:
            reconcile(connection, device, data.epoch, register.clock(), is_done=data.is_done)
    except (EpochDiffers, ReconcileFirst) as error:
        raise Refused(HTTP_409_CONFLICT, error.code) from error
    return data


RECONCILING_ROUTES = (give_own_rows, take_proof, note_reconciliation)
