"""The key file: made once, private, never half written, read again when it changes."""

import json
import logging
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sync.keyholder.__main__ import main as keyholder
from sync.keyholder.keys import (
    KeyEpochUnknown,
    KeyRing,
    RotationRefused,
    forget_ended,
    load_key_file,
    rotate,
)
from sync.oprf import KeyHolderKey
from sync.protocol.certificates import is_signed, key_set_statement
from sync.serving import key_file
from sync.serving.key_file import KeyFileDamaged, KeyFileUnsafe

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
BEGINS = date(2026, 12, 7)


def noon() -> datetime:
    return NOON


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keyholder.key"


@pytest.fixture
def ring(path: Path) -> KeyRing:
    return KeyRing(path, noon)


def test_the_first_key_is_that_of_epoch_1_and_used_at_once(path: Path, ring: KeyRing):
    key = ring.key_of(1, NOON)
    assert key.told.public_key == KeyHolderKey(key.seed).public_key
    assert key.told.ends is None
    assert path.stat().st_mode & 0o777 == 0o600
    again = KeyRing(path, noon)
    assert (again.identity_key, again.key_of(1, NOON)) == (ring.identity_key, key)


def test_the_key_set_is_signed_and_holds_no_secret(ring: KeyRing):
    told = ring.key_set()
    assert is_signed(key_set_statement(told.keys), told.signature, ring.identity_key)
    assert ring.key_of(1, NOON).seed not in b"".join(key.public_key for key in told.keys)


def test_a_rotation_adds_a_key_and_lets_the_old_one_end_a_month_later(path: Path, ring: KeyRing):
    first = ring.key_of(1, NOON)
    assert rotate(path, BEGINS, TODAY) == 2
    old, new = load_key_file(path, TODAY).keys
    assert (old.seed, new.key_epoch) == (first.seed.hex(), 2)
    assert (old.ends, new.begins, new.ends) == (BEGINS + timedelta(days=31), BEGINS, None)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_running_key_holder_takes_up_a_changed_file(path: Path, ring: KeyRing):
    rotate(path, BEGINS, TODAY)
    assert [key.key_epoch for key in ring.key_set().keys] == [1, 2]
    with pytest.raises(KeyEpochUnknown):
        ring.key_of(2, NOON)
    both = datetime(2026, 12, 8, tzinfo=UTC)
    assert ring.key_of(1, both).seed != ring.key_of(2, both).seed
    with pytest.raises(KeyEpochUnknown):
        ring.key_of(1, datetime(2027, 1, 9, tzinfo=UTC))


def test_clocks_may_differ_by_a_day_at_the_ends_of_an_epoch(path: Path, ring: KeyRing):
    rotate(path, BEGINS, TODAY)
    assert ring.key_of(2, datetime(2026, 12, 6, 1, tzinfo=UTC))
    assert ring.key_of(1, datetime(2027, 1, 7, 23, tzinfo=UTC))


@pytest.mark.usefixtures("ring")
def test_a_rotation_that_has_not_begun_is_moved_and_not_doubled(path: Path):
    rotate(path, BEGINS, TODAY)
    seed = load_key_file(path, TODAY).keys[1].seed
    assert rotate(path, BEGINS + timedelta(days=7), TODAY) == 2
    old, new = load_key_file(path, TODAY).keys
    assert (new.seed, new.begins) == (seed, BEGINS + timedelta(days=7))
    assert old.ends == BEGINS + timedelta(days=38)


@pytest.mark.usefixtures("ring")
def test_a_key_cannot_begin_in_the_past(path: Path):
    with pytest.raises(RotationRefused):
        rotate(path, TODAY - timedelta(days=1), TODAY)


def test_a_key_that_leaked_may_be_followed_at_once(path: Path, ring: KeyRing):
    rotate(path, TODAY, TODAY, overlap_days=0)
    assert ring.key_of(2, NOON)


def test_ended_keys_are_erased_from_the_file(path: Path, ring: KeyRing):
    first = ring.key_of(1, NOON)
    rotate(path, BEGINS, TODAY)
    assert forget_ended(path, BEGINS + timedelta(days=32)) == 0
    assert forget_ended(path, BEGINS + timedelta(days=33)) == 1
    assert first.seed.hex() not in path.read_text()
    assert rotate(path, date(2027, 12, 1), date(2027, 11, 1)) == 3
    assert [key.key_epoch for key in ring.key_set().keys] == [2, 3]


