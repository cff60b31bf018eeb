"""Servers that speak TLS themselves, and whose word about a client's address counts."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

import httpx
import pytest
import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.x509.oid import NameOID

from sync.client import AddressNotSafe, RegisterClient, RegisterUnreachable, enrol, exchange
from sync.keyholder.__main__ import main as keyholder
from sync.protocol.limits import WIRE_VERSION
from sync.protocol.messages import KeyHolderAddress
from sync.protocol.signing import utc_now
from sync.register.__main__ import main as register
from sync.register.admission import Register
from sync.register.application import make_application
from sync.register.database import open_database
from sync.register.devices import confirm_device
from sync.register.enrolment import invite
from sync.serving.listening import Endpoint, configure
from tests.support.network import free_socket

KEY = "11" * 32


@pytest.fixture
def certificate(tmp_path: Path) -> Endpoint:
    """A certificate made by ourselves for 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "register of the network")])
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, secret = tmp_path / "tls.pem", tmp_path / "tls.key"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return Endpoint(tls_certificate=pem, tls_key=secret)


@contextmanager
def serving(register: Register, endpoint: Endpoint) -> Iterator[str]:
    with free_socket() as bound:
        server = uvicorn.Server(configure(make_application(register), endpoint))
        thread = Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        try:
            scheme = "https" if endpoint.tls_certificate else "http"
            yield f"{scheme}://127.0.0.1:{bound.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def make_register(folder: Path) -> Register:
    return Register(
        engine=open_database(str(folder / "register.db")),
        signing_key=Ed25519PrivateKey.generate(),
        key_holders=(KeyHolderAddress(url="https://holder.test", identity_key=b"k" * 32),),
    )


@pytest.fixture
def authorities() -> Iterator[None]:
    """Forget the lists of authorities read before and after."""
    exchange._trusted_authorities.cache_clear()
    yield
    exchange._trusted_authorities.cache_clear()


@pytest.mark.usefixtures("authorities", "caplog")
def test_a_certificate_of_our_own_is_believed_only_where_it_was_installed(
    tmp_path, certificate: Endpoint, monkeypatch
):
    register = make_register(tmp_path)
    code = invite(register.engine, "Sacra Famiglia", utc_now())
    with serving(register, certificate) as url:
        monkeypatch.setattr(exchange, "ATTEMPTS", 1)
        with pytest.raises(RegisterUnreachable):
            enrol(url, code)
        exchange._trusted_authorities.cache_clear()
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.tls_certificate))
        device = enrol(url, code)
        confirm_device(register.engine, device.device, utc_now())
        with RegisterClient(device) as client:
            assert client.network().epoch == device.epoch
        context = ssl.create_default_context(cafile=certificate.tls_certificate)
        with httpx.Client(verify=context) as http:
            assert http.get(f"{url}/health").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "http://register.example.org",
        "http://192.168.1.10:8900",
        "http://127.0.0.1.example.org",
        "http://localhost.example.org",
        "ftp://register.example.org",
        "register.example.org",
        "http://[::1",
        "",
    ],
)
def test_an_address_without_tls_elsewhere_than_on_this_pc_is_refused(address):
    with pytest.raises(AddressNotSafe):
        enrol(address, "0000-0000-0000-0000")


@pytest.mark.usefixtures("caplog")
@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1"])
def test_this_pc_needs_no_tls(address, monkeypatch):
    monkeypatch.setattr(exchange, "ATTEMPTS", 1)
    with pytest.raises(RegisterUnreachable):
        enrol(address, "0000-0000-0000-0000")


@pytest.mark.parametrize(
    ("trusted", "statuses"), [((), {429}), (("127.0.0.1",), {403}), (("10.0.0.0/8",), {429})]
)
def test_only_a_trusted_proxy_tells_whom_it_passes_on(tmp_path, trusted, statuses):
    with serving(make_register(tmp_path), Endpoint(trusted_proxies=trusted)) as url:
        seen = []
        for number in range(40):
            headers = {"x-forwarded-for": f"192.0.2.{number}", "content-type": "application/json"}
            body = {
                "type": "enrolment_request",
                "code": "0" * 16,
                "public_key": "A" * 43 + "=",
                "proof": "A" * 86 + "==",
                "wire": WIRE_VERSION,
            }
            seen.append(httpx.post(f"{url}/enrolments", json=body, headers=headers))
        assert seen[0].status_code == 403
        assert {answer.status_code for answer in seen[-5:]} == statuses
        if statuses == {429}:
            assert seen[-1].headers["retry-after"] == "60"
            assert seen[-1].json()["code"] == "too_many_requests"


def test_half_of_a_certificate_is_refused(tmp_path, capsys):
    half = ["--tls-certificate", str(tmp_path / "tls.pem"), "--port", "0"]
    keys = ["--key-file", str(tmp_path / "server.key")]
    database = ["--database", str(tmp_path / "register.db")]
    trust = ["--register-key", KEY, "--register-url", "http://127.0.0.1:9"]
    quotas = ["--quota-file", str(tmp_path / "holder.db"), "--workers", "1"]
    assert keyholder(["serve", *keys, *trust, *quotas, *half]) == 1
    (tmp_path / "server.key").unlink()
    holder = ["--key-holder", f"http://127.0.0.1:9#{KEY}"]
    assert register(["serve", *keys, *database, *holder, *half]) == 1
    assert capsys.readouterr().err.count("CertificateMissing") == 2


@pytest.mark.parametrize("proxy", ["*", "everybody", "10.0.0.0/99"])
def test_everybody_is_no_proxy(capsys, proxy):
    with pytest.raises(SystemExit):
        register(["serve", "--trusted-proxy", proxy])
    assert "--trusted-proxy" in capsys.readouterr().err
