"""A report of a fault tells kinds, places and versions, and nothing that somebody wrote."""

from importlib.metadata import PackageNotFoundError

import pytest

from app.services.fault_report import fault_code, fault_report, native_report
from resources import VERSION

NATIVE = r"""Fatal Python error: Segmentation fault

Current thread 0x00007f (most recent call first):
  File "/home/anna.bianchi/dapo/ui/pages/search_page.py", line 71 in _show
  File "C:\Users\Anna\dapo\app\__main__.py", line 3 in main
Extension modules: PySide6 (total: 1)
"""


def broken(name: str) -> None:
    try:
        int(name)
    except ValueError as error:
        raise KeyError({"surname": name}) from error


@pytest.fixture
def fault() -> Exception:
    with pytest.raises(KeyError) as caught:
        broken("Abdel Rahman")
    return caught.value


def test_it_tells_where_and_of_which_kind_and_nothing_that_was_written(fault):
    told = fault_report(fault)
    assert "builtins.KeyError" in told
    assert "< builtins.ValueError" in told
    assert f"{__name__}:" in told
    assert "broken" in told
    assert "Abdel" not in told
    assert "/" not in told.replace(" / ", "")


def test_it_names_the_versions_and_the_code_read_on_the_phone(fault):
    told = fault_report(fault)
    assert told.startswith(fault_code(fault))
    assert "\ndapo " in told
    assert "Python 3." in told


def test_faults_in_a_group_are_all_told():
    told = fault_report(ExceptionGroup("Anna", [ValueError("Anna"), OSError("Anna")]))
    assert "ValueError" in told
    assert "OSError" in told
    assert "Anna" not in told


def test_a_fault_that_goes_round_in_a_circle_or_without_end_is_cut():
    one, other = ValueError(), TypeError()
    one.__cause__, other.__cause__ = other, one
    assert fault_report(one).count("Error") == 2
    many = ExceptionGroup("", [OSError(number) for number in range(50)])
    assert fault_report(many).count("OSError") < 10


def test_a_crash_below_python_is_told_without_the_folders_of_who_uses_the_pc():
    told = native_report(NATIVE)
    assert "Fatal Python error: Segmentation fault" in told
    assert "pages/search_page.py:71 _show" in told
    assert "app/__main__.py:3 main" in told
    assert "nna" not in told


def test_what_is_no_crash_has_no_report():
    assert native_report("") == ""
    assert native_report("Rossi Maria\n") == ""


def test_the_version_of_the_program_is_told_where_no_package_tells_it(monkeypatch, fault):
    def nobody(package: str) -> str:
        raise PackageNotFoundError(package)

    monkeypatch.setattr("importlib.metadata.version", nobody)
    told = fault_report(fault)
    assert f"\ndapo {VERSION}\n" in f"\n{told}"
    assert "SQLAlchemy ?" in told


def test_a_package_that_is_not_installed_has_no_version(monkeypatch, fault):
    monkeypatch.setattr("app.services.fault_report._PACKAGES", ("nobody-wrote-this",))
    assert "nobody-wrote-this ?" in fault_report(fault)
