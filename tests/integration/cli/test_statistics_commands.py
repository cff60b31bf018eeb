"""The month's counts from the command line: one's own, and the network's published."""

from pathlib import Path

import pytest

from sync.register.enrolment import invite
from sync.register.statistics import publish
from tests.integration.cli.conftest import REGISTER, Admin
from tests.support.network import local_network
from tests.support.vaults import ClosedVault


def test_own_counts_leave_and_the_networks_come_back_once_published(
    admin: Admin, empty: ClosedVault, tmp_path: Path
):
    register = tmp_path / "register.csv"
    register.write_text(REGISTER, encoding="utf-8")
    vault = ("--vault", empty.copy_to(tmp_path, "qui.dapo").path)
    with local_network(tmp_path) as network:
        assert admin("import", register, *vault, "--consent-register", "yes").code == 0
        code = invite(network.register.engine, "Qui", network.clock())
        invite(network.register.engine, "Altrove", network.clock())
        assert admin("enrol", network.register_url, *vault, "--code", code).code == 0
        network.confirm_waiting()
        network.enrol("Altrove")
        own = admin("month-counts", "2026-10", *vault).document["figures"]
        assert {"table": "total", "code": "households", "measure": "households"}.items() <= own[
            2
        ].items()
        assert own[2]["count"] >= 1
        assert (
            "Nuclei aiutati nel mese" in admin("month-counts", "2026-10", *vault, as_json=False).out
        )
        assert admin("close-month", "2026-10", *vault).document["returned_months"] >= 1
        assert admin("network-month", *vault).document == {"month": None, "figures": []}
        assert admin("network-month", "2026-10", *vault).code == 4

        publish(network.register.engine, "2026-10", network.clock(), by="Anna Neri")

        told = admin("network-month", *vault).document
        table = tmp_path / "rete.xlsx"
        printed = admin("network-month", *vault, "-o", table, as_json=False, lang="en").out
    assert (told["month"], told["centres"]) == ("2026-10", 1)
    assert {figure["count"] for figure in told["figures"]} == {None}
    assert "Households helped in the month,  households  withheld" in printed
    assert table.is_file()


@pytest.mark.usefixtures("vault")
def test_a_month_that_is_none_is_a_wrong_command_line(admin: Admin):
    with pytest.raises(SystemExit) as stopped:
        admin("month-counts", "ottobre")
    assert stopped.value.code == 2
