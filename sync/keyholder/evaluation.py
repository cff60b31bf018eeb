"""Evaluates batches on all cores, each batch whole on one of them (its proof covers all of it)."""

import os
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from typing import Final

from sync.oprf import KeyHolderKey

SMALL_BATCH: Final = 64
"""Elements below which handing a batch to another process costs more than computing it."""


class Evaluating:
    """One key and the processes that compute with it; with one worker, a thread is enough."""

    def __init__(self, seed: bytes, workers: int | None = None) -> None:
        self._key = KeyHolderKey(seed)
        self.public_key = self._key.public_key
        count = workers or os.cpu_count() or 1
        self._inline = ThreadPoolExecutor(max_workers=1)
        self._executor: Executor = self._inline
        if count > 1:
            self._executor = ProcessPoolExecutor(
                max_workers=count,
                mp_context=get_context("spawn"),
                initializer=_take_key,
                initargs=(seed,),
            )

    def blind_evaluate(self, elements: Sequence[bytes]) -> bytes:
        """Evaluate a batch with proof; raises what ``KeyHolderKey.blind_evaluate`` raises."""
        if self._executor is self._inline or len(elements) < SMALL_BATCH:
            return self._inline.submit(self._key.blind_evaluate, elements).result()
        return self._executor.submit(_evaluate, elements).result()

    def close(self) -> None:
        """End the workers."""
        self._inline.shutdown(cancel_futures=True)
        self._executor.shutdown(cancel_futures=True)


_worker_keys: list[KeyHolderKey] = []


def _take_key(seed: bytes) -> None:
    _worker_keys.append(KeyHolderKey(seed))


def _evaluate(elements: Sequence[bytes]) -> bytes:
    return _worker_keys[0].blind_evaluate(elements)
