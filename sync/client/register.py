"""The register, seen from a centre."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, Self, TypeAlias

import httpx
import msgspec

from sync.client.device import EnrolledDevice
from sync.client.errors import (
    ReceiptForged,
    RegisterEpochChanged,
    RegisterUnreachable,
)
from sync.client.exchange import Clock, Exchange, Question
from sync.client.progress import Progress, ignore
from sync.protocol.certificates import is_signed, receipt_statement
from sync.protocol.codec import decode, encode, encode_json
from sync.protocol.limits import MAX_ADDRESSES
from sync.protocol.messages import (
    AidPage,
    AidQuery,
    EntryPage,
    ForeignAid,
    Heads,
    LogHead,
    Network,
    NetworkMonth,
    NetworkMonths,
    OwnRow,
    OwnRowsPage,
    OwnRowsQuery,
    Push,
    Receipt,
    Reconciling,
    RegisterEpoch,
    Return,
    Returned,
    Succeeded,
    Succession,
)
from sync.protocol.signing import utc_now
from sync.protocol.succession import succession_statement

_JSON = "application/json"

OwnPart: TypeAlias = Literal["entries", "aid", "farewells"]


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
        """Return centres, agreement, key-holders, and a fresh certificate: see ``renewed``.

        Its epoch may be another than the device's: then compare the rows before anything else.
        """
        return self._exchange.ask(Question("GET", "/network"), Network)

    def speak_as(self, device: EnrolledDevice) -> None:
        """Speak from now on as another device of the centre."""
        self._device = device
        self._exchange.speak_as(device)

    def succeed(self, heir: EnrolledDevice) -> EnrolledDevice:
        """Hand over to the device that follows this one: the one is shut out, the other let in.

        Returns:
            The heir with its certificate; this client speaks as it from now on.

        Raises:
            DeviceRevoked: this device was shut out, perhaps by an earlier try whose answer was
                lost: then the heir is let in already.
        """
        public_key = heir.signing_key.public_key().public_bytes_raw()
        proof = heir.signing_key.sign(succession_statement(self._device.device, public_key))
        asked = encode(Succession(public_key=public_key, proof=proof))
        answer = self._exchange.ask(Question("POST", "/devices/successor", asked), Succeeded)
        following = msgspec.structs.replace(heir, certificate=answer.certificate)
        self.speak_as(following)
        return following

    def tell_heads(self, heads: Heads) -> LogHead:
        """Tell how far this centre's vault has come, and learn how far the register's log has."""
        return self._exchange.ask(Question("POST", "/heads", encode(heads)), LogHead)

    def take_epoch(self, epoch: bytes) -> None:
        """Speak from now on with the register as it is called since it was put back."""
        self._device = msgspec.structs.replace(self._device, epoch=epoch)

    def prove_restore(self, receipt: Receipt) -> RegisterEpoch:
        """Show a receipt the register may have forgotten; if so it takes a new epoch."""
        question = Question("POST", "/restores", encode(receipt))
        return self._exchange.ask(question, RegisterEpoch)

    def reconciling(self, *, is_done: bool) -> None:
        """Say that this centre compares its rows with its vault, or that they are what it wants.

        Until it is done other centres see none of them.
        """
        message = Reconciling(epoch=self._device.epoch, is_done=is_done)
        self._exchange.ask(Question("POST", "/reconciliations", encode(message)), Reconciling)

    def own_rows(self, part: OwnPart, progress: Progress = ignore) -> Iterator[OwnRow]:
        """Read the names of what the register has of this centre: see ``OwnRowsPage``.

        Args:
            part: ``"entries"`` (those that stand), ``"aid"`` or ``"farewells"``.
            progress: told ``"own_rows"`` with how many were read; how many there are is not known.
        """
        count, after = 0, b""
        while True:
            query = encode(OwnRowsQuery(part=part, after=after))
            page = self._exchange.ask(Question("POST", "/own-rows", query), OwnRowsPage)
            yield from page.rows
            count += len(page.rows)
            progress("own_rows", count, count)
            if page.is_last:
                return
            after = page.rows[-1].name

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
        is_for_it = (receipt.device, receipt.sequence, receipt.digest) == (
            self._device.device,
            sequence,
            sha256(body).digest(),
        )
        statement = receipt_statement(receipt)
        if not is_for_it or not is_signed(statement, receipt.signature, self._device.register_key):
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
        """Read the bundles at addresses that changed after ``since``, asked in their own order.

        Addresses are uniformly random: sorted, they tell nothing of whose they are, and the same
        ones always make the same questions.

        An address never asked before is asked with ``since`` 0: its aid may be older than the
        cursor of the others.
        """
        mixed = sorted(set(addresses))
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

    def send_return(self, counted: Return) -> Returned:
        """Send a month's counts; sending them again is safe, those that know less are not kept."""
        question = Question("POST", "/returns", encode_json(counted), _JSON)
        return self._exchange.ask(question, Returned)

    def network_months(self) -> tuple[str, ...]:
        """Return the months whose counts are published, newest first."""
        return self._exchange.ask(Question("GET", "/statistics"), NetworkMonths).months

    def network_month(self, month: str) -> NetworkMonth:
        """Return the network's counts of a published month ("2026-11")."""
        return self._exchange.ask(Question("GET", f"/statistics/{month}"), NetworkMonth)

    def _check_epoch(self, epoch: bytes, cursor: int, high_water: int) -> None:
        if epoch != self._device.epoch or high_water < cursor:
            raise RegisterEpochChanged(cursor=cursor, high_water=high_water)
