"""Chiusura del mese: what is doubtful, what leaves, the exchange, what came back, the receipt."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.services.aid import record_aid
from app.services.closing import VaultBehind, matches, overlaps, receipts
from app.services.household_file import household_file
from app.services.network import NetworkFailed
from models.entities import Closing, Sighting
from models.ids import new_id
from models.records.aid import RecordAid
from models.repositories.settings import setting
from models.rules.partial_date import PartialDate
from models.storage.audit import utc_text
from models.storage.witness import KNOWINGLY
from tests.support.accessibility import unnamed_widgets
from tests.support.network import local_network
from tests.support.vaults import open_a_file
from ui import messages
from ui.pages.closing import findings_step, receipt_step
from ui.pages.closing.words import CHECK, FINDINGS, LEAVING, RECEIPT, SENDING
from ui.pages.closing_page import ClosingPage

LAST_MONTH = "2026-10"


def shown(qtbot, desk) -> ClosingPage:
    page = ClosingPage(desk)
    qtbot.addWidget(page)
    page.resize(1150, 700)
    page.show()
    page.reload()
    return page


def press(page: ClosingPage, words: str) -> None:
    """Press a button of the step shown."""
    step = page.step(page.here)
    button = next(b for b in step.findChildren(QPushButton) if words in b.accessibleName())
    assert button.isEnabled()
    button.click()


def rows(table) -> list[str]:
    return [
        " ".join(cell if isinstance(cell, str) else cell.spoken for cell in row.cells)
        for row in table.rows()
    ]


@pytest.fixture
def consenting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whoever is asked says yes; what was asked is kept."""
    asked: list[str] = []

    def yes(_owner, title, words, _action) -> bool:
        asked.append(f"{title} {words}")
        return True

    monkeypatch.setattr(messages, "confirm", yes)
    return asked


@pytest.fixture
def two_centres(template, tmp_path):
    """The centre at this desk and another one, in a real network, with a household in common."""
    desks = []
    with local_network(tmp_path) as network:
        for name in ("San Giuseppe", "Sacra Famiglia"):
            folder = tmp_path / name
            folder.mkdir()
            desk = template.copy_to(folder).open(lambda: datetime.now(UTC))
            network.welcome(desk, name)
            household = open_a_file(desk, consents=("file", "register"))
            today = PartialDate.from_date(desk.today())
            record_aid(desk, RecordAid(household, "food", given_on=today))
            desks.append(desk)
        yield desks
        for desk in desks:
            desk.close()


def sighted(desk, strength: str = "review"):
    """A closed month, and another centre's household that may be one of ours."""
    household = open_a_file(desk, consents=("file", "register"))
    record_aid(desk, RecordAid(household, "food", given_on=PartialDate(2026, 10, 21)))
    with desk.work("seed", journal=False) as work:
        moment = utc_text(desk.clock())
        work.session.add(
            Closing(
                month=LAST_MONTH,
                begun_at=moment,
                done_at=moment,
                phase="done",
                counts='{"entries_sent": 40}',
                digest="ab" * 32,
            )
        )
        sighting = Sighting(
            id=new_id(),
            household_id=household,
            other_handle=b"h" * 16,
            other_centre="Sacra Famiglia",
            content_key=b"k" * 32,
            seen_at=moment,
            strength=strength,
            reasons='["similar_names", "same_birth_date"]',
            people=2,
            answer="",
        )
        work.session.add(sighting)
        work.commit()
    return household


def test_a_month_is_closed_in_five_presses_and_the_other_centre_is_seen(
    qtbot, two_centres, consenting
):
    here, there = two_centres
    month = here.today().isoformat()[:7]
    other = shown(qtbot, there)
    press(other, "Cosa parte")
    press(other, "Invia")
    page = shown(qtbot, here)
    press(page, "Cosa parte")
    press(page, "Invia")
    press(page, "Ricevuta")
    assert len(consenting) == 2
    assert page.here == RECEIPT
    assert [receipt.month for receipt in receipts(here) if receipt.done_at] == [month]
    assert len(overlaps(here, month)) == 1
    page.move_to(FINDINGS)
    (line,) = rows(page.step(FINDINGS).tables.overlaps)
    assert "Abdel Rahman Mahmoud" in line
    assert "Sacra Famiglia" in line
    assert "certo" in line


