"""Qt for Python as installed: one of its releases aborts on Python 3.11 after some 500 signals."""

import pytest
from PySide6.QtCore import QObject, Signal


class Bell(QObject):
    rung = Signal(bool)


@pytest.mark.usefixtures("qapp")
def test_twenty_thousand_signals_all_arrive():
    bell = Bell()
    heard: list[bool] = []
    bell.rung.connect(heard.append)
    for number in range(20_000):
        bell.rung.emit(number % 2 == 0)
    assert len(heard) == 20_000
    assert sum(heard) == 10_000
