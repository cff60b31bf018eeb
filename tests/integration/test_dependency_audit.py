"""The audit of what we lock: pip-audit itself, against a service that knows what we tell it."""

from contextlib import ExitStack

import pytest

from installer.audit import BROKEN, CANARY, FOUND, NOT_AUDITED, NOTHING_KNOWN, ask, audit, rounds
from installer.locked import LOCKS, Locked, read_lock
from tests.support.advisories import serving_advisories

WARNED = {(CANARY.name, CANARY.version): "TEST-0"}
HASH = "a" * 64


@pytest.fixture
def audited(tmp_path, capsys):
    """Audit a lock of these lines; the answer, and what was printed."""
    with ExitStack() as services:

        def run(*lines, known=WARNED, status=200):
            lock = tmp_path / "run.txt"
            lock.write_text("".join(f"{line} \\\n    --hash=sha256:{HASH}\n" for line in lines))
            url = services.enter_context(serving_advisories(known, status))
            options = ("--vulnerability-service=osv", f"--osv-url={url}")
            return audit([lock], [*options, f"--cache-dir={tmp_path}"]), capsys.readouterr().out

        yield run


def test_packages_of_which_nothing_is_known_pass(audited):
    answer, told = audited("alembic==1.20.1", "httpx==0.28.1")
    assert (answer, told) == (
        NOTHING_KNOWN,
        "2 packages of 1 locks asked for, 0 with vulnerabilities.\n",
    )


def test_a_vulnerable_package_is_named_even_if_only_another_system_installs_it(audited):
    known = WARNED | {("colorama", "0.4.6"): "TEST-1", ("six", "1.0"): "TEST-2"}
    lines = ("colorama==0.4.6 ; sys_platform == 'nowhere'", "six==1.0 ; python_version < '3'")
    answer, told = audited(*lines, "six==1.17.0 ; python_version >= '3'", known=known)
    assert answer == FOUND
    assert "colorama 0.4.6: TEST-1\nsix 1.0: TEST-2\n3 packages" in told


def test_an_audit_that_does_not_report_the_canary_is_broken(audited):
    answer, told = audited("alembic==1.20.1", known={})
    assert answer == BROKEN
    assert "broken: jinja2 2.4.1 was not reported" in told


def test_without_a_service_it_is_said_that_nothing_was_audited(audited):
    answer, told = audited("alembic==1.20.1", status=503)
    assert answer == NOT_AUDITED
    assert told.startswith("Not audited: no service tells of vulnerabilities here")


def test_a_package_that_cannot_be_asked_for_fails_the_audit(monkeypatch, tmp_path, capsys):
    """As when an index knows the canary, and one of ours only under another name."""
    from installer import audit as module

    def some(packages, _options):
        is_canary = list(packages) == [CANARY]
        return module.Answer(
            {(CANARY.name, CANARY.version): ("TEST-0",)} if is_canary else {},
            "" if is_canary else "passed over: ours",
        )

    monkeypatch.setattr(module, "ask", some)
    lock = tmp_path / "run.txt"
    lock.write_text(f"ours==1 \\\n    --hash=sha256:{HASH}\n")
    assert audit([lock], []) == FOUND
    assert "Not all of them: passed over: ours" in capsys.readouterr().out


def test_a_line_without_a_hash_is_not_asked_for_at_all(tmp_path):
    with serving_advisories(WARNED) as url:
        options = ["--vulnerability-service=osv", f"--osv-url={url}", f"--cache-dir={tmp_path}"]
        bare = Locked("alembic", "1.20.1", "", ())
        locked = Locked("httpx", "0.28.1", "", (HASH,))
        assert ask([bare, locked], options).complaint


def test_every_version_of_every_lock_is_asked_for_once():
    packages = [package for lock in LOCKS.glob("*.txt") for package in read_lock(lock)]
    asked = [(one.name, one.version) for each in rounds(packages) for one in each]
    assert len(asked) == len(set(asked))
    assert set(asked) == {(one.name, one.version) for one in packages}
    assert len(rounds(packages)) < 5
