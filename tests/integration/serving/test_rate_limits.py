"""Limits by address: whole provider prefixes count as one, and nothing is remembered for ever."""

import asyncio
from types import SimpleNamespace

import httpx
import pytest

from sync.register.application import make_application
from sync.serving import rate_limits
from sync.serving.rate_limits import UNSIGNED, network_address
from tests.support.network import LocalNetwork, local_network

LIMIT = 5
"""Instead of hundreds; the servers read it from the same place."""


@pytest.fixture
def network(tmp_path, monkeypatch):
    monkeypatch.setattr(UNSIGNED, "rate_limit", ("minute", LIMIT))
    with local_network(tmp_path, key_holders=1) as running:
        yield running


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "20010db800010002"),
        ("2001:db8:1:2:ffff::1", "20010db800010002"),
        ("a name", "a name"),
        (None, ""),
    ],
)
def test_a_client_is_its_address_or_what_a_provider_gave_it(host, address):
    client = None if host is None else SimpleNamespace(host=host)
    assert network_address(SimpleNamespace(client=client)) == address


@pytest.mark.usefixtures("caplog")
def test_beyond_the_limit_both_servers_say_when_to_come_again(network: LocalNetwork):
    for url in (
        f"{network.register_url}/revocations",
        f"{network.register.key_holders[0].url}/keys",
    ):
        with httpx.Client() as http:
            answers = [http.get(url) for _ in range(LIMIT + 2)]
        statuses = [answer.status_code for answer in answers]
        # The register has asked for the keys once by itself.
        asked_before = 1 if url.endswith("/keys") else 0
        assert statuses == [200] * (LIMIT - asked_before) + [429] * (2 + asked_before)
        assert answers[-1].headers["retry-after"] == "60"
        assert answers[-1].json()["values"] == {"retry_after": 60}


def test_what_counts_no_more_is_dropped_once_a_minute(network: LocalNetwork, monkeypatch):
    dropped = []

    async def drop(self):
        dropped.append(self)

    async def ask():
        # Not over a socket: there the answer arrives before the server does what comes after it.
        transport = httpx.ASGITransport(make_application(network.register))
        async with httpx.AsyncClient(transport=transport, base_url=network.register_url) as http:
            for now in (1_000.0, 1_030.0, 1_061.0):
                monkeypatch.setattr(rate_limits, "monotonic", lambda now=now: now)
                assert (await http.get("/health")).status_code == 200

    monkeypatch.setattr(rate_limits.MemoryStore, "delete_expired", drop)
    asyncio.run(ask())
    assert len(dropped) == 2
