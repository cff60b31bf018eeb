"""Who is answered what, for every route of both servers: a route without a line fails the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute

from sync.keyholder.application import make_application as make_key_holder
from sync.protocol.limits import MAX_SEALED_AID
from sync.protocol.messages import (
    AidQuery,
    AidRow,
    Alarm,
    BlindedBatch,
    EnrolmentRequest,
    Heads,
    OwnRowsQuery,
    Push,
    Receipt,
    Reconciling,
    Return,
    SealedLetter,
    Succession,
)
from sync.register.application import make_application as make_register
from sync.register.database import read_epoch, reading
from tests.support.network import LocalNetwork, local_network
from tests.support.roles import DEVICES, ROLES, Knock, Roles, everybody

Line = dict[str, str]

VALUES = {
    "number": "9",
    "device": "00" * 16,
    "month": "2026-10",
    "rest": "nowhere",
    "version": "x",
    "face": "x",
    "path": "nowhere",
}


def all_alike(answer: str) -> Line:
    """What anybody may have."""
    return dict.fromkeys(ROLES, answer)


def devices(answer: str, another: str = "") -> Line:
    """What confirmed devices alone are answered; ``another`` centre's, where it differs."""
    return all_alike("401 not_signed") | {
        "waiting": "403 device_waiting",
        "confirmed": answer,
        "another": another or answer,
        "revoked": "403 device_revoked",
    }


def page(answer: str) -> Line:
    """A page that administrators alone see, once their passphrase is their own."""
    return all_alike("to sign-in") | {"owing": "to passphrase", "administrator": answer}


def form(answer: str, owing: str = "to passphrase", nobody: str = "to sign-in") -> Line:
    """A form of theirs: whoever has no page of ours open has no token to send it with."""
    return dict.fromkeys((*DEVICES, "key_holder"), "403") | {
        "nobody": nobody,
        "owing": owing,
        "administrator": answer,
    }


REGISTER: dict[str, Line] = {
    "GET /health": all_alike("200"),
    "GET /revocations": all_alike("200"),
    "GET /schema": all_alike("200"),
    "GET /schema/openapi.json": all_alike("200"),
    "GET /schema/{path}": all_alike("404"),
    "POST /enrolments": all_alike("403 invitation"),
    "POST /letters": all_alike("400 letter_not_opened"),
    "POST /alarms": all_alike("401 not_signed") | {"key_holder": "200"},
    "GET /network": devices("200"),
    "POST /pushes": devices("200", another="403 address_taken"),
    "GET /entries": devices("200"),
    "POST /aid-queries": devices("200"),
    "POST /own-rows": devices("200"),
    "POST /restores": devices("403 receipt_not_ours"),
    "POST /reconciliations": devices("200"),
    "POST /devices/successor": devices("403 succession"),
    "POST /heads": devices("200"),
    "POST /returns": devices("400 return_version_in_future"),
    "GET /statistics": devices("200"),
    "GET /statistics/{month}": devices("404 month_not_published"),
    "GET /page": page("to centres") | {"owing": "to centres"},
    "GET /page/sign-in": all_alike("200") | {"owing": "to centres", "administrator": "to centres"},
    "POST /page/sign-in": form("403", owing="403", nobody="403"),
    "POST /page/language": form("to centres", owing="to centres", nobody="to centres"),
    "GET /page/passphrase": page("200") | {"owing": "200"},
    "POST /page/passphrase": form("422", owing="422"),
    "GET /page/agreement": page("200"),
    "POST /page/agreement": form("422"),
    "POST /page/agreement/{number}/withdraw": form("to agreement"),
    "GET /page/board": page("200"),
    "POST /page/board": form("422"),
    "POST /page/board/{number}/withdraw": form("to board"),
    "GET /page/centres": page("200"),
    "GET /page/centres/{number}": page("404"),
    "GET /page/devices/{device}/confirm": page("404"),
    "POST /page/devices/{device}/confirm": form("404"),
    "GET /page/devices/{device}/revoke": page("404"),
    "POST /page/devices/{device}/revoke": form("404"),
    "POST /page/devices/{device}/allowance": form("404"),
    "GET /page/alarms": page("200"),
    "POST /page/alarms/{number}": form("to alarms"),
    "GET /page/invitations": page("200"),
    "POST /page/invitations": form("422"),
    "GET /page/invitations/code": page("200"),
    "POST /page/invitations/{number}/withdraw": form("to invitations"),
    "GET /page/log": page("200"),
    "POST /page/log/verify": form("to log"),
    "GET /page/restored": page("200"),
    "POST /page/restored": form("to centres"),
    "GET /page/statistics": page("200"),
    "GET /page/statistics/{month}/csv": page("404"),
    "POST /page/statistics/{month}/publish": form("to statistics?month=2026-10"),
    "GET /page/{rest}": page("404"),
    "GET /page/looks/style/{version}": all_alike("200"),
    "GET /page/looks/fonts/{face}": all_alike("404"),
    "GET /page/looks/icon": all_alike("200"),
    # Last, for nobody is inside after it.
    "POST /page/sign-out": form("to sign-in", owing="to sign-in"),
}

