"""The key-holder's web application."""

import sqlite3
from hashlib import sha256
from typing import Any, Final

from litestar import Request, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.params import MsgPackBody
from litestar.status_codes import (
    HTTP_200_OK,
    HTTP_400_BAD_REQUEST,
    HTTP_409_CONFLICT,
    HTTP_429_TOO_MANY_REQUESTS,
    HTTP_503_SERVICE_UNAVAILABLE,
)

from sync.keyholder.admission import KeyHolder, admit_device
from sync.keyholder.keys import KeyEpochUnknown
from sync.keyholder.quotas import QuotaReached
from sync.oprf import OprfError
from sync.protocol.certificates import DeviceCertificate
from sync.protocol.codec import check_wire
from sync.protocol.limits import MSGPACK
from sync.protocol.messages import BlindedBatch, EvaluatedBatch, Health, KeySet
from sync.protocol.signing import CARRIED_HEADER
from sync.serving.application import Application, health, make_server
from sync.serving.measures import QUESTIONS
from sync.serving.openapi import HOW_WRITTEN, describe, refused
from sync.serving.rate_limits import UNSIGNED
from sync.serving.refusals import Refused

TITLE: Final = "DA.PO key-holder"
_DESCRIPTION: Final = f"""\
Evaluates blinded elements with a key that is never told (VOPRF, RFC 9497).

`/evaluations` is msgpack (`application/x-msgpack`), the rest JSON. {HOW_WRITTEN}"""


@get(
    "/health",
    sync_to_thread=True,
    middleware=[UNSIGNED.middleware],
    opt=refused({429: ("too_many_requests",), 503: ("database",)}),
)
def tell_health(state: State) -> Health:
    """Tell that the server lives and reads its file, the key the network pins, its versions."""
    holder: KeyHolder = state.holder
    try:
        holder.revocations.age(holder.clock())
    except sqlite3.Error as error:
        raise Refused(HTTP_503_SERVICE_UNAVAILABLE, "database") from error
    return health("keyholder", holder.keys.identity_key)


@get(
    "/keys",
    sync_to_thread=True,
    middleware=[UNSIGNED.middleware],
    opt=refused({429: ("too_many_requests",)}),
)
def tell_keys(state: State) -> KeySet:
    """Tell the public keys of all key epochs, signed; anybody may know them."""
    holder: KeyHolder = state.holder
    return holder.keys.key_set()


@post(
    "/evaluations",
    status_code=HTTP_200_OK,
    media_type=MSGPACK,
    sync_to_thread=True,
    dependencies={"device": Provide(admit_device)},
    opt=refused(
        {
            400: ("element",),
            401: ("certificate",),
            403: ("device_revoked",),
            409: ("key_epoch",),
            429: ("quota",),
        },
        signed_by="device",
        reads=True,
    ),
)
def evaluate(
    request: Request[Any, Any, Any],
    device: NamedDependency[DeviceCertificate],
    data: MsgPackBody[BlindedBatch],
    state: State,
) -> EvaluatedBatch:
    """Count a batch of blinded elements, and evaluate it with a proof (RFC 9497)."""
    check_wire(data)
    holder: KeyHolder = state.holder
    now = holder.clock()
    try:
        key = holder.keys.key_of(data.key_epoch, now)
        once = _digest(data) if CARRIED_HEADER in request.headers else None
        holder.quotas.reserve(device, data.key_epoch, len(data.elements), now, once)
        evaluation = holder.evaluating.blind_evaluate(key.seed, data.elements)
    except KeyEpochUnknown as error:
        raise Refused(HTTP_409_CONFLICT, "key_epoch", key_epoch=data.key_epoch) from error
    except QuotaReached as error:
        raise Refused(
            HTTP_429_TOO_MANY_REQUESTS, "quota", left=error.left, until=error.until.isoformat()
        ) from error
    except OprfError as error:
        raise Refused(HTTP_400_BAD_REQUEST, "element") from error
    QUESTIONS.inc(len(data.elements))
    return EvaluatedBatch(public_key=key.told.public_key, evaluation=evaluation)


def _digest(batch: BlindedBatch) -> str:
    return sha256(batch.key_epoch.to_bytes(4) + b"".join(batch.elements)).hexdigest()


ROUTES: Final = (tell_health, tell_keys, evaluate)


def interface() -> dict[str, Any]:
    """Return the OpenAPI document of every key-holder."""
    return describe(make_server(TITLE, _DESCRIPTION, ROUTES, {}))


def make_application(holder: KeyHolder) -> Application:
    """Build the application around one key-holder."""
    return make_server(
        TITLE,
        _DESCRIPTION,
        ROUTES,
        {"holder": holder},
        on_shutdown=[holder.close],
    )
