"""Obtains tokens for match keys from all key-holders, on all cores, in mixed batches.

Every question has the same size: the last batch is filled up with random texts, so that a
key-holder does not count the new people of a centre. The filling counts as questions too.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from threading import Event
from typing import Final, Self

import httpx

from sync.client.device import EnrolledDevice
from sync.client.errors import KeyHolderKeyChanged, KeyHolderUnreachable, NoKeyInUse, SyncStopped
from sync.client.exchange import Clock, Exchange, Question
from sync.client.pins import PinnedKeyHolder, check_key_set
from sync.client.progress import Progress, ShouldStop, ignore, never
from sync.oprf import MAX_BATCH, OprfError, Token
from sync.oprf.lanes import Lane, open_lanes
from sync.protocol.codec import encode
from sync.protocol.messages import BlindedBatch, EvaluatedBatch, KeySet
from sync.protocol.signing import utc_now

_BATCHES_A_LANE: Final = 2
"""While one batch of a lane travels, another is computed."""
_FILLING_LENGTH: Final = 32


class TokenClient:
    """Asks the key-holders of the network; they learn how many batches, never which keys."""

    def __init__(
        self,
        device: EnrolledDevice,
        *,
        transport: httpx.BaseTransport | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._holders = device.key_holders
        self._key_epochs = device.key_epochs
        self._are_keys_checked = False
        self._exchanges = tuple(
            Exchange(
                holder.url,
                device,
                unreachable=KeyHolderUnreachable,
                transport=transport,
                clock=clock,
            )
            for holder in device.key_holders
        )

    @property
    def key_epochs(self) -> tuple[int, ...]:
        """The key epochs in use, the oldest first.

        Raises:
            NoKeyInUse: none is.
        """
        if not self._key_epochs:
            raise NoKeyInUse(key_epoch=0)
        return self._key_epochs

    def close(self) -> None:
        """Close the connections."""
        for exchange in self._exchanges:
            exchange.close()

    def __enter__(self) -> Self:
        """Use as a context that closes."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def tokens(
        self,
        texts: Sequence[bytes],
        progress: Progress = ignore,
        should_stop: ShouldStop = never,
        *,
        key_epoch: int | None = None,
    ) -> dict[bytes, Token]:
        """Return the token of every distinct text: all of ``ask`` together."""
        found: dict[bytes, Token] = {}
        for part in self.ask(texts, progress, should_stop, key_epoch=key_epoch):
            found |= part
        return found

    def ask(
        self,
        texts: Sequence[bytes],
        progress: Progress = ignore,
        should_stop: ShouldStop = never,
        *,
        key_epoch: int | None = None,
    ) -> Iterator[dict[bytes, Token]]:
        """Give the tokens of all distinct texts, batch by batch as they come.

        A token depends on its text and the keys of one epoch alone: keep it, and ask only for
        texts not asked before. What was answered before a failure is given first: it was counted.

        Args:
            texts: match keys of all people together, 1 to 65,535 bytes each. They are mixed
                before they are cut into batches, so no batch is a person.
            progress: told ``"tokens"`` with texts done and texts in all; may raise to stop.
            should_stop: asked after every batch.
            key_epoch: which keys; the newest in use unless told.

        Raises:
            KeyHolderUnreachable: one did not answer.
            KeyHolderKeyChanged: one told or used another key than the pinned one.
            NoKeyInUse: this centre knows no keys of the epoch.
            RequestRefused: one refused, and why.
            SyncStopped: ``should_stop`` said so.
            sync.oprf.InputRefused: a text is empty or too long.
        """
        mixed = list(dict.fromkeys(texts))
        secrets.SystemRandom().shuffle(mixed)
        if not mixed:
            return
        questions = self._questions(key_epoch)
        with open_lanes(len(mixed)) as lanes, _Crew(len(lanes), len(self._exchanges)) as crew:
            asked = [
                crew.batches.submit(questions.ask, crew, lanes[number % len(lanes)], number, batch)
                for number, batch in enumerate(_cut(mixed))
            ]
            done = 0

            def told(found: dict[bytes, Token]) -> BaseException | None:
                nonlocal done
                done += len(found)
                return _tell(progress, should_stop, done, len(mixed))

            yield from _answered(asked, crew, told)

    def _questions(self, key_epoch: int | None) -> "_Questions":
        """The keys to ask with, once each key-holder has shown the same ones to this centre."""
        if key_epoch is None:
            key_epoch = self.key_epochs[-1]
        keys = tuple(holder.keys.get(key_epoch, b"") for holder in self._holders)
        if not all(keys):
            raise NoKeyInUse(key_epoch=key_epoch)
        if not self._are_keys_checked:
            for exchange, holder in zip(self._exchanges, self._holders, strict=True):
                _check_keys(exchange, holder)
            self._are_keys_checked = True
        return _Questions(self._exchanges, keys, key_epoch)


