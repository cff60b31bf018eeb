"""The demo's servers start together and end together."""

from pathlib import Path

import httpx
import pytest

from app.cli import demo_servers
from app.cli.demo_servers import DemoNetwork, ServerDidNotStart


def test_servers_answer_while_the_block_lasts_and_not_after(tmp_path: Path):
    with DemoNetwork(tmp_path) as network:
        network.start()
        assert httpx.get(network.url).status_code < 500
        assert network.invite("San Carlo", 10) != network.invite("San Carlo", 10)
    with pytest.raises(httpx.ConnectError):
        httpx.get(network.url)


def test_a_server_that_cannot_start_is_told_by_name(tmp_path: Path):
    (tmp_path / "register.key").write_bytes(b"no key")
    with DemoNetwork(tmp_path) as network, pytest.raises(ServerDidNotStart, match="register"):
        network.start()


def test_a_server_that_ends_before_it_listens_is_told_with_what_it_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    plain = demo_servers._command

    def wrong(module: str, *words: str) -> list[str]:
        return plain(module, *words, *(["--nonsense"] if words[0] == "serve" else []))

    monkeypatch.setattr(demo_servers, "_command", wrong)
    with DemoNetwork(tmp_path) as network, pytest.raises(ServerDidNotStart, match="nonsense"):
        network.start()
