"""An interrupt that Python drops is heeded all the same."""

import signal
import sys
from collections.abc import Iterator
from weakref import ref

import pytest

from app.cli.demo_run import Interrupts


class Thing:
    """Something to be collected."""


@pytest.fixture
def interrupts() -> Iterator[Interrupts]:
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    made = Interrupts()
    made.hear()
    yield made
    for each, handler in before.items():
        signal.signal(each, handler)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_is_raised_where_it_comes(interrupts: Interrupts, how: signal.Signals) -> None:
    interrupts.heed()
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(how)


def test_one_that_comes_while_something_is_collected_is_raised_when_it_is_asked_for(
    interrupts: Interrupts, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped = []
    monkeypatch.setattr(sys, "unraisablehook", lambda told: dropped.append(told.exc_type))
    thing = Thing()
    watching = ref(thing, lambda _: signal.raise_signal(signal.SIGINT))
    del thing
    assert watching() is None
    assert dropped == [KeyboardInterrupt]
    with pytest.raises(KeyboardInterrupt):
        interrupts.heed()
