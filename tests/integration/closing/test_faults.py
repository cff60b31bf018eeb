"""A closing that meets a dead server, a stranger's key, a broken line or a wrong clock.

Each time: a plain failure, nothing lost, and the same closing begun again ends as if nothing had
happened.
"""

import dataclasses
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.services.closing import close_month, matches, overlaps, receipts
from app.services.desk import Desk
from app.services.network import NetworkFailed, enrolled_device
from app.services.vaults import open_with_recovery_key
from models.entities import KnownToken, Outbox, SentMember
from models.errors import RuleBroken
from models.records.household import MemberDraft
from models.rules.partial_date import PartialDate
from sync.client import Push, decode
from sync.register import tables
from sync.register.database import open_database, reading
from sync.register.devices import revoke_device
from tests.integration.closing.conftest import Centre, now
from tests.support.cutting_proxy import CuttingProxy, cutting_proxy
from tests.support.network import LocalNetwork
from tests.support.server_processes import ServerProcesses, server_processes

MONTH = "2026-10"
SURNAMES = ("Abdel Rahman", "Popescu", "Hoxha", "Quispe", "Brambilla", "Esposito")

Stored = set[tuple[bytes, ...]]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcesses]:
    with server_processes(tmp_path_factory.mktemp("servers")) as running:
        yield running


@pytest.fixture
def open_copy(tmp_path: Path, template_vault: tuple[Path, str]) -> Iterator[Callable[[str], Desk]]:
    path, recovery_key = template_vault
    opened: list[Desk] = []

    def open_it(name: str) -> Desk:
        copy = tmp_path / f"{name}.dapo"
        for ending in ("", ".keys"):
            shutil.copy(f"{path}{ending}", f"{copy}{ending}")
        opened.append(open_with_recovery_key(copy, recovery_key, now))
        return opened[-1]

    yield open_it
    for desk in opened:
        desk.close()


def joined(desk: Desk, servers: ServerProcesses, name: str) -> Centre:
    servers.welcome(desk, name)
    return Centre(desk)


def fill(centre: Centre) -> None:
    """Six households, each aided twice."""
    for number, surname in enumerate(SURNAMES):
        born = PartialDate(1970 + number, 3, 10 + number)
        household = centre.register(MemberDraft(surname=surname, given_name="Dana", born=born))
        centre.give(household, "food", "2026-10-10")
        centre.give(household, "money", "2026-09-12", 5000)


@pytest.fixture
def small_pushes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A closing of six households is made of many pushes, as a centre's is."""
    monkeypatch.setattr("sync.client.pushes.MAX_PUSH_ROWS", 40)


def waiting(desk: Desk) -> Stored:
    """The entries and bundles in the outbox."""
    with desk.read() as session:
        bodies = session.scalars(select(Outbox.body).where(Outbox.receipt.is_(None)))
        pushes = [decode(body, Push) for body in bodies]
    entries = {(e.index, e.tag, e.sealed) for push in pushes for e in push.entries}
    return entries | {(a.address, a.sealed) for push in pushes for a in push.aid}


def stored(database: Path | str, centre: str) -> Stored:
    """The entries and bundles that the register keeps of a centre."""
    engine = open_database(str(database))
    with reading(engine) as connection:
        number = connection.scalar(select(tables.centre.c.id).where(tables.centre.c.name == centre))
        columns = tables.entry.c
        entries = connection.execute(
            select(columns["index"], columns.tag, columns.sealed).where(columns.centre == number)
        ).all()
        aid = connection.execute(
            select(tables.aid.c.address, tables.aid.c.sealed).where(tables.aid.c.centre == number)
        ).all()
        pushed = connection.scalar(
            select(func.sum(tables.audit.c.rows)).where(
                tables.audit.c.centre == number, tables.audit.c.action == "push"
            )
        )
    engine.dispose()
    # Each row was taken once, not written over by its double.
    assert (pushed or 0) == len(entries) + len(aid)
    return {tuple(row) for row in (*entries, *aid)}


def no_more_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.client.exchange.ATTEMPTS", 1)


