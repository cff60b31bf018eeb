"""dapo-admin parcel: join, make, carry and answer, from the command line."""

from pathlib import Path

import pytest

from tests.integration.cli.conftest import REGISTER, Admin
from tests.support.network import LocalNetwork, local_network
from tests.support.parcels import unplugged
from tests.support.vaults import ClosedVault


def test_a_month_closes_by_way_of_a_stick(admin: Admin, empty: ClosedVault, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with local_network(tmp_path, key_holders=1) as network:
        lonely, courier = centres(admin, empty, network, tmp_path)
        with unplugged():
            code = network.invite("Santa Teresa")
            joined = admin("parcel", "join", stick, "--code", code, "--vault", lonely)
        request = joined.document["path"]
        carried = admin("parcel", "carry", request, "--vault", courier)
        with unplugged():
            read = admin("parcel", "answer", carried.document["path"], "--vault", lonely)
        assert len(read.document["check_text"]) == len("1234 5678 9012 3456")
        assert read.document["receipt"] is None
        network.confirm_waiting()
        told = []
        for number in (1, 2):
            with unplugged():
                made = admin("parcel", "make", "2026-10", stick, "--vault", lonely)
            assert made.document["number"] == number
            assert made.document["bytes"] == Path(made.document["path"]).stat().st_size
            carried = admin("parcel", "carry", made.document["path"], "--vault", courier)
            with unplugged():
                told.append(admin("parcel", "answer", carried.document["path"], "--vault", lonely))
    assert [each.document["is_done"] for each in told] == [False, True]
    assert told[1].document["receipt"]["entries_sent"] > 0
    assert told[0].document["people_waiting"] == 3


def centres(
    admin: Admin, empty: ClosedVault, network: LocalNetwork, tmp_path: Path
) -> tuple[Path, Path]:
    lonely, courier = (empty.copy_to(tmp_path, f"{name}.dapo").path for name in ("here", "there"))
    register = tmp_path / "register.csv"
    register.write_text(REGISTER, encoding="utf-8")
    admin("import", register, "--vault", lonely, "--consent-register", "yes")
    code = network.invite("San Pio")
    assert admin("enrol", network.register_url, "--vault", courier, "--code", code).code == 0
    network.confirm_waiting()
    return lonely, courier


@pytest.mark.usefixtures("vault")
def test_what_goes_wrong_with_a_file_is_said_in_words(admin: Admin, tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8")

    told = admin("parcel", "answer", photo, as_json=False)
    assert (told.code, told.err.strip()) == (3, "Il file non è un plico.")
    told = admin("parcel", "answer", tmp_path / "gone", as_json=False, lang="en")
    assert told.code == 4
    assert "The stick does not give back" in told.err
    told = admin("parcel", "make", "2026-10", tmp_path)
    assert (told.code, told.refusal) == (3, "not_enrolled")


@pytest.mark.usefixtures("vault")
def test_each_command_says_in_words_what_it_did(admin: Admin, tmp_path: Path) -> None:
    told = admin("parcel", "join", tmp_path, "--code", "0000-0000-0000-0000", as_json=False)
    assert told.code == 0
    assert "Richiesta d’ingresso" in told.out
