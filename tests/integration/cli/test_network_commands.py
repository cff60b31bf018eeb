"""Two centres, a register and two key-holders: enrol, close, match, from the command line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.register.enrolment import invite
from tests.integration.cli.conftest import REGISTER, Admin
from tests.support.network import LocalNetwork, local_network
from tests.support.vaults import ClosedVault

OTHER = """Scheda;Cognome;Nome;Nato il;CF;Data;Aiuto;Quanti
A-7;ROSSI;MARIA;02/03/1960;RSSMRA60C42F205G;08/10/2026;borsa spesa;1
A-8;VERDI;LUCA;14/05/1971;;09/10/2026;borsa spesa;1
"""


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalNetwork]:
    with local_network(tmp_path_factory.mktemp("network")) as running:
        yield running


@pytest.fixture
def centres(
    admin: Admin, empty: ClosedVault, network: LocalNetwork, tmp_path: Path
) -> tuple[Path, Path]:
    """Two enrolled centres that share Maria Rossi."""
    vaults = []
    for number, (name, text) in enumerate((("Qui", REGISTER), ("Altrove", OTHER))):
        vault = empty.copy_to(tmp_path, f"{number}.dapo").path
        register = tmp_path / f"{number}.csv"
        register.write_text(text, encoding="utf-8")
        centre = f"{name} {tmp_path.name}"
        assert admin("import", register, "--vault", vault, "--consent-register", "yes").code == 0
        code = invite(network.register.engine, centre, network.clock())
        joined = admin("enrol", network.register_url, "--vault", vault, "--code", code)
        assert joined.document["centre"] == centre
        assert len(joined.document["check_text"]) == len("1234 5678 9012 3456")
        network.confirm_waiting()
        assert len(joined.document["key_holders"]) == 2
        vaults.append(vault)
    return vaults[0], vaults[1]


def test_a_household_helped_twice_is_found_by_both_centres(
    admin: Admin, centres: tuple[Path, Path], tmp_path: Path
):
    here, there = centres
    for vault in (here, there, here):
        closed = admin("close-month", "2026-10", "--vault", vault)
        assert closed.code == 0
    assert closed.document["matches_certain"] == 1
    found = admin("matches", "--vault", here).document
    assert [set(match) for match in found] == [
        {"household_number", "other_centre", "strength", "reasons"}
    ]
    assert found[0]["household_number"] == "0101"
    assert found[0]["other_centre"] == f"Altrove {tmp_path.name}"
    assert found[0]["strength"] == "certain"
    assert "same_code" in found[0]["reasons"]
    assert admin("overlaps", "--vault", here).document == [
        {
            **found[0],
            "kind": "food",
            "given_on": "2026-10-05",
            "other_given_on": "2026-10-08",
        }
    ]
    assert admin("overlaps", "--vault", here, "--month", "2026-09").document == []
    assert [m["household_number"] for m in admin("matches", "--vault", there).document] == ["A-7"]
    matches = admin("matches", "--vault", here, as_json=False).out
    assert "certo  stesso codice fiscale" in matches
    assert "1 in comune." in matches
    overlaps = admin("overlaps", "--vault", here, as_json=False, lang="en").out
    assert "2026-10-05 / 2026-10-08" in overlaps
    assert "1 doubled aids." in overlaps
    again = ("close-month", "--all", "--knowingly", "--vault", here)
    closed_again = admin(*again, as_json=False).out
    assert "2026-10: chiusura terminata." in closed_again


@pytest.mark.usefixtures("vault")
def test_a_used_code_is_refused_in_words(admin: Admin, network: LocalNetwork):
    told = admin("enrol", network.register_url, "--code", "0000-0000-0000-0000", as_json=False)
    assert told.code == 4
    assert "Il codice non vale" in told.err


@pytest.mark.usefixtures("vault")
def test_a_centre_outside_the_network_closes_no_month(admin: Admin):
    told = admin("close-month", "2026-10")
    assert (told.code, told.refusal) == (3, "not_enrolled")


@pytest.mark.usefixtures("vault")
def test_a_register_that_does_not_answer_loses_nothing(
    admin: Admin, caplog: pytest.LogCaptureFixture
):
    told = admin("enrol", "http://127.0.0.1:9", "--code", "0000-0000-0000-0000", as_json=False)
    assert told.code == 4
    assert "Niente è perso" in told.err
    assert {record.name for record in caplog.records} <= {"stamina"}


@pytest.mark.usefixtures("vault")
def test_a_month_that_is_none_is_refused(admin: Admin):
    told = admin("close-month", "ottobre", as_json=False)
    assert told.code == 3
    assert "2026-11" in told.err
