"""The register sees the key-holders' keys, keeps the first of each epoch, and tells them."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine

from sync.protocol.certificates import key_set_statement
from sync.protocol.codec import encode_json
from sync.protocol.messages import HeldKey, KeyHolderAddress, KeySet
from sync.register.alarms import list_alarms
from sync.register.audit import read_lines
from sync.register.database import open_database, reading
from sync.register.key_sets import key_epochs_in_use, see_key_sets, told_key_holders

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ONE, TWO, OTHER = b"1" * 32, b"2" * 32, b"o" * 32
IDENTITIES = {name: Ed25519PrivateKey.generate() for name in ("a.test", "b.test")}
KEY_HOLDERS = tuple(
    KeyHolderAddress(url=f"https://{name}/", identity_key=key.public_key().public_bytes_raw())
    for name, key in IDENTITIES.items()
)


def clock() -> datetime:
    return NOW


@pytest.fixture
def engine(register_database: str):
    opened = open_database(register_database)
    yield opened
    opened.dispose()


def held(key_epoch: int, key: bytes, begins: int = 0, ends: int | None = None) -> HeldKey:
    """A key in use from so many days from now until so many."""

    def instant(days: int) -> int:
        return int((NOW + timedelta(days=days)).timestamp())

    return HeldKey(key_epoch, key, instant(begins), None if ends is None else instant(ends))


def signed(keys: tuple[HeldKey, ...], identity: Ed25519PrivateKey) -> bytes:
    return encode_json(KeySet(keys=keys, signature=identity.sign(key_set_statement(keys))))


def answering(**keys: tuple[HeldKey, ...]) -> httpx.MockTransport:
    """Key-holders a and b that tell these keys; one not named is down."""

    def answer(request: httpx.Request) -> httpx.Response:
        assert request.url.path == "/keys"
        name = request.url.host
        if name[0] not in keys:
            raise httpx.ConnectError("down")
        return httpx.Response(200, content=signed(keys[name[0]], IDENTITIES[name]))

    return httpx.MockTransport(answer)


def see(engine: Engine, transport: httpx.BaseTransport) -> dict[str, dict[int, bytes]]:
    see_key_sets(engine, KEY_HOLDERS, clock, transport)
    with reading(engine) as connection:
        told = told_key_holders(connection, KEY_HOLDERS)
    return {
        each.url: {key.key_epoch: key.public_key for key in each.key_set.keys}
        for each in told
        if each.key_set
    }


def in_use(engine: Engine, days: int = 0) -> tuple[int, ...]:
    with reading(engine) as connection:
        told = told_key_holders(connection, KEY_HOLDERS)
    return key_epochs_in_use(told, NOW + timedelta(days=days))


def test_an_epoch_is_in_use_when_every_key_holder_uses_it(engine: Engine):
    first, second = held(1, ONE, ends=40), held(2, TWO, begins=7)
    see(engine, answering(a=(first, second), b=(first, held(2, TWO, begins=9))))
    assert [in_use(engine, days) for days in (-1, 0, 8, 9, 39, 40)] == [
        (),
        (1,),
        (1,),
        (1, 2),
        (1, 2),
        (2,),
    ]


@pytest.mark.usefixtures("caplog")
def test_a_key_holder_that_is_down_keeps_what_was_seen(engine: Engine):
    assert see(engine, answering(a=(held(1, ONE),))) == {"https://a.test/": {1: ONE}}
    assert in_use(engine) == ()
    both = see(engine, answering(a=(held(1, ONE),), b=(held(1, TWO),)))
    assert see(engine, answering()) == both
    assert in_use(engine) == (1,)


def test_a_key_that_changed_is_not_believed(engine: Engine, caplog: pytest.LogCaptureFixture):
    good = answering(a=(held(1, ONE),), b=(held(1, TWO),))
    before = see(engine, good)
    with caplog.at_level(logging.ERROR):
        assert see(engine, answering(a=(held(1, OTHER),), b=(held(1, TWO),))) == before
    assert caplog.messages == ["key-holder https://a.test/ shows keys that are not its own"]


def alarms_of(engine: Engine) -> set[tuple[str, str]]:
    with reading(engine) as connection:
        return {(each.kind, each.key_holder) for each in list_alarms(connection)}


@pytest.mark.usefixtures("caplog")
def test_keys_that_are_not_its_own_are_an_alarm_once_a_day(engine: Engine):
    see(engine, answering(a=(held(1, ONE),), b=(held(1, TWO),)))
    assert alarms_of(engine) == set()
    for _ in range(2):
        see(engine, answering(a=(held(1, OTHER),), b=(held(1, TWO),)))
    assert alarms_of(engine) == {("keys_foreign", "https://a.test/")}
    with reading(engine) as connection:
        assert [line.action for line in read_lines(connection, before=None, limit=9)] == [
            "alarm_keys_foreign"
        ]


@pytest.mark.usefixtures("caplog")
@pytest.mark.parametrize(("days", "is_late"), [(7, False), (2, True), (-1, True)])
def test_a_key_that_is_missing_shortly_before_it_is_used_is_an_alarm(
    engine: Engine, days: int, is_late: bool
):
    see(engine, answering(a=(held(1, ONE), held(2, TWO, begins=days)), b=(held(1, ONE),)))
    late = {("keys_lagging", "https://b.test/")}
    assert alarms_of(engine) == (late if is_late else set())


@pytest.mark.usefixtures("caplog")
def test_a_key_once_seen_is_remembered_after_it_is_no_longer_told(engine: Engine):
    alike = (held(2, TWO),)
    see(engine, answering(a=(held(1, ONE), held(2, TWO)), b=alike))
    without = see(engine, answering(a=(held(2, TWO),), b=alike))
    assert see(engine, answering(a=(held(1, OTHER), held(2, TWO)), b=alike)) == without


@pytest.mark.usefixtures("caplog")
@pytest.mark.parametrize(
    "answer",
    [
        lambda: httpx.Response(200, content=signed((held(1, ONE),), Ed25519PrivateKey.generate())),
        lambda: httpx.Response(200, content=b"{}"),
        lambda: httpx.Response(200, content=b" " * 100_000),
        lambda: httpx.Response(500),
        lambda: httpx.Response(302, headers={"location": "https://elsewhere.test/keys"}),
    ],
    ids=["signed by another", "no key set", "endless", "failing", "elsewhere"],
)
def test_what_is_no_key_set_of_its_own_is_left_alone(
    engine: Engine, answer: Callable[[], httpx.Response]
):
    assert see(engine, httpx.MockTransport(lambda _: answer())) == {}


def test_a_key_holder_that_lags_behind_is_named(engine: Engine, caplog: pytest.LogCaptureFixture):
    first = held(1, ONE, ends=40)
    with caplog.at_level(logging.WARNING):
        see(engine, answering(a=(first, held(2, TWO, begins=9)), b=(held(1, TWO),)))
    assert "key-holder https://b.test/ has no key of epoch 2 yet" in caplog.messages
