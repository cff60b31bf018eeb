"""The set-up refuses what would tie the project to one machine."""

import pytest

import dev


@pytest.fixture
def requirements(tmp_path, monkeypatch):
    monkeypatch.setattr(dev, "REQUIREMENTS", tmp_path)
    return tmp_path


def compiler_that_writes(text):
    def run(*command, **_settings):
        command[-1].write_text(text, encoding="utf-8")
        return 0

    return run


PINNED = "alembic==1.20.1 \\\n    --hash=sha256:00\n    # via dapo (pyproject.toml)\n"


def test_a_clean_lock_is_written(requirements, monkeypatch):
    monkeypatch.setattr(dev, "run", compiler_that_writes(PINNED))
    target = requirements / "run.txt"
    assert dev.compile_lock(target, [], [])
    assert target.read_text(encoding="utf-8") == PINNED


@pytest.mark.parametrize(
    "line",
    ["--some-option x\n", "thing @ file:///tmp/thing\n", "    # from https://example.invalid/\n"],
)
def test_a_lock_that_names_a_place_is_refused_and_the_old_one_kept(requirements, monkeypatch, line):
    monkeypatch.setattr(dev, "run", compiler_that_writes(line + PINNED))
    target = requirements / "run.txt"
    target.write_text(PINNED, encoding="utf-8")
    assert not dev.compile_lock(target, [], [])
    assert target.read_text(encoding="utf-8") == PINNED


def test_an_environment_is_asked_for_again_when_the_lock_changes(requirements):
    lock = requirements / "x.txt"
    lock.write_text(PINNED, encoding="utf-8")
    environment = dev.Environment(str(requirements / "env"), "x.txt")
    before = environment.fingerprint()
    lock.write_text(PINNED.replace("1.20.1", "1.20.2"), encoding="utf-8")
    assert environment.fingerprint() != before
