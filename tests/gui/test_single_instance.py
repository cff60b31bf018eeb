"""A second start brings the window that is there to the front."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.bootstrap.single_instance import SingleInstance, socket_name


@pytest.fixture
def first(tmp_path, dressed):
    made = SingleInstance(str(tmp_path / "s"), dressed)
    made.listen()
    made.show_vault(Path("/v/san-giuseppe.dapo"))
    yield made
    made.deleteLater()


def ask(qtbot, name: str, vault: str = "") -> str:
    """What a second start is told: another process, for Qt waits with Python's lock held."""
    program = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication; "
        "from app.bootstrap.single_instance import SingleInstance; QCoreApplication([]); "
        "vault = Path(sys.argv[2]) if sys.argv[2] else None; "
        "print(SingleInstance(sys.argv[1]).is_shown_elsewhere(vault))"
    )
    started = subprocess.Popen(
        [sys.executable, "-c", program, name, vault], stdout=subprocess.PIPE, text=True
    )
    qtbot.waitUntil(lambda: started.poll() is not None, timeout=30_000)
    return started.communicate()[0].strip()


def test_a_second_start_brings_the_window_of_that_file_or_of_any_to_the_front(
    qtbot, first, tmp_path
):
    shown = []
    first.shown.connect(lambda: shown.append(True))
    assert ask(qtbot, str(tmp_path / "s")) == "True"
    assert ask(qtbot, str(tmp_path / "s"), "/v/san-giuseppe.dapo") == "True"
    assert len(shown) == 2
    assert ask(qtbot, str(tmp_path / "s"), "/v/san-pio.dapo") == "False"
    assert len(shown) == 2


def test_the_first_start_finds_nobody(tmp_path):
    assert not SingleInstance(str(tmp_path / "s")).is_shown_elsewhere(None)


def test_a_socket_left_by_a_crash_is_replaced(tmp_path, dressed):
    (tmp_path / "s").write_bytes(b"")
    made = SingleInstance(str(tmp_path / "s"), dressed)
    made.listen()
    assert made._server.isListening()
    made.deleteLater()


def test_its_name_tells_nothing_and_is_the_same_at_each_start():
    assert socket_name() == socket_name()
    assert "settings" not in socket_name()
