"""Obtains tokens for match keys from all key-holders, on all cores, in mixed batches."""

import secrets
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Final, Self

import httpx

from sync.client.device import EnrolledDevice
from sync.client.errors import KeyHolderKeyChanged, KeyHolderUnreachable, SyncStopped
from sync.client.exchange import Clock, Exchange, Question
from sync.client.progress import Progress, ShouldStop, ignore, never
from sync.oprf import MAX_BATCH, OprfError, Token
from sync.oprf.lanes import Lane, open_lanes
from sync.protocol.codec import encode
from sync.protocol.messages import BlindedBatch, EvaluatedBatch
from sync.protocol.signing import utc_now

_BATCHES_A_LANE: Final = 2
"""While one batch of a lane travels, another is computed."""


class TokenClient:
    """Asks the key-holders of the network; they learn how many keys, never which."""

    def __init__(
        self,
        device: EnrolledDevice,
        *,
        transport: httpx.BaseTransport | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._public_keys = tuple(holder.public_key for holder in device.key_holders)
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
    ) -> dict[bytes, Token]:
        """Return the token of every distinct text.

        A token depends on its text and the network's keys alone: keep it (``Token.to_bytes``)
        and ask only for texts not asked before.

        Args:
            texts: match keys of all people together, 1 to 65,535 bytes each. They are mixed
                before they are cut into batches, so no batch is a person.
            progress: told ``"tokens"`` with texts done and texts in all; may raise to stop.
            should_stop: asked after every batch.

        Raises:
            KeyHolderUnreachable: one did not answer; what was done is lost.
            KeyHolderKeyChanged: one used another key than the pinned one. Nothing made with it
                may be used.
            SyncStopped: ``should_stop`` said so.
            sync.oprf.InputRefused: a text is empty or too long.
        """
        mixed = list(dict.fromkeys(texts))
        secrets.SystemRandom().shuffle(mixed)
        found: dict[bytes, Token] = {}
        with open_lanes(len(mixed)) as lanes, _Crew(len(lanes), len(self._exchanges)) as crew:
            asked = [
                crew.batches.submit(self._ask, crew, lanes[number % len(lanes)], number, batch)
                for number, batch in enumerate(_cut(mixed))
            ]
            for future in as_completed(asked):
                found |= future.result()
                progress("tokens", len(found), len(mixed))
                if should_stop():
                    raise SyncStopped
        return found

    def _ask(
        self, crew: "_Crew", lane: Lane, number: int, batch: Sequence[bytes]
    ) -> dict[bytes, Token]:
        blinded = lane.blind(number, batch)
        question = Question("POST", "/evaluations", encode(BlindedBatch(elements=blinded)))
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
        return dict(zip(batch, tokens, strict=True))


class _Crew:
    """The threads that wait: some for lanes, some for key-holders. Leaving drops what waits."""

    def __init__(self, lanes: int, key_holders: int) -> None:
        batches = lanes * _BATCHES_A_LANE
        self.batches = ThreadPoolExecutor(batches, thread_name_prefix="token-batch")
        self.questions = ThreadPoolExecutor(
            batches * key_holders, thread_name_prefix="token-question"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.batches.shutdown(cancel_futures=True)
        self.questions.shutdown(cancel_futures=True)


def _cut(mixed: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(mixed), MAX_BATCH):
        yield mixed[start : start + MAX_BATCH]
