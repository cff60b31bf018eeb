"""Periodic work: done at once, again and again, and never for the last time because it failed."""

from threading import Event

import pytest

from sync.serving.repeating import repeating


def test_work_is_done_before_the_block_and_repeated_until_its_end():
    done, often = [], Event()

    def work() -> None:
        done.append(len(done))
        if len(done) == 3:
            often.set()

    with repeating(work, 0.001):
        assert done
        assert often.wait(10)
    ended = len(done)
    assert len(done) == ended


def test_a_failure_is_logged_and_does_not_end_the_work(caplog: pytest.LogCaptureFixture):
    tried, again = [], Event()

    def work() -> None:
        tried.append(1)
        if len(tried) > 1:
            again.set()
        raise OSError("down")

    with repeating(work, 0.001):
        assert again.wait(10)
    assert "periodic work failed" in caplog.messages
