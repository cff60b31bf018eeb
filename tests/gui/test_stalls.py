"""The watch that measures how long a key would have waited."""

import time

import pytest

from tests.support.stalls import StallWatch


@pytest.mark.usefixtures("qapp")
def test_what_blocks_the_loop_is_measured():
    done = []

    def block() -> None:
        ends = time.perf_counter() + 0.08
        while time.perf_counter() < ends:
            pass
        done.append(True)

    assert StallWatch(quiet_seconds=0.0).longest(block, lambda: bool(done)) >= 80
