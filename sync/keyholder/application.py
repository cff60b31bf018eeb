"""The key-holder's web application."""

from hashlib import sha256
from typing import Any

from litestar import Litestar, Request, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.openapi import OpenAPIConfig
from litestar.params import MsgPackBody
from litestar.status_codes import (
    HTTP_200_OK,
    HTTP_400_BAD_REQUEST,
    HTTP_409_CONFLICT,
    HTTP_429_TOO_MANY_REQUESTS,
)

from sync.keyholder.admission import KeyHolder, admit_device
from sync.keyholder.keys import KeyEpochUnknown
from sync.keyholder.quotas import QuotaReached
from sync.oprf import OprfError
from sync.protocol.certificates import DeviceCertificate
from sync.protocol.codec import check_wire
from sync.protocol.limits import MAX_BODY_BYTES, MSGPACK
from sync.protocol.messages import BlindedBatch, EvaluatedBatch, Health, KeySet
from sync.protocol.signing import CARRIED_HEADER
from sync.serving.rate_limits import UNSIGNED, forget_idle
from sync.serving.refusals import EXCEPTION_HANDLERS, Refused


@get("/health", sync_to_thread=False, middleware=[UNSIGNED.middleware])
def tell_health(state: State) -> Health:
    """Tell that the server lives, and the key that the network pins."""
    return Health(service="keyholder", public_key=state.holder.keys.identity_key)


@get("/keys", sync_to_thread=True, middleware=[UNSIGNED.middleware])
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
    return EvaluatedBatch(public_key=key.told.public_key, evaluation=evaluation)


def _digest(batch: BlindedBatch) -> str:
    return sha256(batch.key_epoch.to_bytes(4) + b"".join(batch.elements)).hexdigest()


def make_application(holder: KeyHolder) -> Litestar:
    """Build the application around one key-holder."""
    return Litestar(
        route_handlers=[tell_health, tell_keys, evaluate],
        state=State({"holder": holder}),
        exception_handlers=EXCEPTION_HANDLERS,
        request_max_body_size=MAX_BODY_BYTES,
        logging_config=None,
        openapi_config=OpenAPIConfig(title="DA.PO key-holder", version="1"),
        after_response=forget_idle,
        on_shutdown=[holder.close],
    )