@pytest.mark.usefixtures("consenting")
def test_an_interrupted_closing_goes_on_from_where_it_was(qtbot, two_centres):
    here, _ = two_centres
    page = shown(qtbot, here)
    sending = page.step(SENDING)
    show_step = sending.progress.show_step

    def stop_while_handing_over(words, done, total):
        show_step(words, done, total)
        if "Le consegno" in words:
            sending.progress.cancel_requested.emit()

    sending.progress.show_step = stop_while_handing_over
    press(page, "Cosa parte")
    press(page, "Invia")
    assert page.here == SENDING
    assert "Interrotto" in sending.banner.accessibleName()
    assert not any(receipt.done_at for receipt in receipts(here))
    sending.progress.show_step = show_step
    press(page, "Riprendi")
    assert page.here == FINDINGS
    assert [bool(receipt.done_at) for receipt in receipts(here)] == [True]


@pytest.mark.usefixtures("consenting")
def test_a_centre_outside_the_network_is_shown_the_way_in(qtbot, full_desk):
    page = shown(qtbot, full_desk)
    press(page, "Cosa parte")
    press(page, "Invia")
    assert "non è ancora in rete" in page.step(SENDING).banner.accessibleName()
    with qtbot.waitSignal(page.page_requested) as asked:
        press(page, "Impostazioni")
    assert asked.args[0] == "settings"


@pytest.fixture
def sent_in_vain(qtbot, full_desk, consenting, monkeypatch):
    """The page after an exchange that ended with this error, and what it tells."""
    assert consenting == []

    def send(error):
        def refuse(_desk, _month, _progress):
            raise error

        monkeypatch.setattr("ui.pages.closing.sending_step.close_month", refuse)
        page = shown(qtbot, full_desk)
        press(page, "Cosa parte")
        press(page, "Invia")
        return page, page.step(SENDING).banner.accessibleName()

    return send


def test_a_register_that_does_not_answer_is_told_in_plain_words(sent_in_vain):
    gone = NetworkFailed(reason="register_unreachable", url="https://register.invalid")
    page, told = sent_in_vain(gone)
    assert "non risponde" in told
    assert "al sicuro" in told
    assert "REGISTER-UNREACHABLE" in told
    assert page.month_choice.isEnabled()


def test_an_older_file_is_told_and_the_coordinator_goes_on_with_it(
    sent_in_vain, full_desk, monkeypatch
):
    seen_at = datetime(2026, 11, 3, 18, 0, tzinfo=UTC)
    page, told = sent_in_vain(VaultBehind(reason="older", seen_at=seen_at, found_at=None))
    assert "il 3 novembre 2026" in told
    assert "Non è partito niente" in told
    assert "VAULT-BEHIND" in told
    assert not unnamed_widgets(page)
    tried = []

    def offline(*_told):
        with full_desk.read() as session:
            tried.append(setting(session, KNOWINGLY))
        raise NetworkFailed(reason="register_unreachable", url="")

    monkeypatch.setattr("ui.pages.closing.sending_step.close_month", offline)
    press(page, "Vai avanti con questo archivio")
    assert tried == [True]
    assert not page.step(SENDING)._knowingly.isVisible()


def test_what_leaves_is_shown_row_by_row_with_the_name_kept_apart(qtbot, full_desk):
    page = shown(qtbot, full_desk)
    press(page, "Cosa parte")
    step = page.step(LEAVING)
    assert len(step.table.rows()) > 500
    named = step.table.rows()[0]
    assert named.cells[0]
    assert not any(isinstance(cell, str) and named.cells[0] in cell for cell in named.cells[1:])
    assert "Nessun nome" in step._says.text()


def test_nothing_is_sent_when_the_person_thinks_again(qtbot, full_desk, monkeypatch):
    monkeypatch.setattr(messages, "confirm", lambda *_: False)
    page = shown(qtbot, full_desk)
    press(page, "Cosa parte")
    press(page, "Invia")
    assert page.here == LEAVING
    assert receipts(full_desk) == ()


def test_a_doubt_leads_to_its_file_and_goes_once_it_is_mended(qtbot, desk):
    household = open_a_file(desk, consents=("file",))
    record_aid(desk, RecordAid(household, "food", given_on=PartialDate(2026, 11, 3)))
    page = shown(qtbot, desk)
    table = page.step(CHECK).table
    assert "senza consenso al registro" in rows(table)[0]
    with qtbot.waitSignal(page.page_requested) as asked:
        table.link_pressed.emit(table.rows()[0].key, 3)
    assert asked.args == ["household", household]


def test_a_centre_with_nothing_yet_is_told_so(qtbot, desk):
    page = shown(qtbot, desk)
    assert page.here == CHECK
    assert rows(page.step(CHECK).table) == []
    press(page, "Cosa parte")
    assert rows(page.step(LEAVING).table) == []