def _answered(
    asked: Sequence[Future[dict[bytes, Token]]],
    crew: "_Crew",
    told: Callable[[dict[bytes, Token]], BaseException | None],
) -> Iterator[dict[bytes, Token]]:
    """Give what each batch brings; after a failure what was under way, and then raise it."""
    failure: BaseException | None = None
    for future in as_completed(asked):
        if error := future.exception():
            failure = failure or error
        elif found := future.result():
            yield found
            stop = told(found)
            failure = failure or stop
        if failure is not None:
            crew.is_ending.set()
    if failure is not None:
        raise failure


class _Questions:
    """What every batch of one asking has in common: whom it asks, with which keys."""

    def __init__(
        self, exchanges: Sequence[Exchange], public_keys: Sequence[bytes], key_epoch: int
    ) -> None:
        self._exchanges = exchanges
        self._public_keys = public_keys
        self._key_epoch = key_epoch

    def ask(
        self, crew: "_Crew", lane: Lane, number: int, batch: Sequence[bytes]
    ) -> dict[bytes, Token]:
        """Return the batch's tokens; none when the asking is ending."""
        if crew.is_ending.is_set():
            return {}
        blinded = lane.blind(number, _filled(batch))
        body = encode(BlindedBatch(key_epoch=self._key_epoch, elements=blinded))
        question = Question("POST", "/evaluations", body)
        answers = crew.questions.map(
            lambda exchange: exchange.ask(question, EvaluatedBatch), self._exchanges
        )
        evaluations = []
        for exchange, key, answer in zip(self._exchanges, self._public_keys, answers, strict=True):
            if answer.public_key != key:
                raise KeyHolderKeyChanged(url=exchange.url)
            evaluations.append(answer.evaluation)
        try:
            tokens = lane.finalize(number, evaluations, self._public_keys)
        except OprfError as error:
            raise KeyHolderKeyChanged(url=self._exchanges[error.args[0]].url) from error
        return dict(zip(batch, tokens, strict=False))  # the filling's are dropped


class _Crew:
    """The threads that wait: some for lanes, some for key-holders. Leaving drops what waits."""

    def __init__(self, lanes: int, key_holders: int) -> None:
        batches = lanes * _BATCHES_A_LANE
        self.is_ending = Event()
        self.batches = ThreadPoolExecutor(batches, thread_name_prefix="token-batch")
        self.questions = ThreadPoolExecutor(
            batches * key_holders, thread_name_prefix="token-question"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.is_ending.set()
        self.batches.shutdown(cancel_futures=True)
        self.questions.shutdown(cancel_futures=True)


def _tell(
    progress: Progress, should_stop: ShouldStop, done: int, total: int
) -> BaseException | None:
    """Tell how far it is; returns what stops the work, so that running batches can end first."""
    try:
        progress("tokens", done, total)
    except Exception as error:  # noqa: BLE001 - whatever the caller stops with
        return error
    return SyncStopped() if should_stop() else None


def _check_keys(exchange: Exchange, pinned: PinnedKeyHolder) -> None:
    """Ask a key-holder itself for its keys; raises ``KeyHolderKeyChanged``."""
    check_key_set(pinned, exchange.ask(Question("GET", "/keys"), KeySet))


def _filled(batch: Sequence[bytes]) -> list[bytes]:
    """A batch of the one size, with random texts in the places left."""
    filling = range(MAX_BATCH - len(batch))
    return [*batch, *(secrets.token_bytes(_FILLING_LENGTH) for _ in filling)]


def _cut(mixed: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(mixed), MAX_BATCH):
        yield mixed[start : start + MAX_BATCH]
