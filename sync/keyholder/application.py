"""The key-holder's web application."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from litestar import Litestar, Request, get, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.openapi import OpenAPIConfig
from litestar.params import MsgPackBody
from litestar.status_codes import (
    HTTP_200_OK,
    HTTP_400_BAD_REQUEST,
    HTTP_401_UNAUTHORIZED,
)

from sync.keyholder.evaluation import Evaluating
from sync.keyholder.questions import QuestionCounts, RecentNonces
from sync.oprf import OprfError
from sync.protocol.certificates import CertificateRefused, DeviceCertificate, read_certificate
from sync.protocol.codec import check_wire
from sync.protocol.limits import MAX_BODY_BYTES, MSGPACK
from sync.protocol.messages import BlindedBatch, EvaluatedBatch, Health
from sync.protocol.signing import CERTIFICATE_HEADER, utc_now
from sync.serving.refusals import EXCEPTION_HANDLERS, Refused
from sync.serving.signed_requests import receive


@dataclass(frozen=True)
class KeyHolder:
    """Everything the key-holder's answers depend on."""

    evaluating: Evaluating
    register_key: Ed25519PublicKey
    public_url: str | None = None
    clock: Callable[[], datetime] = utc_now
    nonces: RecentNonces = field(default_factory=RecentNonces)
    counts: QuestionCounts = field(default_factory=QuestionCounts)


async def admit_device(request: Request[Any, Any, Any], state: State) -> DeviceCertificate:
    """Check certificate, signature and nonce; no database is asked."""
    holder: KeyHolder = state.holder
    now = holder.clock()
    try:
        certificate = read_certificate(
            request.headers.get(CERTIFICATE_HEADER, ""), holder.register_key, int(now.timestamp())
        )
    except CertificateRefused as error:
        raise Refused(HTTP_401_UNAUTHORIZED, "certificate") from error
    key_id = certificate.device.hex()

    def find_key(named: str) -> Ed25519PublicKey | None:
        return (
            Ed25519PublicKey.from_public_bytes(certificate.public_key) if named == key_id else None
        )

    received = await receive(request, holder.public_url)
    signed = await sync_to_thread(received.verify, find_key, now)
    if not holder.nonces.is_first_use(signed.key_id, signed.nonce, now):
        raise Refused(HTTP_401_UNAUTHORIZED, "replayed")
    return certificate


@get("/health", sync_to_thread=False)
def tell_health(state: State) -> Health:
    """Tell that the server lives, and its public key."""
    return Health(service="keyholder", public_key=state.holder.evaluating.public_key)


@post(
    "/evaluations",
    status_code=HTTP_200_OK,
    media_type=MSGPACK,
    sync_to_thread=True,
    dependencies={"device": Provide(admit_device)},
)
def evaluate(
    device: NamedDependency[DeviceCertificate],
    data: MsgPackBody[BlindedBatch],
    state: State,
) -> EvaluatedBatch:
    """Evaluate a batch of blinded elements with a proof (RFC 9497)."""
    check_wire(data)
    holder: KeyHolder = state.holder
    try:
        evaluation = holder.evaluating.blind_evaluate(data.elements)
    except OprfError as error:
        raise Refused(HTTP_400_BAD_REQUEST, "element") from error
    holder.counts.add(device.device, holder.clock().date(), len(data.elements))
    return EvaluatedBatch(public_key=holder.evaluating.public_key, evaluation=evaluation)


def make_application(holder: KeyHolder) -> Litestar:
    """Build the application around one key-holder."""
    return Litestar(
        route_handlers=[tell_health, evaluate],
        state=State({"holder": holder}),
        exception_handlers=EXCEPTION_HANDLERS,
        request_max_body_size=MAX_BODY_BYTES,
        logging_config=None,
        openapi_config=OpenAPIConfig(title="DA.PO key-holder", version="1"),
        on_shutdown=[holder.evaluating.close],
    )