@pytest.mark.usefixtures("small_pushes", "caplog")
def test_a_register_killed_half_way_gets_each_row_once(
    servers: ServerProcesses,
    open_copy: Callable[[str], Desk],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    undisturbed = joined(open_copy("quiet"), servers, "Quiet")
    disturbed = joined(open_copy("killed"), servers, "Killed")
    fill(undisturbed)
    fill(disturbed)
    quiet_receipt = close_month(undisturbed.desk, MONTH)
    no_more_tries(monkeypatch)
    laid: list[Stored] = []

    def kill_at_the_third_push(phase: str, done: int, _total: int, /) -> None:
        if phase == "push" and not laid and waiting(disturbed.desk):
            laid.append(waiting(disturbed.desk))
        if phase == "push" and done == 3:
            servers.register.kill()

    with pytest.raises(NetworkFailed) as failed:
        close_month(disturbed.desk, MONTH, kill_at_the_third_push)
    assert failed.value.reason == "register_unreachable"
    assert stored(servers.database, "Killed") < laid[0]
    servers.register.start()
    receipt = close_month(disturbed.desk, MONTH)
    assert stored(servers.database, "Killed") == laid[0]
    assert receipt.done_at is not None
    assert receipt.entries_sent == quiet_receipt.entries_sent == 6 * 40
    assert receipt.bundles_sent == quiet_receipt.bundles_sent == 6 * 2
    close_month(undisturbed.desk, MONTH)
    assert len(matches(disturbed.desk)) == len(matches(undisturbed.desk)) == 6
    assert len(overlaps(disturbed.desk)) == len(overlaps(undisturbed.desk)) == 12


@pytest.mark.usefixtures("caplog")
def test_a_server_that_is_down_is_named_and_nothing_is_sent(
    servers: ServerProcesses,
    open_copy: Callable[[str], Desk],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    centre = joined(open_copy("down"), servers, "Down")
    fill(centre)
    no_more_tries(monkeypatch)
    for server, reason in (
        (servers.register, "register_unreachable"),
        (servers.key_holders[1], "key_holder_unreachable"),
    ):
        server.kill()
        with pytest.raises(NetworkFailed) as failed:
            close_month(centre.desk, MONTH)
        assert failed.value.reason == reason
        assert failed.value.values["url"] == server.url
        server.start()
        assert stored(servers.database, "Down") == waiting(centre.desk) == set()
    assert close_month(centre.desk, MONTH).entries_sent == 6 * 40


@pytest.mark.usefixtures("caplog")
def test_a_key_holder_with_another_key_is_caught_before_anything_leaves(
    servers: ServerProcesses, open_copy: Callable[[str], Desk]
) -> None:
    centre = joined(open_copy("stranger"), servers, "Stranger")
    fill(centre)
    holder = servers.key_holders[0]
    holder.kill()
    holder.start(key_file="strangers.key")
    with pytest.raises(NetworkFailed) as failed:
        close_month(centre.desk, MONTH)
    assert failed.value.reason == "key_holder_key_changed"
    assert failed.value.values["url"] == holder.url
    assert stored(servers.database, "Stranger") == waiting(centre.desk) == set()
    with centre.desk.read() as session:
        assert session.scalar(select(func.count()).select_from(KnownToken)) == 0
        assert session.scalar(select(func.count()).select_from(SentMember)) == 0
    holder.kill()
    holder.start()
    assert close_month(centre.desk, MONTH).done_at is not None


@pytest.fixture
def proxy(network: LocalNetwork) -> Iterator[CuttingProxy]:
    with cutting_proxy(int(network.register_url.rpartition(":")[2])) as between:
        yield between


@pytest.mark.usefixtures("small_pushes", "caplog")
def test_a_line_cut_while_pushing_or_answering_stores_each_row_once(
    network: LocalNetwork,
    proxy: CuttingProxy,
    open_copy: Callable[[str], Desk],
    monkeypatch: pytest.MonkeyPatch,
    register_database: str,
) -> None:
    desk = open_copy("line")
    network.welcome(desk, "Line", proxy.url)
    fill(Centre(desk))
    laid: list[Stored] = []

    def note(phase: str, _done: int, _total: int, /) -> None:
        if phase == "push" and not laid and waiting(desk):
            laid.append(waiting(desk))

    # The register's first answer (the network) passes; then pushes break: 9 kB each.
    proxy.cuts += [12_000, 3_000, -900, 7_000]
    no_more_tries(monkeypatch)
    failures: list[str] = []
    while not receipts(desk) or receipts(desk)[0].done_at is None:
        try:
            close_month(desk, MONTH, note)
        except NetworkFailed as failed:
            failures.append(failed.reason)
    assert failures == ["register_unreachable"] * 4
    assert proxy.broken == 4
    assert stored(register_database, "Line") == laid[0]
    assert receipts(desk)[0].entries_sent == 6 * 40


def test_a_device_shut_out_is_told_and_keeps_its_files(here: Centre, network: LocalNetwork) -> None:
    fill(here)
    with here.desk.read() as session:
        device = enrolled_device(session).device
    revoke_device(network.register.engine, device, now())
    with pytest.raises(NetworkFailed) as failed:
        close_month(here.desk, MONTH)
    assert failed.value.reason == "device_revoked"
    assert waiting(here.desk) == set()


def test_a_refusal_for_another_reason_is_told_with_its_reason(
    here: Centre, network: LocalNetwork
) -> None:
    with network.register.engine.begin() as connection:
        connection.execute(tables.invitation.delete())
        connection.execute(tables.device.delete())
    with pytest.raises(NetworkFailed) as failed:
        close_month(here.desk, MONTH)
    assert failed.value.reason == "request_refused"
    assert failed.value.values["refusal"] == "not_signed"


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_wrong_by_ten_years_changes_no_month(
    here: Centre, there: Centre, years: int
) -> None:
    fill(here)
    fill(there)
    close_month(there.desk, MONTH)
    wrong = dataclasses.replace(here.desk, clock=lambda: now() + timedelta(days=365.25 * years))
    if years < 0:
        with pytest.raises(RuleBroken):
            close_month(wrong, MONTH)
    else:
        close_month(wrong, MONTH)
        assert len(overlaps(here.desk)) == 12
    close_month(here.desk, MONTH)
    assert len(overlaps(here.desk)) == 12
    with here.desk.read() as session:
        assert session.scalar(select(func.count()).select_from(SentMember)) == 6
