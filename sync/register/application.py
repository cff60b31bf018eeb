"""The register's web application."""

import hashlib
from typing import Annotated, Any, Final

from litestar import Request, get, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.params import MsgPackBody, QueryParameter
from litestar.status_codes import (
    HTTP_200_OK,
    HTTP_403_FORBIDDEN,
    HTTP_409_CONFLICT,
    HTTP_413_REQUEST_ENTITY_TOO_LARGE,
    HTTP_503_SERVICE_UNAVAILABLE,
)
from sqlalchemy.exc import SQLAlchemyError

from sync.protocol.codec import check_wire
from sync.protocol.limits import MAX_PUSH_ROWS, MSGPACK
from sync.protocol.messages import (
    AidPage,
    AidQuery,
    Centre,
    EntryPage,
    Health,
    Network,
    Push,
    Receipt,
)
from sync.register.admission import OF_DEVICES, Register, admit_device
from sync.register.agreement import told_agreement
from sync.register.board import told_announcements
from sync.register.database import read_epoch, read_high_water, reading, writing
from sync.register.devices import Device, certify
from sync.register.enrolment import list_centres
from sync.register.heads import told_vault_head
from sync.register.heads_routes import HEADS_ROUTES
from sync.register.key_sets import key_epochs_in_use, told_key_holders
from sync.register.letters import page_after, take_letter
from sync.register.page import error_pages, page_routes, template_config
from sync.register.pulls import pull_aid, pull_entries
from sync.register.pushes import AddressTaken, PushDiffers, store_push
from sync.register.reconciling import (
    EpochDiffers,
    PushLate,
    ReconcileFirst,
    last_sequence,
    must_reconcile,
    went_back_to,
    withheld_centres,
)
from sync.register.reconciling_routes import RECONCILING_ROUTES
from sync.register.statistics.routes import ROUTES as STATISTICS_ROUTES
from sync.register.trust_routes import TRUST_ROUTES
from sync.serving.application import Application, health, make_server
from sync.serving.measures import ROWS_PUSHED
from sync.serving.openapi import HOW_WRITTEN, describe, refused
from sync.serving.rate_limits import UNSIGNED
from sync.serving.refusals import EXCEPTION_HANDLERS, Refused

_SIGNED = {"device": Provide(admit_device)}
TITLE: Final = "DA.PO register"
_DESCRIPTION: Final = f"""The anonymous shared register of a network of listening centres.

Bulk messages are msgpack (`application/x-msgpack`), the others JSON. {HOW_WRITTEN}"""


@get(
    "/health",
    sync_to_thread=True,
    middleware=[UNSIGNED.middleware],
    opt=refused({429: ("too_many_requests",), 503: ("database",)}),
)
def tell_health(state: State) -> Health:
    """Tell that the server lives and reads its database, its public key, and its versions."""
    register: Register = state.register
    try:
        with reading(register.engine) as connection:
            read_epoch(connection)
    except SQLAlchemyError as error:
        raise Refused(HTTP_503_SERVICE_UNAVAILABLE, "database") from error
    return health("register", register.public_key)


@get(
    "/network",
    sync_to_thread=True,
    dependencies=_SIGNED,
    opt=refused(OF_DEVICES, signed_by="device"),
)
def tell_network(device: NamedDependency[Device], state: State) -> Network:
    """Tell centres, windows and key-holders, with a fresh certificate for the device."""
    register: Register = state.register
    with reading(register.engine) as connection:
        key_holders = told_key_holders(connection, register.key_holders)
        return Network(
            epoch=read_epoch(connection),
            high_water=read_high_water(connection),
            certificate=certify(device, register.signing_key, register.clock()),
            centres=tuple(
                Centre(centre=centre, name=name)
                for centre, name in list_centres(connection).items()
            ),
            agreement=told_agreement(connection),
            announcements=told_announcements(connection, register.clock().date()),
            key_holders=key_holders,
            key_epochs=key_epochs_in_use(key_holders, register.clock()),
            last_sequence=last_sequence(connection, device.device),
            must_reconcile=must_reconcile(connection, device),
            withheld=withheld_centres(connection),
            went_back_to=went_back_to(connection),
            time=int(register.clock().timestamp()),
            vault_head=told_vault_head(connection, device),
        )


