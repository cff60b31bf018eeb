"""Who may ask the key-holder: devices that the register certified and has not shut out since."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from litestar import Request
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State
from litestar.status_codes import HTTP_401_UNAUTHORIZED, HTTP_403_FORBIDDEN

from sync.keyholder.evaluation import Evaluating
from sync.keyholder.keys import KeyRing
from sync.keyholder.ledger import Ledger
from sync.keyholder.nonces import Nonces
from sync.keyholder.quotas import Quotas
from sync.keyholder.revocations import Revocations
from sync.keyholder.watching import Watch
from sync.protocol.certificates import CertificateRefused, DeviceCertificate, read_certificate
from sync.protocol.signing import CERTIFICATE_HEADER, utc_now
from sync.serving.measures import Gauge
from sync.serving.refusals import Refused
from sync.serving.signed_requests import ReceivedRequest, receive


@dataclass(frozen=True)
class KeyHolder:
    """Everything the key-holder's answers depend on."""

    keys: KeyRing
    evaluating: Evaluating
    register_key: Ed25519PublicKey
    nonces: Nonces
    quotas: Quotas
    revocations: Revocations
    watch: Watch
    ledgers: tuple[Ledger, ...]
    public_url: str | None = None
    clock: Callable[[], datetime] = utc_now

    def figures(self) -> Iterator[Gauge]:
        """Give for Prometheus how old the list of revocations is, once there is one."""
        age = self.revocations.age(self.clock())
        if age is not None:
            yield Gauge(
                "dapo_revocations_age_seconds",
                "Since the register's list of revocations was last heard.",
                {"": age.total_seconds()},
            )

    def close(self) -> None:
        """End the processes that compute, and close the file."""
        self.evaluating.close()
        for ledger in self.ledgers:
            ledger.close()


@dataclass(frozen=True)
class TrustedRegister:
    """The register whose word about devices counts."""

    url: str
    public_key: Ed25519PublicKey


def open_key_holder(
    keys: KeyRing,
    evaluating: Evaluating,
    register: TrustedRegister,
    ledger: Path,
    *,
    public_url: str | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> KeyHolder:
    """Put a key-holder together around its keys and its small file of counts.

    Raises:
        sqlite3.Error: the file cannot be used.
        OSError: it cannot be made.
    """
    counts = Ledger(ledger)
    # Of its own: what may be lost with the last seconds need not wait for the disk.
    lately = Ledger(ledger, "NORMAL")
    quotas = Quotas(counts)
    revocations = Revocations(counts, register.public_key)
    return KeyHolder(
        keys=keys,
        evaluating=evaluating,
        register_key=register.public_key,
        nonces=Nonces(lately),
        quotas=quotas,
        revocations=revocations,
        watch=Watch(register.url, keys, revocations, quotas, clock),
        ledgers=(counts, lately),
        public_url=public_url,
        clock=clock,
    )


async def admit_device(request: Request[Any, Any, Any], state: State) -> DeviceCertificate:
    """Check certificate, signature, revocations and nonce.

    Raises:
        Refused: 401 ``certificate``, ``not_signed``, ``clock_differs`` or ``replayed``; 403
            ``device_revoked``.
    """
    holder: KeyHolder = state.holder
    received = await receive(request, holder.public_url)
    return await sync_to_thread(_admit, holder, received)


def _admit(holder: KeyHolder, received: ReceivedRequest) -> DeviceCertificate:
    now = holder.clock()
    text = received.plain.headers.get(CERTIFICATE_HEADER, "")
    try:
        certificate = read_certificate(text, holder.register_key, int(now.timestamp()))
    except CertificateRefused as error:
        raise Refused(HTTP_401_UNAUTHORIZED, "certificate") from error

    def find_key(named: str) -> Ed25519PublicKey | None:
        if named != certificate.device.hex():
            return None
        return Ed25519PublicKey.from_public_bytes(certificate.public_key)

    signed = received.verify(find_key, now)
    if holder.revocations.has(certificate.device):
        raise Refused(HTTP_403_FORBIDDEN, "device_revoked")
    if signed.is_carried:
        # A question from a parcel may come again: it is paid once, and answered alike.
        return certificate
    if not holder.nonces.is_first_use(certificate.device, signed.nonce, now):
        raise Refused(HTTP_401_UNAUTHORIZED, "replayed")
    return certificate
