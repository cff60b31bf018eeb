"""Processes that do the arithmetic of many batches on all cores.

The library keeps the interpreter's lock while it computes (two threads take exactly twice the time
of one), so more cores need more processes. A blinding cannot leave the process that made it: each
lane is one process that keeps its own blindings until they are finalized. Processes are spawned,
never forked: the desktop has threads and windows. A frozen program must call
``multiprocessing.freeze_support()`` first thing in its main.
"""

import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context, parent_process
from typing import Final, Protocol

from sync.oprf.evaluation import ELEMENT_LENGTH, Blinding, OprfError, blind
from sync.oprf.tokens import TOKEN_LENGTH, Token, derive_token

SMALL_WORK: Final = 2_000
"""Inputs below which starting processes costs more than it saves."""


class Lane(Protocol):
    """Somewhere a batch is blinded and later turned into tokens."""

    def blind(self, batch: int, inputs: Sequence[bytes]) -> tuple[bytes, ...]:
        """Blind the inputs and remember the factors under the batch's number."""
        ...

    def finalize(
        self, batch: int, evaluations: Sequence[bytes], public_keys: Sequence[bytes]
    ) -> list[Token]:
        """Check and unblind one evaluation for each key-holder, forget the factors, join tokens.

        Raises:
            ProofRefused: with the position of the key-holder as its only argument.
            ElementRefused: likewise.
        """
        ...


class InlineLane:
    """A lane in the calling process, for small work and as the body of every process lane."""

    def __init__(self) -> None:
        self._blindings: dict[int, Blinding] = {}

    def blind(self, batch: int, inputs: Sequence[bytes]) -> tuple[bytes, ...]:
        """See ``Lane``."""
        blinding = blind(inputs)
        self._blindings[batch] = blinding
        return blinding.blinded

    def finalize(
        self, batch: int, evaluations: Sequence[bytes], public_keys: Sequence[bytes]
    ) -> list[Token]:
        """See ``Lane``."""
        blinding = self._blindings.pop(batch)
        outputs = []
        for position, key in enumerate(public_keys):
            try:
                outputs.append(blinding.finalize(evaluations[position], key))
            except OprfError as error:
                raise type(error)(position) from error
        return [derive_token(each) for each in zip(*outputs, strict=True)]


class ProcessLane:
    """A lane in a process of its own."""

    def __init__(self) -> None:
        self._executor = spawned_workers(1)

    def blind(self, batch: int, inputs: Sequence[bytes]) -> tuple[bytes, ...]:
        """See ``Lane``."""
        joined = self._executor.submit(_blind, batch, inputs).result()
        return tuple(_cut(joined, ELEMENT_LENGTH))

    def finalize(
        self, batch: int, evaluations: Sequence[bytes], public_keys: Sequence[bytes]
    ) -> list[Token]:
        """See ``Lane``."""
        joined = self._executor.submit(_finalize, batch, evaluations, public_keys).result()
        return [Token.from_bytes(each) for each in _cut(joined, TOKEN_LENGTH)]

    def close(self) -> None:
        """End the process; what it had not begun is dropped."""
        self._executor.shutdown(cancel_futures=True)


def spawned_workers(count: int) -> ProcessPoolExecutor:
    """Worker processes that end with the process that asked for them, even where it is killed.

    The library's own would wait for work for ever, with secret factors in their memory.
    """
    return ProcessPoolExecutor(count, get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    threading.Thread(target=_wait_for_the_end, name="end with parent", daemon=True).start()


def _wait_for_the_end() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def open_lanes(inputs: int) -> Iterator[list[Lane]]:
    """Give the lanes fit for a number of inputs: one inline, or a process for each core."""
    cores = os.cpu_count() or 1
    if inputs < SMALL_WORK or cores == 1:
        yield [InlineLane()]
        return
    with ExitStack() as stack:
        lanes: list[Lane] = []
        for _ in range(cores):
            lane = ProcessLane()
            stack.callback(lane.close)
            lanes.append(lane)
        yield lanes


_own_lane = InlineLane()


# One string of bytes crosses between processes faster than a thousand small objects.
def _blind(batch: int, inputs: Sequence[bytes]) -> bytes:
    return b"".join(_own_lane.blind(batch, inputs))


def _finalize(batch: int, evaluations: Sequence[bytes], public_keys: Sequence[bytes]) -> bytes:
    tokens = _own_lane.finalize(batch, evaluations, public_keys)
    return b"".join(token.to_bytes() for token in tokens)


def _cut(joined: bytes, length: int) -> Iterator[bytes]:
    for start in range(0, len(joined), length):
        yield joined[start : start + length]