KEY_HOLDER: dict[str, Line] = {
    "GET /health": all_alike("200"),
    "GET /keys": all_alike("200"),
    "GET /schema": all_alike("200"),
    "GET /schema/openapi.json": all_alike("200"),
    "GET /schema/{path}": all_alike("404"),
    "POST /evaluations": all_alike("401 certificate")
    | {"confirmed": "200", "another": "200", "revoked": "403 device_revoked"},
}


def good_requests(network: LocalNetwork) -> dict[str, Knock]:
    """Requests that nothing but the role speaks against, or as near as can be."""
    with reading(network.register.engine) as connection:
        epoch = read_epoch(connection)
    element = network.key_holders[0].keys.key_set().keys[0].public_key
    aid = (AidRow(b"a" * 16, 1, b"s" * MAX_SEALED_AID),)
    counted = Return(
        month="2026-10",
        version=2**53,
        kept_households=0,
        kept_people=0,
        households=0,
        people=0,
        groups={},
        aid=(),
        overlaps_found=0,
        overlaps_avoided=0,
    )
    forged = Receipt(
        device=bytes(16),
        sequence=1,
        digest=bytes(32),
        rows=1,
        epoch=epoch,
        high_water=9,
        signature=bytes(64),
    )
    asking = EnrolmentRequest(code="0" * 16, public_key=bytes(32), proof=bytes(64))
    messages = {
        "/pushes": Push(sequence=1, epoch=epoch, aid=aid),
        "/aid-queries": AidQuery(since=0, addresses=(b"a" * 16,)),
        "/own-rows": OwnRowsQuery(part="aid"),
        "/restores": forged,
        "/reconciliations": Reconciling(epoch=epoch, is_done=False),
        # A key of somebody else: of 32 zeros, a point of small order, some signatures would hold.
        "/devices/successor": Succession(public_key=network.register.public_key, proof=bytes(64)),
        "/heads": Heads(sequence=1, digest=bytes(32), log_length=1),
        "/letters": SealedLetter(sealed=b"nothing of ours"),
        "/alarms": Alarm(kind="revocations_late", day="2026-11-22"),
        "/evaluations": BlindedBatch(key_epoch=1, elements=(element,)),
    }
    knocks = {path: Knock("POST", path, message) for path, message in messages.items()}
    knocks["/enrolments"] = Knock("POST", "/enrolments", asking, is_json=True)
    knocks["/returns"] = Knock("POST", "/returns", counted, is_json=True)
    knocks["/entries"] = Knock("GET", "/entries?after=0")
    return knocks


def routes_of(application: Litestar) -> set[str]:
    return {
        f"{method} {route.path_format}"
        for route in application.routes
        if isinstance(route, HTTPRoute)
        for method in route.methods - {"OPTIONS"}
    }


def answers(
    expected: dict[str, Line], url: str, roles: Roles, good: dict[str, Knock]
) -> dict[str, Line]:
    """What everybody is answered, in the form of the table."""
    found: dict[str, Line] = {}
    for route in expected:
        method, _, path = route.partition(" ")
        knock = good.get(path, Knock(method, path.format_map(VALUES)))
        found[route] = {role: roles.knock(role, url, knock) for role in ROLES}
    return found


@pytest.fixture
def network(tmp_path: Path) -> Iterator[LocalNetwork]:
    with local_network(tmp_path, key_holders=1) as running:
        yield running


def test_every_route_has_a_line(network: LocalNetwork):
    assert routes_of(make_register(network.register)) == set(REGISTER)
    assert routes_of(make_key_holder(network.key_holders[0])) == set(KEY_HOLDER)


@pytest.mark.usefixtures("quick_hashes")
def test_every_route_answers_each_role_as_its_line_says(network: LocalNetwork):
    good = good_requests(network)
    with everybody(network) as roles:
        for expected, url in (
            (KEY_HOLDER, network.register.key_holders[0].url),
            (REGISTER, network.register_url),
        ):
            told = answers(expected, url, roles, good)
            assert not {
                (route, role): (told[route][role], line[role])
                for route, line in expected.items()
                for role in ROLES
                if told[route][role] != line[role]
            }
