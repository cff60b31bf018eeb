"""Two centres close a month while every logger tells all it has: nothing of anybody is in it."""

import io
import logging
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import LargeBinary, select

from app.services.closing import close_month, matches
from models.entities import KnownToken
from models.records.household import MemberDraft
from models.rules.partial_date import PartialDate
from sync.register import tables
from sync.register.database import reading
from sync.serving.log_lines import LogLine, log_settings
from tests.integration.closing.conftest import Centre
from tests.support.network import LocalNetwork

pytestmark = pytest.mark.parametrize("register_database", ["sqlite"], indirect=True)

MONTH = "2026-10"
SHORTEST = 8


@contextmanager
def whole_log() -> Iterator[io.StringIO]:
    """All that the servers would write at the level "debug"."""
    lines, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(LogLine())
    quiet = {name: logging.getLogger(name) for name in log_settings("debug")["loggers"]}
    before = {logger: logger.level for logger in (root, *quiet.values())}
    for name, settings in log_settings("debug")["loggers"].items():
        quiet[name].setLevel(settings["level"])
    root.setLevel(logging.DEBUG)
    root.addHandler(handler)
    try:
        yield lines
    finally:
        root.removeHandler(handler)
        for logger, level in before.items():
            logger.setLevel(level)


def secrets_of(network: LocalNetwork, centres: tuple[Centre, ...]) -> set[bytes]:
    """Every byte string of the register's sealed rows, of the centres' tokens, and every key."""
    found = {network.register.signing_key.private_bytes_raw()}
    for holder in network.key_holders:
        found.add(holder.keys.identity.private_bytes_raw())
        found.add(holder.keys.key_of(1, network.clock()).seed)
    with reading(network.register.engine) as connection:
        for table in (tables.entry, tables.aid, tables.receipt):
            columns = [each for each in table.c if isinstance(each.type, LargeBinary)]
            for row in connection.execute(select(*columns)):
                found.update(row)
    for centre in centres:
        with centre.desk.read() as session:
            for row in session.execute(select(KnownToken.index, KnownToken.seal_key)):
                found.update(row)
    return {value for value in found if len(value) >= SHORTEST}


def test_the_log_of_a_whole_closing_names_nobody_and_holds_no_secret(
    network: LocalNetwork, here: Centre, there: Centre
):
    ildegarda = MemberDraft(
        surname="Zamparutti", given_name="Ildegarda", born=PartialDate(1961, 5, 7)
    )
    with whole_log() as log:
        for centre in (here, there):
            centre.give(centre.register(ildegarda), "food", "2026-10-07")
        for centre in (here, there, here):
            close_month(centre.desk, MONTH)
    assert len(matches(here.desk)) == 1
    told = log.getvalue()
    assert 'route="POST /pushes" status=200' in told
    assert 'route="POST /evaluations" status=200' in told
    secrets = secrets_of(network, (here, there))
    assert len(secrets) > 100
    for secret in secrets:
        for form in (secret.hex(), b64encode(secret).decode().rstrip("="), repr(secret)[2:-1]):
            assert form not in told
    for word in ("amparutti", "ldegarda", "1961", "signature", "keyid", "127.0.0.1", "after="):
        assert word not in told
    assert all(line.startswith("time=") for line in told.splitlines())
