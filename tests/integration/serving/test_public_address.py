"""A server behind a proxy checks the address that its clients signed, not the one it hears."""

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.client import RegisterClient, RequestRefused, enrol
from sync.protocol.messages import KeyHolderAddress
from sync.protocol.signing import utc_now
from sync.register.admission import Register
from sync.register.application import make_application
from sync.register.database import open_database
from sync.register.devices import confirm_device
from sync.register.enrolment import invite
from tests.support.network import serving

PUBLIC = "https://register.test"


class Proxy(httpx.BaseTransport):
    """Passes requests on to another address, as a proxy that ends TLS does."""

    def __init__(self, inside: str) -> None:
        self._real = httpx.HTTPTransport()
        self._inside = httpx.URL(inside)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url.copy_with(scheme="http", host=self._inside.host, port=self._inside.port)
        headers = dict(request.headers) | {"host": self._inside.netloc.decode()}
        body = request.read()
        return self._real.handle_request(
            httpx.Request(request.method, url, headers=headers, content=body)
        )

    def close(self) -> None:
        self._real.close()


@pytest.mark.parametrize("public_url", [PUBLIC, PUBLIC + "/", None])
def test_only_a_server_told_its_public_address_accepts_signatures_over_it(tmp_path, public_url):
    register = Register(
        engine=open_database(str(tmp_path / "register.db")),
        signing_key=Ed25519PrivateKey.generate(),
        key_holders=(KeyHolderAddress(url="https://holder.test", identity_key=b"k" * 32),),
        public_url=public_url,
    )
    code = invite(register.engine, "Sacra Famiglia", utc_now())
    with serving(make_application(register)) as inside:
        device = enrol(PUBLIC, code, transport=Proxy(inside))
        confirm_device(register.engine, device.device, utc_now())
        with RegisterClient(device, transport=Proxy(inside)) as client:
            if public_url is None:
                with pytest.raises(RequestRefused):
                    client.network()
            else:
                assert client.network().epoch == device.epoch
                assert [page.cursor for page in client.pull_entries(0)] == [0]