def test_the_bare_key_of_the_first_version_becomes_that_of_epoch_1(path: Path):
    path.touch(mode=0o600)
    path.write_text("ab" * 32 + "\n")
    ring = KeyRing(path, noon)
    assert ring.key_of(1, NOON).seed == bytes.fromhex("ab" * 32)
    assert json.loads(path.read_text())["format"] == 1
    assert path.stat().st_mode & 0o777 == 0o600
    assert KeyRing(path, noon).identity_key == ring.identity_key
    assert ring.identity.private_bytes_raw() != bytes.fromhex("ab" * 32)


@pytest.mark.usefixtures("ring")
@pytest.mark.parametrize("cut", ["fsync", "replace"])
def test_a_power_cut_while_rotating_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch, cut: str
):
    before = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError("power")

    with monkeypatch.context() as patched:
        if cut == "fsync":
            patched.setattr(key_file.os, "fsync", fail)
        else:
            patched.setattr(Path, "replace", fail)
        with pytest.raises(OSError, match="power"):
            rotate(path, BEGINS, TODAY)
    assert path.read_bytes() == before
    assert rotate(path, BEGINS, TODAY) == 2


@pytest.mark.posix("modes are POSIX")
@pytest.mark.usefixtures("ring")
def test_a_file_that_others_may_read_is_refused(path: Path):
    path.chmod(0o640)
    with pytest.raises(KeyFileUnsafe):
        KeyRing(path, noon)
    assert keyholder(["keys", "--key-file", str(path)]) == 1


def damaged(**changes: object) -> bytes:
    key = {"key_epoch": 1, "seed": "11" * 32, "begins": "2026-11-22", "ends": None}
    return json.dumps({"format": 1, "identity": "22" * 32, "keys": [key]} | changes).encode()


KEY = {"key_epoch": 1, "seed": "11" * 32, "begins": "2026-11-22"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xff",
        b"zz" * 32,
        damaged(format=2),
        damaged(identity="22"),
        damaged(keys=[]),
        damaged(keys=[KEY, KEY]),
        damaged(keys=[KEY | {"key_epoch": 0}]),
        damaged(keys=[KEY | {"key_epoch": 2}, KEY]),
        damaged(keys=[KEY | {"seed": "zz" * 32}]),
        damaged(keys=[KEY | {"begins": "soon"}]),
        damaged(more=1),
    ],
)
def test_a_file_that_holds_no_keys_is_refused(path: Path, content: bytes):
    path.touch(mode=0o600)
    path.write_bytes(content)
    with pytest.raises(KeyFileDamaged):
        KeyRing(path, noon)


def test_a_slip_in_the_file_does_not_stop_a_running_key_holder(
    path: Path, ring: KeyRing, caplog: pytest.LogCaptureFixture
):
    good = path.read_text()
    path.write_text("{ half")
    with caplog.at_level(logging.ERROR):
        assert ring.key_of(1, NOON)
        assert ring.key_of(1, NOON)
    assert caplog.messages == ["key file not read again: KeyFileDamaged"]
    path.write_text(good)
    path.unlink()
    assert ring.key_of(1, NOON)


def test_the_commands_tell_rotate_and_forget(path: Path, capsys: pytest.CaptureFixture[str]):
    file = ("--key-file", str(path))
    assert keyholder(["key", *file]) == 0
    identity = capsys.readouterr().out.strip()
    assert keyholder(["rotate", *file, "--begins", "2999-01-01"]) == 0
    first, second, third = capsys.readouterr().out.splitlines()
    assert first == f"identity {identity}"
    assert second.endswith(" until 2999-02-01")
    assert third.startswith("2 ")
    assert third.endswith(" from 2999-01-01")
    assert keyholder(["keys", *file]) == 0
    assert capsys.readouterr().out.splitlines() == [first, second, third]
    assert keyholder(["forget", *file]) == 0
    assert capsys.readouterr().out.splitlines() == [first, second, third]
    assert keyholder(["rotate", *file, "--begins", "2001-01-01"]) == 1
    assert "RotationRefused" in capsys.readouterr().err
