"""A fault of the program: its report is shown, and nothing is written before the person says so."""

import faulthandler
import subprocess
import sys
import threading

import pytest
from PySide6.QtWidgets import QFileDialog

from app.bootstrap.faults import Faults
from ui import messages
from ui.messages import FaultBox


@pytest.fixture
def faults(tmp_path, dressed):
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    made = Faults(tmp_path / "crashes", dressed)
    yield made
    made.end()
    sys.excepthook, threading.excepthook, sys.unraisablehook = before
    made.deleteLater()


@pytest.fixture
def boxes(dressed):
    def shown() -> list[FaultBox]:
        return [one for one in dressed.topLevelWidgets() if isinstance(one, FaultBox)]

    yield shown
    for box in shown():
        box.close()


def fault(name: str = "Abdel Rahman") -> Exception:
    with pytest.raises(KeyError) as caught:
        {}[name]
    return caught.value


@pytest.mark.usefixtures("caplog")
def test_an_error_nobody_caught_is_shown_before_it_is_written(faults, boxes, capsys, tmp_path):
    faults.watch()
    error = fault()
    sys.excepthook(type(error), error, error.__traceback__)
    (box,) = boxes()
    assert "KeyError" in box.report.toPlainText()
    assert "Abdel" not in box.report.toPlainText()
    assert "Abdel" not in "".join(capsys.readouterr())
    assert list(tmp_path.iterdir()) == []


def test_the_log_has_its_code_only(faults, boxes, caplog):
    faults.watch()
    error = fault()
    sys.excepthook(type(error), error, error.__traceback__)
    assert "Abdel" not in caplog.text
    assert "X-" in caplog.text
    assert boxes()


@pytest.mark.usefixtures("caplog")
def test_the_same_fault_is_told_once(faults, boxes):
    faults.watch()
    for _ in range(3):
        error = fault()
        sys.excepthook(type(error), error, error.__traceback__)
    assert len(boxes()) == 1


@pytest.mark.usefixtures("caplog")
def test_a_fault_of_another_thread_is_told_on_the_interface_s(qtbot, faults, boxes):
    faults.watch()
    thread = threading.Thread(target=lambda: divmod(1, 0))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(boxes()) == 1)


def test_ending_the_program_is_no_fault(faults, boxes):
    faults.watch()
    threading.excepthook(threading.ExceptHookArgs((SystemExit, SystemExit(), None, None)))
    with pytest.raises(SystemExit):
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert boxes() == []


def test_it_is_kept_where_the_person_says(boxes, tmp_path):
    messages.tell_native_fault("X\nFatal Python error: Aborted\n")
    (box,) = boxes()
    box.save.click()
    assert box.findChild(QFileDialog) is not None
    box.save_to(tmp_path / "resoconto.txt")
    assert "Aborted" in (tmp_path / "resoconto.txt").read_text("utf-8")
    assert not box.isVisible()


@pytest.mark.usefixtures("boxes")
def test_a_report_that_cannot_be_saved_stays_on_the_screen(monkeypatch, boxes, tmp_path):
    told = []
    monkeypatch.setattr(messages, "tell_failure", lambda _owner, error: told.append(error))
    messages.tell_native_fault("X")
    (box,) = boxes()
    box.save_to(tmp_path / "nowhere" / "resoconto.txt")
    assert isinstance(told[0], OSError)
    assert box.isVisible()


def test_not_saving_writes_nothing(boxes, tmp_path):
    messages.tell_native_fault("X")
    (box,) = boxes()
    box.leave.click()
    assert not box.isVisible()
    assert list(tmp_path.iterdir()) == []


def test_a_crash_below_python_is_told_at_the_next_start_and_its_note_is_gone(faults, tmp_path):
    program = "import faulthandler,sys; faulthandler.enable(open(sys.argv[1], 'w')); "
    program += "name = 'Abdel'; faulthandler._sigsegv()"
    (tmp_path / "crashes").mkdir()
    note = tmp_path / "crashes" / "1.txt"
    subprocess.run([sys.executable, "-c", program, str(note)], check=False)
    report = faults.watch_below()
    assert "Segmentation fault" in report
    assert "Abdel" not in report
    assert not note.exists()
    assert faulthandler.is_enabled()
    faults.end()
    assert list((tmp_path / "crashes").iterdir()) == []


def test_where_nothing_can_be_noted_the_program_starts_nonetheless(tmp_path, dressed):
    (tmp_path / "file").write_bytes(b"")
    assert Faults(tmp_path / "file", dressed).watch_below() == ""
