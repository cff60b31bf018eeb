"""Whether a family stands at the register, how it is taken out at once, and what a restore says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from sqlalchemy import select

from app.services.closing import close_month, held_back, register_standing, send_withdrawals
from app.services.closing.reconciling import doubt
from app.services.consents import withdraw_consent
from app.services.desk import Desk
from app.services.network import enrolled_device
from models.entities import Published, Reconciliation
from models.ids import new_id
from models.storage.audit import utc_text
from sync.client import farewell_address
from sync.register import tables
from sync.register.devices import revoke_device
from tests.support.network import LocalNetwork, local_network
from tests.support.vaults import ClosedVault, open_a_file
from ui.pages.closing.restored_band import RestoredBand
from ui.pages.household.register_band import RegisterBand

MONTH = "2026-10"


@dataclass
class Enrolled:
    """A centre in a real network, with one family that consented."""

    desk: Desk
    family: UUID
    network: LocalNetwork


@pytest.fixture
def enrolled(template: ClosedVault, tmp_path: Path) -> Iterator[Enrolled]:
    with local_network(tmp_path) as network:
        desk = template.copy_to(tmp_path).open(lambda: datetime.now(UTC))
        network.welcome(desk, "San Giuseppe")
        yield Enrolled(desk, open_a_file(desk, consents=("file", "register")), network)
        desk.close()


def said(widget: QWidget) -> str:
    return " ".join(each.text() for each in widget.findChildren(QLabel) if not each.isHidden())


@pytest.fixture
def band(qtbot, enrolled: Enrolled) -> RegisterBand:
    made = RegisterBand(enrolled.desk)
    qtbot.addWidget(made)
    made.sent.connect(lambda: None)
    made.show()
    return made


def test_a_family_is_followed_into_the_register_and_out_of_it(
    band: RegisterBand, enrolled: Enrolled
) -> None:
    band.show_household(enrolled.family)
    assert "Alla chiusura del mese gli aiuti partono" in said(band)
    close_month(enrolled.desk, MONTH)
    band.show_household(enrolled.family)
    assert "È nel registro della rete" in said(band)
    assert band.send.isHidden()
    withdraw_consent(enrolled.desk, enrolled.family, "register")
    band.show_household(enrolled.family)
    assert "È ancora nel registro della rete" in said(band)
    band.send.click()
    assert "Uscito dal registro della rete" in said(band)
    assert band.send.isHidden()
    assert band.progress.isHidden()


def test_a_failure_is_told_in_words_and_the_family_still_waits(
    band: RegisterBand, enrolled: Enrolled
) -> None:
    close_month(enrolled.desk, MONTH)
    withdraw_consent(enrolled.desk, enrolled.family, "register")
    with enrolled.desk.read() as session:
        device = enrolled_device(session).device
    revoke_device(enrolled.network.register.engine, device, datetime.now(UTC))
    band.show_household(enrolled.family)
    band.send.click()
    assert "Questo computer non può più parlare per il centro" in said(band)
    assert register_standing(enrolled.desk, enrolled.family).code == "must_leave"


def test_a_family_that_waits_for_the_confirmation_is_told_so(
    band: RegisterBand, enrolled: Enrolled
) -> None:
    close_month(enrolled.desk, MONTH)
    withdraw_consent(enrolled.desk, enrolled.family, "register")

    def stop(_phase: str, _done: int, total: int, /) -> None:
        if total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send_withdrawals(enrolled.desk, stop)
    band.show_household(enrolled.family)
    assert "Sta uscendo dal registro della rete" in said(band)
    band.send.click()
    assert "Uscito dal registro della rete" in said(band)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("register_restored", "Il registro della rete è tornato a una copia del 3 ottobre 2026."),
        ("vault_restored", "Questo archivio è più vecchio di quello dell'ultima chiusura."),
        ("joined_again", "Questo computer parla ora per il centro"),
        ("push_conflict", "Ho confrontato il registro della rete con questo archivio."),
    ],
)
def test_a_month_in_which_something_was_put_back_says_so(
    qtbot, enrolled: Enrolled, reason: str, words: str
) -> None:
    shown = RestoredBand(enrolled.desk)
    qtbot.addWidget(shown)
    close_month(enrolled.desk, MONTH)
    shown.show_month(MONTH)
    assert shown.isHidden()
    with enrolled.desk.work("reconcile", journal=False) as work:
        went_back_to = "2026-10-03T08:00:00.000Z" if reason == "register_restored" else None
        work.session.add(
            Reconciliation(
                id=new_id(),
                at=utc_text(datetime.now(UTC)),
                reason=reason,
                went_back_to=went_back_to,
                erased=3,
                missing=40,
                held_back=0,
            )
        )
        work.commit()
    shown.show_month(MONTH)
    assert not shown.isHidden()
    assert words in said(shown)
    assert "Ho rimandato quello che mancava (40 righe)." in said(shown)
    assert "Ho tolto quello che non deve più starci (3 righe)." in said(shown)


def test_families_held_back_are_named(qtbot, enrolled: Enrolled, band: RegisterBand) -> None:
    close_month(enrolled.desk, MONTH)
    withdraw_consent(enrolled.desk, enrolled.family, "register")
    with enrolled.desk.read() as session:
        key = session.scalars(select(Published.content_key)).one()
    with enrolled.network.register.engine.begin() as connection:
        connection.execute(
            tables.farewell.insert().values(centre=1, address=farewell_address(key), said_at=1)
        )
    doubt(enrolled.desk, "vault_restored")
    close_month(enrolled.desk, MONTH)
    (held,) = held_back(enrolled.desk)
    shown = RestoredBand(enrolled.desk)
    qtbot.addWidget(shown)
    shown.show_month(MONTH)
    assert f"finché non firmano di nuovo: {held.names}" in said(shown)
    band.show_household(enrolled.family)
    assert "Chiedi di nuovo il consenso per la rete" in said(band)
