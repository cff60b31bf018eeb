"""Changes and queries: answers, failures, stale answers, cancelling, news."""

import threading

import pytest
from PySide6.QtCore import QObject, Signal
from shiboken6 import delete

from app.services.progress import Progress
from ui import messages
from ui.jobs import Change, ImmediateLanes, Query, ThreadLanes, news, use_lanes


class HeldLanes:
    """Keeps bodies until the test runs them."""

    def __init__(self) -> None:
        self.bodies = []

    def submit(self, lane, body) -> None:
        self.bodies.append((lane, body))

    def close(self) -> None:
        self.bodies.clear()


@pytest.fixture
def owner():
    return QObject()


def test_a_change_answers_and_announces_its_kinds_once(owner):
    heard, answers = [], []
    news().data_changed.connect(heard_by := lambda kinds, who: heard.append((kinds, who)))
    Change(owner, lambda: 7).touching("aid", "household").done(answers.append).run()
    news().data_changed.disconnect(heard_by)
    assert answers == [7]
    assert heard == [(frozenset({"aid", "household"}), owner)]


def test_a_failed_change_announces_nothing(owner):
    heard, failures = [], []
    news().data_changed.connect(heard_by := lambda *_: heard.append(1))

    def fail() -> None:
        raise ValueError("no")

    Change(owner, fail, {"aid"}).failed(failures.append).run()
    news().data_changed.disconnect(heard_by)
    assert [type(error) for error in failures] == [ValueError]
    assert heard == []


def test_a_failure_that_nobody_takes_is_told_to_the_person(owner, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "tell_failure", lambda _who, error: told.append(error))

    def fail() -> None:
        raise OSError("disk")

    Query(owner, fail).run()
    assert len(told) == 1


def test_an_answer_that_a_later_question_overtook_is_dropped(owner):
    held = HeldLanes()
    use_lanes(held)
    shown = []

    def ask(text: str) -> None:
        Query(owner, lambda: text).done(shown.append).run()

    ask("ro")
    ask("ros")
    for _, body in reversed(held.bodies):
        body()
    assert shown == ["ros"]


def test_two_different_questions_of_one_page_are_both_answered(owner):
    held = HeldLanes()
    use_lanes(held)
    shown = []
    Query(owner, lambda: "people").done(shown.append).run()
    Query(owner, lambda: "agenda").done(shown.append).run()
    for _, body in held.bodies:
        body()
    assert shown == ["people", "agenda"]


def test_nothing_is_answered_to_a_page_that_is_gone(owner):
    held = HeldLanes()
    use_lanes(held)
    shown = []
    Query(owner, lambda: 1).done(shown.append).run()
    delete(owner)
    held.bodies[0][1]()
    assert shown == []


def test_long_work_tells_its_steps_and_stops_when_asked(owner):
    steps, ends = [], []

    def body(progress: Progress) -> str:
        for done in range(1, 4):
            progress("send", done, 3)
            job.cancel()
        return "sent"

    job = Change.long(owner, body).progress(lambda *step: steps.append(step))
    job.done(ends.append).cancelled(lambda: ends.append("stopped")).run()
    assert steps == [("send", 1, 3)]
    assert ends == ["stopped"]


def test_changes_run_in_their_order_on_one_thread_that_is_not_the_interface(owner, qtbot):
    lanes = ThreadLanes()
    use_lanes(lanes)
    seen = []

    class Waiter(QObject):
        done = Signal()

    waiter = Waiter()

    def body(number: int) -> None:
        seen.append((number, threading.current_thread().name))

    with qtbot.waitSignal(waiter.done):
        for number in range(5):
            Change(owner, lambda number=number: body(number)).run()
        Change(owner, lambda: None).done(lambda _: waiter.done.emit()).run()
    lanes.close()
    assert [number for number, _ in seen] == list(range(5))
    assert len({name for _, name in seen}) == 1
    assert seen[0][1] != threading.main_thread().name


def test_answers_arrive_on_the_thread_of_the_interface(owner, qtbot):
    lanes = ThreadLanes()
    use_lanes(lanes)
    arrived = []

    class Waiter(QObject):
        done = Signal()

    waiter = Waiter()

    def answer(_: object) -> None:
        arrived.append(threading.current_thread())
        waiter.done.emit()

    with qtbot.waitSignal(waiter.done):
        Query(owner, lambda: 1).done(answer).run()
    lanes.close()
    assert arrived == [threading.main_thread()]


def test_twenty_thousand_python_signals_are_delivered():
    class Sender(QObject):
        sent = Signal(int)
        flag = Signal(bool)

    sender = Sender()
    got = []
    sender.sent.connect(got.append)
    sender.flag.connect(got.append)
    for number in range(10_000):
        sender.sent.emit(number)
        sender.flag.emit(number % 2 == 0)
    assert len(got) == 20_000


def test_immediate_lanes_have_nothing_to_close():
    assert ImmediateLanes().close() is None
