"""What whoever runs the servers sees: health, versions, figures, lines of the log."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from resources import VERSION
from sync.client import RegisterClient, VersionNotServed
from sync.client.errors import RegisterUnreachable
from sync.client.exchange import Exchange, Question
from sync.protocol.codec import decode_json, encode_json
from sync.protocol.limits import WIRE_VERSION
from sync.protocol.messages import Centre, Health, Refusal
from sync.protocol.signing import SERVED_HEADER, WIRE_HEADER, sign_request, utc_now
from sync.serving.measures import Gauge, Gauges, telling
from tests.support.network import LocalNetwork, free_socket, local_network
from tests.support.server_processes import server_processes

SECONDS = 60.0


@pytest.fixture
def network(tmp_path: Path) -> Iterator[LocalNetwork]:
    with local_network(tmp_path, key_holders=1) as running:
        yield running


def code_of(response: httpx.Response) -> tuple[int, str]:
    return response.status_code, decode_json(response.content, Refusal).code


def test_health_tells_service_key_and_versions(network: LocalNetwork):
    key_holder = network.register.key_holders[0]
    for url, service, key in (
        (network.register_url, "register", network.register.public_key),
        (key_holder.url, "keyholder", key_holder.identity_key),
    ):
        answer = httpx.get(f"{url}/health")
        health = decode_json(answer.content, Health)
        assert (health.service, health.public_key) == (service, key)
        assert health.version == VERSION
        assert health.wire_versions == (WIRE_VERSION,)
        assert answer.headers[SERVED_HEADER] == str(WIRE_VERSION)


def test_a_register_without_its_database_is_not_well(network: LocalNetwork, tmp_path: Path):
    network.register.engine.dispose()
    with sqlite3.connect(tmp_path / "register.db") as connection:
        connection.execute("DROP TABLE register")
    connection.close()
    assert code_of(httpx.get(f"{network.register_url}/health")) == (503, "database")


def test_a_key_holder_without_its_file_is_not_well(network: LocalNetwork, tmp_path: Path):
    with sqlite3.connect(tmp_path / "key_holder_1.db") as connection:
        connection.execute("DROP TABLE revocations")
    connection.close()
    url = network.register.key_holders[0].url
    assert code_of(httpx.get(f"{url}/health")) == (503, "database")


@pytest.mark.parametrize("wire", ["1", "3", "", "x", "-2", "9" * 30, None])
def test_a_request_of_another_version_is_told_which_are_served(network: LocalNetwork, wire):
    """None: as 0.1.0 wrote them, without a version."""
    device = network.enrol("Sacra Famiglia")
    request = httpx.Request("GET", f"{network.register_url}/network")
    sign_request(request, b"", device.key_id, device.signing_key, utc_now())
    if wire is None:
        del request.headers[WIRE_HEADER]
    else:
        request.headers[WIRE_HEADER] = wire
    with httpx.Client() as client:
        answer = client.send(request)
    assert code_of(answer) == (400, "wire_version")
    assert decode_json(answer.content, Refusal).values["served"] == str(WIRE_VERSION)


def test_the_version_is_under_the_signature(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    request = httpx.Request("GET", f"{network.register_url}/network")
    sign_request(request, b"", device.key_id, device.signing_key, utc_now())
    request.headers[WIRE_HEADER] = f"0{WIRE_VERSION}"
    with httpx.Client() as client:
        assert code_of(client.send(request)) == (401, "not_signed")


@pytest.mark.parametrize(
    ("headers", "body", "is_newer"),
    [
        ({SERVED_HEADER: "3 4 5"}, b"", 1),
        ({SERVED_HEADER: "1"}, b"", 0),
        ({}, encode_json(Refusal(code="wire_version", values={"wire": 2}, wire=WIRE_VERSION)), 0),
        ({}, b'{"type":"centre","wire":1,"number":4}', 0),
        ({}, b'{"type":"centre","wire":7,"centre":4,"colour":"blue"}', 1),
    ],
)
def test_a_server_of_another_version_is_refused_by_name(headers, body, is_newer):
    def answer(_: httpx.Request) -> httpx.Response:
        status = 400 if b"refusal" in body else 200
        return httpx.Response(status, headers=headers, content=body)

    with (
        Exchange(
            "https://register.test",
            None,
            unreachable=RegisterUnreachable,
            transport=httpx.MockTransport(answer),
        ) as exchange,
        pytest.raises(VersionNotServed) as caught,
    ):
        exchange.ask(Question("GET", "/network"), Centre)
    assert caught.value.values == {"url": "https://register.test", "is_newer": is_newer}


def test_figures_are_told_as_gauges_beside_the_counters():
    with free_socket() as bound:
        port = bound.getsockname()[1]
    gauges = Gauges(lambda: [Gauge("dapo_high_water", "The last sequence.", {"": 7.0})])
    with telling("127.0.0.1", port, None, gauges) as told:
        assert told == port
        text = httpx.get(f"http://127.0.0.1:{port}/metrics").text
    assert "dapo_high_water 7.0" in text
    assert "# TYPE dapo_requests_total counter" in text
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{port}/metrics")


def figures(port: str, awaited: str) -> str:
    """What is told of a server; a request is counted only after its answer is out."""
    for _ in range(1_000):
        text = httpx.get(f"http://127.0.0.1:{port}/metrics", timeout=SECONDS).text
        if awaited in text:
            return text
    raise AssertionError(awaited)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_whoever_asks_the_metrics_port_gets_the_sums_and_no_name(tmp_path: Path, workers: str):
    ports = [free_socket() for _ in range(2)]
    register_port, holder_port = (str(bound.getsockname()[1]) for bound in ports)
    for bound in ports:
        bound.close()
    options = ("--workers", workers, "--metrics-port", register_port, "--log-level", "debug")
    with server_processes(tmp_path, *options, is_measured=True) as servers:
        holder = servers.key_holders[0]
        holder.stop()
        holder.options += ("--metrics-port", holder_port)
        holder.start()
        device = servers.enrol("Sacra Famiglia")
        with RegisterClient(device) as register:
            for _ in range(4):
                register.network()
        httpx.get(f"{servers.register.url}/nowhere/{device.key_id}", timeout=SECONDS)
        text = figures(register_port, 'dapo_requests_total{route="none",status="404"}')
        holders = httpx.get(f"http://127.0.0.1:{holder_port}/metrics", timeout=SECONDS).text
        on_the_public_port = httpx.get(f"{servers.register.url}/metrics", timeout=SECONDS)
        servers.register.stop()
        log = (tmp_path / "register.key.log").read_text(encoding="utf-8")
    assert 'dapo_requests_total{route="GET /network",status="200"} 4.0' in text
    assert 'dapo_requests_total{route="none",status="404"} 1.0' in text
    assert 'dapo_refusals_total{code="not_found"} 1.0' in text
    assert 'dapo_devices{state="confirmed"} 1.0' in text
    assert 'dapo_rows{kind="entry"} 0.0' in text
    assert "dapo_alarms_open 0.0" in text
    assert "dapo_questions_total 0.0" in holders
    assert on_the_public_port.status_code == 404
    for word in (device.key_id, "Sacra", "127.0.0.1"):
        assert word not in text + holders + log
    lines = log.splitlines()
    assert all(re.match(r"time=\S+ level=\w+ event=", line) for line in lines)
    assert sum('route="GET /network" status=200' in line for line in lines) == 4
