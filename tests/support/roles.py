"""Everybody who may knock at a server, and what each of them is answered."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.client import EnrolledDevice, enrol
from sync.protocol.codec import MalformedMessage, decode_json, encode, encode_json
from sync.protocol.limits import MSGPACK
from sync.protocol.messages import Message, Refusal
from sync.protocol.signing import CERTIFICATE_HEADER, sign_request, utc_now
from sync.register.administrators import add_administrator, change_passphrase
from sync.register.devices import revoke_device
from tests.support.network import LocalNetwork
from tests.support.page import PASSPHRASE, Visitor

DEVICES = ("waiting", "confirmed", "another", "revoked")
ROLES = ("nobody", *DEVICES, "key_holder", "owing", "administrator")
"""Nobody has a page of forms open; ``owing`` signed in with a passphrase that somebody gave her."""


@dataclass(frozen=True)
class Knock:
    """A request to a route, good but for who sends it."""

    method: str
    path: str
    message: Message | None = None
    is_json: bool = False

    @property
    def body(self) -> bytes:
        if self.message is None:
            return b""
        return encode_json(self.message) if self.is_json else encode(self.message)

    @property
    def media_type(self) -> str:
        return "application/json" if self.is_json else MSGPACK


@dataclass(frozen=True)
class Roles:
    """Who knocks, each with what makes them who they are."""

    devices: Mapping[str, EnrolledDevice]
    key_holder: Ed25519PrivateKey
    visitors: Mapping[str, Visitor]

    def knock(self, role: str, url: str, knock: Knock) -> str:
        """What a role is answered, in a word or two: "200", "403 device_waiting", "to sign-in"."""
        if role in self.visitors and knock.path.startswith("/page"):
            return _word(_open_page(self.visitors[role], role, url, knock))
        request = httpx.Request(
            knock.method,
            url + knock.path,
            content=knock.body,
            headers={"content-type": knock.media_type} if knock.body else {},
        )
        if role in self.devices:
            device = self.devices[role]
            if device.certificate:
                request.headers[CERTIFICATE_HEADER] = device.certificate
            sign_request(request, knock.body, device.key_id, device.signing_key, utc_now())
        elif role == "key_holder":
            name = self.key_holder.public_key().public_bytes_raw().hex()
            sign_request(request, knock.body, name, self.key_holder, utc_now())
        with httpx.Client() as stranger:
            client = self.visitors[role].client if role in self.visitors else stranger
            return _word(client.send(request, follow_redirects=False))


@contextmanager
def everybody(network: LocalNetwork) -> Iterator[Roles]:
    """All roles at a running network."""
    register, now = network.register, network.clock()
    confirmed, another, revoked = map(network.enrol, ("Sacra Famiglia", "San Martino", "Caritas"))
    revoke_device(register.engine, revoked.device, now)
    network.watch()
    waiting = enrol(network.register_url, network.invite("Croce Rossa"))
    first = add_administrator(register.engine, "Olga", now, by="command line")
    add_administrator(register.engine, "Anna", now, by="command line")
    change_passphrase(register.engine, "Anna", PASSPHRASE, now)
    with _visitor(network) as nobody, _visitor(network) as owing, _visitor(network) as inside:
        owing.sign_in("Olga", first)
        inside.sign_in("Anna")
        yield Roles(
            {
                "waiting": waiting,
                "confirmed": confirmed,
                "another": another,
                # Whoever stole it shows the certificate it had, too.
                "revoked": revoked,
            },
            network.key_holders[0].keys.identity,
            {"nobody": nobody, "owing": owing, "administrator": inside},
        )


@contextmanager
def _visitor(network: LocalNetwork) -> Iterator[Visitor]:
    with httpx.Client(follow_redirects=True) as client:
        yield Visitor(network.register_url, client)


def _open_page(visitor: Visitor, role: str, url: str, knock: Knock) -> httpx.Response:
    if knock.method == "GET":
        return visitor.client.get(url + knock.path, follow_redirects=False)
    fields = {"_csrf_token": visitor.token("sign-in" if role == "nobody" else "passphrase")}
    return visitor.client.post(url + knock.path, data=fields, follow_redirects=False)


def _word(response: httpx.Response) -> str:
    if response.is_redirect:
        return f"to {response.headers['location'].rpartition('/')[2]}"
    try:
        return f"{response.status_code} {decode_json(response.content, Refusal).code}"
    except MalformedMessage:
        return str(response.status_code)
