"""The register, seen from a centre."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.client.device import EnrolledDevice
from sync.client.errors import (
    EnrolmentRefused,
    ReceiptForged,
    RegisterEpochChanged,
    RegisterUnreachable,
    RequestRefused,
)
from sync.client.exchange import Clock, Exchange, Question
from sync.client.progress import Progress, ignore
from sync.protocol.certificates import enrolment_statement, is_signed, receipt_statement
from sync.protocol.codec import decode, encode, encode_json
from sync.protocol.limits import MAX_ADDRESSES
from sync.protocol.messages import (
    AidPage,
    AidQuery,
    Enrolment,
    EnrolmentRequest,
    EntryPage,
    ForeignAid,
    Network,
    Push,
    Receipt,
)
from sync.protocol.signing import utc_now

_JSON = "application/json"


def enrol(
    register_url: str, code: str, *, transport: httpx.BaseTransport | None = None
) -> EnrolledDevice:
    """Enrol this device with a one-time code, with a new key that never leaves it.

    Raises:
        EnrolmentRefused: the code is wrong, used or expired.
        RegisterUnreachable: nobody answered at the address; the code is still good.
        RequestRefused: the register said no for another reason.
        AnswerNotUnderstood: what answered is no register.
    """
    key = Ed25519PrivateKey.generate()
    public_key = key.public_key().public_bytes_raw()
    request = EnrolmentRequest(
        code=code, public_key=public_key, proof=key.sign(enrolment_statement(code, public_key))
    )
    question = Question("POST", "/enrolments", encode_json(request), _JSON)
    with Exchange(
        register_url, None, unreachable=RegisterUnreachable, transport=transport
    ) as exchange:
        try:
            enrolment = exchange.ask(question, Enrolment)
        except RequestRefused as error:
            if error.values["reason"] in {"invitation", "malformed"}:
                raise EnrolmentRefused from error
            raise
    return EnrolledDevice(
        private_key=key.private_bytes_raw(),
        device=enrolment.device,
        centre=enrolment.centre,
        centre_name=enrolment.centre_name,
        register_url=exchange.url,
        register_key=enrolment.register_key,
        epoch=enrolment.epoch,
        certificate=enrolment.certificate,
        key_holders=enrolment.key_holders,
    )


@dataclass(frozen=True)
class PulledAid:
    """Bundles that changed, and the cursor to ask from the next time for the same addresses."""

    bundles: tuple[ForeignAid, ...]
    cursor: int


class RegisterClient:
    """What an enrolled device may ask of the register.

    Every method may raise ``RegisterUnreachable``, ``DeviceRevoked``, ``RequestRefused`` and
    ``AnswerNotUnderstood``; those that read or write may raise ``RegisterEpochChanged``.
    """

    def __init__(
        self,
        device: EnrolledDevice,
        *,
        transport: httpx.BaseTransport | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._device = device
        self._exchange = Exchange(
            device.register_url,
            device,
            unreachable=RegisterUnreachable,
            transport=transport,
            clock=clock,
        )

    def close(self) -> None:
        """Close the connections."""
        self._exchange.close()

    def __enter__(self) -> Self:
        """Use as a context that closes."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def network(self) -> Network:
        """Return centres, windows, key-holders, and a fresh certificate: see ``renewed``."""
        network = self._exchange.ask(Question("GET", "/network"), Network)
        self._check_epoch(network.epoch, 0, network.high_water)
        return network

    def push(self, push: Push | bytes) -> Receipt:
        """Send a push, or the bytes of one that the vault kept, and check the receipt.

        Sending the same again is safe and gives the same receipt.

        Raises:
            PushConflict: other content was stored under this sequence.
            ReceiptForged: the receipt is not the register's, or not for this push.
        """
        body = push if isinstance(push, bytes) else encode(push)
        sequence = decode(body, Push).sequence if isinstance(push, bytes) else push.sequence
        receipt = self._exchange.ask(Question("POST", "/pushes", body), Receipt)
        self._check_epoch(receipt.epoch, 0, receipt.high_water)
        statement = receipt_statement(
            self._device.device, sequence, sha256(body).digest(), receipt.high_water
        )
        if not is_signed(statement, receipt.signature, self._device.register_key):
            raise ReceiptForged(sequence=sequence)
        return receipt

    def pull_entries(self, cursor: int, progress: Progress = ignore) -> Iterator[EntryPage]:
        """Read page by page what changed under this centre's indexes since a cursor.

        Args:
            cursor: the last page's ``cursor``, 0 at first. Keep it together with what the page
                brought, page by page, and an interruption repeats nothing.
            progress: told ``"pull_entries"`` with sequences looked at and to look at.
        """
        start = cursor
        while True:
            question = Question("GET", "/entries", params={"after": cursor})
            page = self._exchange.ask(question, EntryPage)
            self._check_epoch(page.epoch, cursor, page.high_water)
            progress("pull_entries", page.cursor - start, page.high_water - start)
            yield page
            if page.cursor >= page.high_water:
                return
            cursor = page.cursor

    def pull_aid(
        self, addresses: Iterable[bytes], since: int, progress: Progress = ignore
    ) -> PulledAid:
        """Read the bundles at addresses that changed after ``since``, asked in mixed order.

        An address never asked before is asked with ``since`` 0: its aid may be older than the
        cursor of the others.
        """
        mixed = list(dict.fromkeys(addresses))
        secrets.SystemRandom().shuffle(mixed)
        bundles: list[ForeignAid] = []
        cursors: list[int] = []
        for start in range(0, len(mixed), MAX_ADDRESSES):
            part = tuple(mixed[start : start + MAX_ADDRESSES])
            query = encode(AidQuery(since=since, addresses=part))
            page = self._exchange.ask(Question("POST", "/aid-queries", query), AidPage)
            self._check_epoch(page.epoch, since, page.high_water)
            bundles += page.aid
            cursors.append(page.high_water)
            progress("pull_aid", start + len(part), len(mixed))
        return PulledAid(tuple(bundles), min(cursors, default=since))

    def _check_epoch(self, epoch: bytes, cursor: int, high_water: int) -> None:
        if epoch != self._device.epoch or high_water < cursor:
            raise RegisterEpochChanged(cursor=cursor, high_water=high_water)
