"""A closing returns the month's counts; the network reads them when they are published."""

from dataclasses import replace
from datetime import timedelta

from app.services.closing import close_month
from app.services.closing.returns import make_returns
from app.services.statistics import export_figures, network_figures, network_months, own_figures
from models.records.household import MemberDraft
from models.rules.partial_date import PartialDate
from models.rules.returns import SHARE
from sync.register.database import reading
from sync.register.statistics import monthly, publish
from tests.integration.closing.conftest import Centre, now
from tests.support.network import LocalNetwork


def person(number: int) -> MemberDraft:
    return MemberDraft(
        "reference",
        f"Cognome{'abcdefghijklmnopqrstuvwxyz'[number]}",
        "Mario" if number % 2 else "Lucia",
        born=PartialDate(1960 + number, 1 + number % 12, 2 + number),
        birth_place="Cinisello Balsamo",
        sex="M" if number % 2 else "F",
    )


def month_of(centre: Centre) -> str:
    return centre.desk.today().isoformat()[:7]


def keep(centre: Centre, numbers: range, *, helps: bool = True) -> None:
    today = centre.desk.today().isoformat()
    for number in numbers:
        household = centre.register(person(number))
        if helps:
            centre.give(household, "food", today)


def close(centre: Centre) -> int:
    return close_month(centre.desk, month_of(centre)).returned_months


def test_shared_households_count_once_as_soon_as_every_centre_has_closed_again(
    here: Centre, there: Centre, network: LocalNetwork
):
    keep(here, range(18))
    keep(there, range(12, 26))
    month = month_of(here)
    assert (close(here), close(there)) == (1, 1)
    with reading(network.register.engine) as connection:
        early = monthly(connection, month)
    assert early.published_at is None
    assert early.awaited == ("San Pio",)
    assert network_months(here.desk) == ()

    close(here)

    assert network_months(there.desk) == (month,)
    told = network_figures(there.desk, month)
    totals = {each.code: each.count for each in told.figures if each.table == "total"}
    assert (totals["households"], totals["people"]) == (26, None)
    assert told.centres == 2


def test_a_closing_counts_each_shared_household_in_part(here: Centre, there: Centre):
    keep(here, range(3))
    keep(there, range(1, 5))
    for centre in (here, there, here):
        close(centre)

    own = {each.code: each.count for each in own_figures(here.desk, month_of(here))}

    assert (own["kept_households"], own["kept_people"]) == (2, 2)
    (made,) = make_returns(here.desk, month_of(here))
    (other,) = make_returns(there.desk, month_of(there))
    assert made.households + other.households == 5 * SHARE
    assert made.overlaps_found + other.overlaps_found == 2 * SHARE


def test_months_before_are_returned_anew(here: Centre):
    household = here.register(person(1))
    today = here.desk.today()
    here.give(household, "food", f"{today.year - 1}-12-01")

    assert close(here) == 3


def test_the_published_month_is_exported_as_a_table(here: Centre, network: LocalNetwork, tmp_path):
    keep(here, range(12))
    close(here)
    publish(network.register.engine, month_of(here), network.clock(), by="Anna Neri")
    told = network_figures(here.desk, month_of(here))

    written = export_figures(here.desk, tmp_path / "mese.csv", told)
    english = export_figures(here.desk, tmp_path / "month.csv", told, "en")

    lines = (tmp_path / "mese.csv").read_text("utf-8-sig").splitlines()
    assert written == english == len(told.figures) == len(lines) - 1
    assert lines[0] == "Tabella;Voce;Che cosa;Quanti"
    assert "In tutto;Nuclei aiutati nel mese;nuclei;12" in lines
    assert "Tipo di nucleo;Coppia;nuclei;riservato" in lines
    assert "Aid;Food;euro;0,00" in (tmp_path / "month.csv").read_text("utf-8-sig").splitlines()


def test_a_pc_years_ahead_closes_its_month_and_returns_nothing_of_it(here: Centre):
    keep(here, range(2))
    ahead = replace(here.desk, clock=lambda: now() + timedelta(days=800))

    assert close(Centre(ahead)) == 0
