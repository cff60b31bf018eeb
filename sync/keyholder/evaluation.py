"""Evaluates batches on all cores, each batch whole on one of them (its proof covers all of it)."""

import os
from collections.abc import Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import lru_cache
from typing import Final

from sync.oprf import KeyHolderKey
from sync.oprf.lanes import spawned_workers

SMALL_BATCH: Final = 64
"""Elements below which handing a batch to another process costs more than computing it."""


class Evaluating:
    """The processes that compute: one a core unless told; with none, a thread of this process.

    Even one is better than none: the library keeps the interpreter's lock while it computes, and
    whoever serves requests in the same process waits for it.
    """

    def __init__(self, workers: int | None = None) -> None:
        count = (os.cpu_count() or 1) if workers is None else workers
        self._inline = ThreadPoolExecutor(max_workers=1)
        self._executor: Executor = self._inline
        if count:
            self._executor = spawned_workers(count)

    def blind_evaluate(self, seed: bytes, elements: Sequence[bytes]) -> bytes:
        """Evaluate a batch with proof; raises what ``KeyHolderKey.blind_evaluate`` raises."""
        executor = self._inline if len(elements) < SMALL_BATCH else self._executor
        return executor.submit(_evaluate, seed, elements).result()

    def close(self) -> None:
        """End the workers."""
        self._inline.shutdown(cancel_futures=True)
        self._executor.shutdown(cancel_futures=True)


_key = lru_cache(maxsize=8)(KeyHolderKey)
"""Deriving a key costs as much as evaluating an element: each process does it once a key."""


def _evaluate(seed: bytes, elements: Sequence[bytes]) -> bytes:
    return _key(seed).blind_evaluate(elements)
