"""Parsing what strangers wrote, in a child process under limits that it cannot lift.

Memory is capped by `RLIMIT_AS` (Linux; macOS accepts it but does not always hold it), processor
time by `RLIMIT_CPU`. Windows has neither: there the checks before parsing and the parent's
clock hold.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal, TypeVar

T = TypeVar("T")
_LEAVING_SECONDS = 5
_MEMORY_STATUS = Path("/proc/self/statm")

Limit = Literal["memory", "time", "crash"]


class LimitReached(Exception):
    """The child needed more memory or time than it is allowed, or died without a word."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(limit)
        self.limit = limit


def confined(work: Callable[..., T], *arguments: object, memory: int, seconds: int) -> T:
    """What `work` answers for these arguments, worked out in a child process.

    Args:
        work: a function of a module, which raises nothing but MemoryError: what it has to say
            of a bad file it answers.
        arguments: handed to it; they and the answer are pickled.
        memory: bytes over what the child needs to start.
        seconds: of processor time in the child, and of the parent's clock.

    Raises:
        LimitReached: it was stopped, or crashed.
    """
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(
        target=_work_for_parent, args=(sender, memory, seconds, work, arguments), daemon=True
    )
    child.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise LimitReached("time")
        answer = _answer(receiver)
        child.join(_LEAVING_SECONDS)
    finally:
        child.kill()
        child.join()
        exit_code = child.exitcode
        child.close()
        receiver.close()
    if answer is None:
        is_killed = exit_code is not None and exit_code < 0
        raise LimitReached("memory" if is_killed else "crash")
    if not answer:
        raise LimitReached("memory")
    result: T = answer[0]
    return result


def _answer(receiver: Connection) -> tuple[Any, ...] | None:
    """A tuple with the answer, an empty one when memory ran out; None when it died silently."""
    try:
        answer: tuple[Any, ...] = receiver.recv()
    except EOFError:
        return None
    return answer


def _work_for_parent(
    sender: Connection,
    memory: int,
    seconds: int,
    work: Callable[..., object],
    arguments: tuple[object, ...],
) -> None:
    _quiet_standard_error()
    _limit(memory, seconds)
    try:
        sender.send((work(*arguments),))
    except MemoryError:
        sender.send(())
    sender.close()


def _quiet_standard_error() -> None:
    """An allocation refused inside a parser prints and aborts: the parent tells it better."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _limit(memory: int, seconds: int) -> None:
    if sys.platform == "win32":
        return
    import resource  # the module does not exist on Windows

    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    with suppress(ValueError, OSError):
        allowed = _address_space() + memory
        resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))


def _address_space(status: Path = _MEMORY_STATUS) -> int:
    """Bytes of address space in use now; 0 where the system does not tell (macOS)."""
    if not status.exists():
        return 0
    return int(status.read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