@post(
    "/pushes",
    status_code=HTTP_200_OK,
    media_type=MSGPACK,
    dependencies=_SIGNED,
    opt=refused(
        {
            403: (*OF_DEVICES[403], "address_taken"),
            409: ("push_differs", EpochDiffers.code, PushLate.code, ReconcileFirst.code),
            413: ("rows",),
        },
        signed_by="device",
        reads=True,
    ),
)
async def take_push(
    request: Request[Any, Any, Any],
    device: NamedDependency[Device],
    data: MsgPackBody[Push],
    state: State,
) -> Receipt:
    """Store entries, aid and erasures once, and give the receipt."""
    check_wire(data)
    if data.rows > MAX_PUSH_ROWS:
        raise Refused(HTTP_413_REQUEST_ENTITY_TOO_LARGE, "rows", limit=MAX_PUSH_ROWS)
    digest = hashlib.sha256(await request.body()).digest()
    return await sync_to_thread(_store, state.register, device, data, digest)


@get(
    "/entries",
    media_type=MSGPACK,
    sync_to_thread=True,
    dependencies=_SIGNED,
    opt=refused({400: ("malformed",), **OF_DEVICES}, signed_by="device"),
)
def give_entries(
    request: Request[Any, Any, Any],
    device: NamedDependency[Device],
    after: Annotated[int, QueryParameter(ge=0, le=2**53)],
    state: State,
) -> EntryPage:
    """Give what changed under the centre's indexes after a cursor, a page at a time."""
    with reading(state.register.engine) as connection:
        return pull_entries(connection, device.centre, page_after(request, after))


@post(
    "/aid-queries",
    status_code=HTTP_200_OK,
    media_type=MSGPACK,
    sync_to_thread=True,
    dependencies=_SIGNED,
    opt=refused(OF_DEVICES, signed_by="device", reads=True),
)
def give_aid(
    device: NamedDependency[Device],  # noqa: ARG001 - asking for it is what checks the signature
    data: MsgPackBody[AidQuery],
    state: State,
) -> AidPage:
    """Give the sealed aid at addresses, where it changed after a cursor."""
    check_wire(data)
    with reading(state.register.engine) as connection:
        return pull_aid(connection, data.addresses, data.since)


ROUTES: Final = (
    tell_health,
    tell_network,
    take_push,
    give_entries,
    give_aid,
    take_letter,
    *TRUST_ROUTES,
    *RECONCILING_ROUTES,
    *HEADS_ROUTES,
    *STATISTICS_ROUTES,
)


def interface() -> dict[str, Any]:
    """Return the OpenAPI document of every register."""
    return describe(make_server(TITLE, _DESCRIPTION, ROUTES, {}))


def make_application(register: Register) -> Application:
    """Build the application around one register."""
    return make_server(
        TITLE,
        _DESCRIPTION,
        [*ROUTES, *page_routes(register)],
        {"register": register},
        exception_handlers=error_pages(EXCEPTION_HANDLERS),
        template_config=template_config(),
        on_shutdown=[register.engine.dispose],
    )


def _store(register: Register, device: Device, push: Push, digest: bytes) -> Receipt:
    try:
        with writing(register.engine) as connection:
            receipt = store_push(
                connection,
                device,
                push,
                digest,
                signing_key=register.signing_key,
                now=register.clock(),
            )
    except PushDiffers as error:
        raise Refused(HTTP_409_CONFLICT, "push_differs", sequence=push.sequence) from error
    except (EpochDiffers, PushLate, ReconcileFirst) as error:
        raise Refused(HTTP_409_CONFLICT, error.code) from error
    except AddressTaken as error:
        raise Refused(HTTP_403_FORBIDDEN, "address_taken") from error
    ROWS_PUSHED.inc(push.rows)
    return receipt
