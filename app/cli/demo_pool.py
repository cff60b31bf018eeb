"""Two centres at work at once, each in a process of its own, ended with the demo come what may."""

import multiprocessing
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import Any, Self, TypeVar

from app.cli.console import Console
from app.cli.demo_centres import CentreTask, Refused, attempt

WORKERS = 2
"""The key-holders need processors too."""

Answer = TypeVar("Answer")


class Pool:
    """`with Pool(console) as pool: answers = pool.each(work, calls)`."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._pool = ProcessPoolExecutor(
            WORKERS,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_leave_interrupts_to_the_parent,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._pool.shutdown()
            return
        self._pool.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            child.terminate()

    def each(
        self, work: Callable[..., Answer], calls: Sequence[tuple[Any, ...]]
    ) -> dict[CentreTask, Answer]:
        """Do `work(*call)` for each call; answers by the call's task, in the order of the calls.

        A centre whose work is refused is told and left out: the others go on.
        """
        language = self._console.language
        futures = {self._pool.submit(attempt, language, work, *call): call[0] for call in calls}
        answers: dict[CentreTask, Answer] = {}
        for future in as_completed(futures):
            task, answer = futures[future], future.result()
            if isinstance(answer, Refused):
                self._console.complain(f"{task.register.name}: {answer.told}", answer.code)
            else:
                answers[task] = answer
                self._console.line(" ·", work.__name__, task.register.name)
        return {call[0]: answers[call[0]] for call in calls if call[0] in answers}


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
