"""The network changes its key-holders: every centre joins again, and what it knew goes on."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import func, select

from app.services.closing import (
    answer_match,
    close_month,
    join_again,
    matches,
    overlaps,
    reconciliations,
)
from app.services.network import (
    NetworkFailed,
    enrolled_device,
    keep_device,
    network_state,
)
from models.entities import KnownToken, Published
from models.records.household import MemberDraft
from models.rules.partial_date import PartialDate
from sync.keyholder import application as keyholder_application
from sync.keyholder.admission import KeyHolder, TrustedRegister, open_key_holder
from sync.keyholder.evaluation import Evaluating
from sync.keyholder.keys import KeyRing
from sync.protocol.messages import KeyHolderAddress
from sync.register import application as register_application
from sync.register.admission import Register
from sync.register.key_sets import see_key_sets
from tests.integration.closing.conftest import Centre
from tests.support.network import LocalNetwork, serving
from tests.support.standing import standing, wanted

MONTH = "2026-10"
HOXHA = MemberDraft(surname="Hoxha", given_name="Dana", born=PartialDate(1970, 3, 1))
QUISPE = MemberDraft(surname="Quispe", given_name="Rosa", born=PartialDate(1979, 11, 30))
KOVAL = MemberDraft(surname="Koval", given_name="Olena")


@pytest.fixture
def register_database(tmp_path: Path) -> str:
    """SQLite alone: key-holders are no matter of the database."""
    return str(tmp_path / "register.db")


def another_key_holder(network: LocalNetwork, folder: Path) -> KeyHolder:
    trusted = TrustedRegister(network.register_url, network.register.signing_key.public_key())
    ring = KeyRing(folder / "key_holder_new.key", network.clock)
    ledger = folder / "key_holder_new.db"
    return open_key_holder(ring, Evaluating(1), trusted, ledger, clock=network.clock)


@pytest.fixture(params=["a third one joins", "one is changed"])
def changed(
    request: pytest.FixtureRequest, network: LocalNetwork, tmp_path: Path
) -> Iterator[LocalNetwork]:
    """The same register, started anew with other key-holders."""
    with ExitStack() as stack:
        holder = another_key_holder(network, tmp_path)
        url = stack.enter_context(serving(keyholder_application.make_application(holder)))
        new = KeyHolderAddress(url=url, identity_key=holder.keys.identity_key)
        first, second = network.register.key_holders
        addresses = (first, second, new) if "third" in request.param else (first, new)
        before = network.register
        register = Register(
            engine=before.engine,
            signing_key=before.signing_key,
            key_holders=addresses,
            clock=before.clock,
            requests_a_minute=1_000_000,
        )
        again = stack.enter_context(serving(register_application.make_application(register)))
        yield replace(network, register_url=again, register=register)


def test_matching_goes_on_with_other_key_holders(
    here: Centre, there: Centre, changed: LocalNetwork
) -> None:
    ours, theirs = here.register(HOXHA), there.register(HOXHA)
    here.give(ours, "food", "2026-10-10")
    there.give(theirs, "food", "2026-10-14")
    here.register(KOVAL)
    there.register(KOVAL)
    for centre in (here, there, here):
        close_month(centre.desk, MONTH)
    found = {(line.names, line.strength) for line in matches(here.desk)}
    answered = next(line for line in matches(here.desk) if line.names.startswith("Hoxha"))
    answer_match(here.desk, answered.sighting_id, "same")
    doubled = [(each.household_id, each.days) for each in overlaps(here.desk)]
    assert doubled == [(ours, 4)]
    tokens, handles = token_keys(here), handles_of(here)

    see_key_sets(changed.register.engine, changed.register.key_holders, changed.clock)
    for centre, name in ((here, "San Pio"), (there, "Sacra Famiglia")):
        join_again(centre.desk, changed.register_url, changed.invite(name))
        changed.confirm_waiting()
        close_month(centre.desk, MONTH)
    close_month(here.desk, MONTH)

    told = [each.url for each in changed.register.key_holders]
    assert list(network_state(here.desk).key_holders) == told
    assert token_keys(here).isdisjoint(tokens)
    assert handles_of(here) == handles
    assert {(line.names, line.strength) for line in matches(here.desk)} == found
    assert [line.answer for line in matches(here.desk)].count("same") == 1
    assert [(each.household_id, each.days) for each in overlaps(here.desk)] == doubled
    for centre, name in ((here, "San Pio"), (there, "Sacra Famiglia")):
        assert wanted(centre.desk) == standing(changed.register.engine, name)
        assert [each.reason for each in reconciliations(centre.desk)] == ["joined_again"]

    here.register(QUISPE)
    there.register(QUISPE)
    for centre in (here, there, here):
        close_month(centre.desk, MONTH)
    assert "Quispe Rosa" in {line.names for line in matches(here.desk)}


def test_a_centre_that_has_not_joined_again_sends_nothing_and_is_told(
    here: Centre, changed: LocalNetwork
) -> None:
    here.register(HOXHA)
    close_month(here.desk, MONTH)
    before = standing(changed.register.engine, "San Pio")
    see_key_sets(changed.register.engine, changed.register.key_holders, changed.clock)
    here.register(QUISPE)
    point_at(here, changed.register_url)
    with pytest.raises(NetworkFailed) as caught:
        close_month(here.desk, MONTH)
    assert caught.value.reason == "key_holder_key_changed"
    assert standing(changed.register.engine, "San Pio") == before


def point_at(centre: Centre, url: str) -> None:
    """The register answers at another address now."""
    with centre.desk.read() as session:
        device = enrolled_device(session)
    keep_device(centre.desk, msgspec.structs.replace(device, register_url=url))


def token_keys(centre: Centre) -> set[bytes]:
    with centre.desk.read() as session:
        return set(session.scalars(select(KnownToken.seal_key)))


def handles_of(centre: Centre) -> set[bytes]:
    with centre.desk.read() as session:
        assert session.scalar(select(func.count()).select_from(Published))
        return set(session.scalars(select(Published.handle)))
