"""The servers as people start them: as processes, by their commands."""

import json
import logging
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.client import EnrolledDevice, RegisterClient, TokenClient, enrol
from sync.keyholder.__main__ import main as keyholder
from sync.register import audit
from sync.register.__main__ import main as register
from sync.register.database import open_database, read_epoch, reading
from sync.serving.key_file import KeyFileDamaged, KeyFileUnsafe, load_or_create_key
from tests.support.network import free_socket

KEY = "11" * 32


@pytest.fixture(autouse=True)
def _log_of_the_tests() -> Iterator[None]:
    """A command that serves writes the log of its whole process: ours is put back after it."""
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    yield
    root.setLevel(level)
    root.handlers[:] = handlers


class Started:
    """A server in a process of its own."""

    def __init__(self, module: str, *options: str, port: str = "0") -> None:
        command = [sys.executable, "-m", module, "serve", "--port", port, *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.url = json.loads(self.process.stdout.readline())["listening"]

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate()


@pytest.mark.slow
def test_a_network_is_started_and_minded_by_commands(tmp_path: Path, capsys):
    register_key, database = str(tmp_path / "register.key"), str(tmp_path / "register.db")
    started = []

    def told(*words: str) -> str:
        assert register([words[0], "--database", database, *words[1:]]) == 0
        return capsys.readouterr().out.rstrip("\n")

    def refused(*words: str) -> str:
        assert register([words[0], "--database", database, *words[1:]]) == 1
        return capsys.readouterr().err

    try:
        started += start_network(tmp_path, register_key, database, capsys)
        code = told("invite", "--centre", "Sacra Famiglia", "--people", "10")
        device = confirmed(enrol(started[1].url, code), told)
        with TokenClient(device) as client:
            assert len(client.tokens([b"C1|a", b"C1|b"])) == 2
        with RegisterClient(device) as client:
            assert client.network().centres[0].name == "Sacra Famiglia"
        name = device.device.hex()
        assert "DeviceNotWaiting" in refused("confirm", name)
        told("allow", name, "--people", "100")
        told("revoke", name)
        assert "DeviceUnknown" in refused("revoke", "00" * 16)
        head = told("audit", "head")
        assert head.startswith("5:")
        assert told("audit", "verify") == told("audit", "verify", "--head", head) == head
        longer = head.replace("5:", "6:")
        assert "line 6 cut" in refused("audit", "verify", "--head", longer)
    finally:
        for server in started:
            server.stop()


def start_network(folder: Path, register_key: str, database: str, capsys) -> list[Started]:
    """Start a key-holder and a register that know each other."""
    holder_key = str(folder / "holder.key")
    assert register(["key", "--key-file", register_key]) == 0
    assert keyholder(["key", "--key-file", holder_key]) == 0
    public_register, public_holder = capsys.readouterr().out.split()
    with free_socket() as bound:
        port = str(bound.getsockname()[1])
    trust = ("--register-key", public_register, "--register-url", f"http://127.0.0.1:{port}")
    quotas = ("--quota-file", str(folder / "holder.db"))
    holder = Started("sync.keyholder", "--key-file", holder_key, *trust, *quotas)
    options = ("--key-file", register_key, "--database", database)
    pinned = ("--key-holder", f"{holder.url}#{public_holder}")
    return [holder, Started("sync.register", *options, *pinned, port=port)]


def confirmed(device: EnrolledDevice, told) -> EnrolledDevice:
    """Confirm a device as who reads its digits on the telephone does."""
    name, state, digits, *_ = told("devices").split("\t")
    assert (name, state, digits) == (device.device.hex(), "waiting", device.check_text)
    told("confirm", name)
    with RegisterClient(device) as client:
        return device.renewed(client.network())


@pytest.mark.parametrize("people", ["-1", "many"])
def test_no_people_are_no_allowance(capsys, people):
    with pytest.raises(SystemExit):
        register(["invite", "--centre", "Sacra Famiglia", "--people", people])
    assert "--people" in capsys.readouterr().err


@pytest.mark.parametrize("main", [register, keyholder], ids=["register", "keyholder"])
def test_a_damaged_key_file_is_refused(tmp_path, capsys, main):
    path = tmp_path / "server.key"
    path.touch(mode=0o600)
    assert main(["key", "--key-file", str(path)]) == 1
    assert "KeyFileDamaged" in capsys.readouterr().err


@pytest.mark.usefixtures("caplog")
def test_an_address_in_use_is_refused(tmp_path, capsys, monkeypatch):
    def refuse(*_):
        raise OSError("in use")

    monkeypatch.setattr("sync.keyholder.__main__.listen", refuse)
    monkeypatch.setattr("sync.register.__main__.listen", refuse)
    key = ["--key-file", str(tmp_path / "holder.key")]
    trust = ["--register-key", KEY, "--register-url", "http://127.0.0.1:9"]
    quotas = ["--quota-file", str(tmp_path / "holder.db")]
    assert keyholder(["serve", *key, *trust, *quotas, "--workers", "0"]) == 1
    database = ["--database", str(tmp_path / "register.db")]
    key = ["--key-file", str(tmp_path / "register.key")]
    assert register(["serve", *key, *database, "--key-holder", f"http://a.test#{KEY}"]) == 1
    assert capsys.readouterr().err.count("in use") == 2


@pytest.mark.parametrize(
    "holder", ["http://a.test", f"ftp://a.test#{KEY}", "http://a.test#11", "#"]
)
def test_a_key_holder_without_its_key_is_refused(capsys, holder):
    with pytest.raises(SystemExit):
        register(["serve", "--key-holder", holder])
    assert "--key-holder" in capsys.readouterr().err


@pytest.mark.usefixtures("caplog")
def test_options_come_from_the_environment_too(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr("sync.register.__main__.listen", lambda *each: seen.append(each))
    monkeypatch.setenv("DAPO_REGISTER_DATABASE", str(tmp_path / "register.db"))
    monkeypatch.setenv("DAPO_REGISTER_KEY_FILE", str(tmp_path / "register.key"))
    monkeypatch.setenv("DAPO_REGISTER_PORT", "0")
    monkeypatch.setenv("DAPO_REGISTER_KEY_HOLDER", f"http://a.test#{KEY} http://b.test#{KEY}")
    assert register(["serve"]) == 0
    ((application, endpoint, _),) = seen
    assert (endpoint.host, endpoint.port) == ("127.0.0.1", 0)
    assert len(application.state.register.key_holders) == 2
    application.state.register.engine.dispose()


@pytest.mark.posix("modes are POSIX")
def test_a_key_that_others_may_read_is_refused(tmp_path):
    path = tmp_path / "server.key"
    key = load_or_create_key(path)
    assert load_or_create_key(path) == key
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o640)
    with pytest.raises(KeyFileUnsafe):
        load_or_create_key(path)


@pytest.mark.parametrize("content", [b"", b"zz" * 32, b"11" * 31, b"\xff" * 64])
def test_a_file_that_is_no_key_is_refused(tmp_path, content):
    path = tmp_path / "server.key"
    path.touch(mode=0o600)
    path.write_bytes(content)
    with pytest.raises(KeyFileDamaged):
        load_or_create_key(path)


def test_the_administrator_tells_the_register_that_it_was_put_back(tmp_path):
    database = tmp_path / "register.db"
    epochs = []
    for _ in range(2):
        engine = open_database(str(database))
        with reading(engine) as connection:
            epochs.append(read_epoch(connection))
            told = [line.action for line in audit.read_lines(connection, limit=1)]
        engine.dispose()
        assert register(["restored", "--database", str(database)]) == 0
    assert epochs[0] != epochs[1]
    assert told == ["restored"]