def test_a_closed_month_opens_at_what_came_back_and_a_match_can_be_answered(qtbot, desk):
    household = sighted(desk)
    page = shown(qtbot, desk)
    assert page.here == FINDINGS
    step = page.step(FINDINGS)
    step.tabs.setCurrentIndex(2)
    assert "Sono loro" in rows(step.tables.matches)[0]
    with qtbot.waitSignal(page.undo_offered) as offered:
        step.tables.matches.link_pressed.emit(step.tables.matches.rows()[0].key, 6)
    assert matches(desk)[0].answer == "different"
    page.reload()
    assert "non sono loro" in rows(step.tables.matches)[0]
    offered.args[1].run()
    assert matches(desk)[0].answer == ""
    page.reload()
    step.tables.matches.link_pressed.emit(step.tables.matches.rows()[0].key, 5)
    assert matches(desk)[0].answer == "same"
    page.reload()
    with qtbot.waitSignal(page.page_requested) as asked:
        step.tables.matches.link_pressed.emit(step.tables.matches.rows()[0].key, 6)
    assert asked.args == ["household", household]
    step.tables.matches.link_pressed.emit(step.tables.matches.rows()[0].key, 5)
    assert matches(desk)[0].answer == ""


def test_a_closed_month_is_reopened_from_its_receipt(qtbot, desk):
    sighted(desk)
    page = shown(qtbot, desk)
    press(page, "Ricevuta")
    assert "è chiuso" in page.step(RECEIPT).banner.accessibleName()
    press(page, "Riapri il mese")
    assert receipts(desk)[0].done_at is None
    page.reload()
    assert "non è ancora chiuso" in page.step(RECEIPT).banner.accessibleName()


def test_a_receipt_tells_of_a_register_whose_log_is_not_what_it_was(qtbot, desk):
    sighted(desk)
    with desk.work("close_month", journal=False) as work:
        work.session.get(Closing, LAST_MONTH).counts = '{"log_changed": 1}'
        work.commit()
    page = shown(qtbot, desk)
    press(page, "Ricevuta")
    told = page.step(RECEIPT).banner.accessibleName()
    assert "telefona a chi cura la rete" in told


def test_findings_and_receipt_are_printed_as_papers(qtbot, desk, monkeypatch):
    sighted(desk)
    drawn: list[tuple[str, bytes]] = []

    def keep(_owner, _title, file_name, draw):
        drawn.append((file_name, draw()))

    monkeypatch.setattr(findings_step, "show_paper", keep)
    monkeypatch.setattr(receipt_step, "show_paper", keep)
    page = shown(qtbot, desk)
    press(page, "Stampa")
    press(page, "Ricevuta")
    press(page, "Stampa")
    assert [name for name, _ in drawn] == ["riscontri-2026-10.pdf", "ricevuta-2026-10.pdf"]
    assert all(pdf.startswith(b"%PDF") for _, pdf in drawn)


def test_another_month_is_chosen_above(qtbot, full_desk):
    page = shown(qtbot, full_desk)
    press(page, "Cosa parte")
    page.month_choice.set_value("2026-09")
    page.month_choice.combo.activated.emit(page.month_choice.combo.currentIndex())
    assert page.here == CHECK
    assert page.step(CHECK).month == "2026-09"
    page.open_with("2026-08")
    page.reload()
    assert page.step(CHECK).month == "2026-08"


def test_the_keyboard_alone_reaches_what_leaves(qtbot, full_desk):
    page = shown(qtbot, full_desk)
    page.activateWindow()
    first = page.first_focus()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert page.here == LEAVING
    assert page.first_focus().accessibleName() == "Invia ottobre"


def test_every_step_can_be_read_aloud(qtbot, desk):
    sighted(desk)
    page = shown(qtbot, desk)
    for step in (CHECK, LEAVING, SENDING, FINDINGS, RECEIPT):
        page.move_to(step)
        assert unnamed_widgets(page) == []


def test_a_file_of_the_household_is_found_from_the_overlap(qtbot, desk):
    household = sighted(desk, "certain")
    page = shown(qtbot, desk)
    line = page.step(FINDINGS).tables.matches
    page.step(FINDINGS).tabs.setCurrentIndex(2)
    with qtbot.waitSignal(page.page_requested) as asked:
        line.row_opened.emit(line.rows()[0].key)
    assert household_file(desk, asked.args[1]).household_id == household
