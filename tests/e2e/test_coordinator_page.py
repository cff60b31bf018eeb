"""The coordinator's work in a real browser, with real centres on the other side."""

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from app.cli.demo_centres import CentreTask, bring
from app.services.board import hear_network, keep_heard, notices
from app.services.closing import close_month
from app.services.desk import Desk, utc_now
from app.services.network import NetworkFailed, enrol, network_state
from app.services.vaults import open_vault
from models.errors import DapoError
from resources import resource_path
from sync.register.administrators import add_administrator, change_passphrase
from sync.register.board import Notice, post_notice
from tests.support.browser import PHONE, WIDE, Browser, browser_at, browser_here
from tests.support.network import LocalNetwork, local_network
from tests.support.page import PAGES, PASSPHRASE, Visitor
from tests.support.vaults import PHRASE, make_vault, open_a_file

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(browser_here() is None, reason="no Chromium with its driver here"),
]

# Where pictures for the guide go; nowhere to be kept unless asked for.
PICTURES = os.environ.get("DAPO_PICTURES", "")
REGISTERS = ("sant_eusebio.ods", "san_giuseppe.xlsx")
CLOSED = "2026-10"
"""The latest month of the registers."""
NEWCOMER = "Centro di ascolto San Pietro"
TRUTH = Path(__file__).parents[1] / "data" / "people.csv"
LABELLED = """
return [...document.querySelectorAll('input:not([type=hidden]), select, textarea, button, a')]
  .filter(each => each.checkVisibility() && !(each.labels && each.labels.length)
    && !each.textContent.trim() && !each.getAttribute('aria-label'))
  .map(each => each.outerHTML)
"""
HEADINGS = "return [...document.querySelectorAll('h1, h2, h3')].map(each => +each.tagName[1])"
CONTRASTS = """
const light = colour => {
  const [r, g, b] = colour.map(part => {
    const share = part / 255;
    return share <= .04045 ? share / 12.92 : ((share + .055) / 1.055) ** 2.4;
  });
  return .2126 * r + .7152 * g + .0722 * b;
};
const read = text => text.match(/[\\d.]+/g).map(Number);
const ground = each => {
  for (; each; each = each.parentElement) {
    const colour = read(getComputedStyle(each).backgroundColor);
    if (colour.length === 3 || colour[3] > 0) return colour.slice(0, 3);
  }
  return [255, 255, 255];
};
const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), faint = [];
while (words.nextNode()) {
  const each = words.currentNode.parentElement;
  if (!words.currentNode.data.trim() || !each.checkVisibility()) continue;
  const [ink, paper] = [light(read(getComputedStyle(each).color).slice(0, 3)), light(ground(each))];
  const contrast = (Math.max(ink, paper) + .05) / (Math.min(ink, paper) + .05);
  if (contrast < 4.5) faint.push(`${contrast.toFixed(2)} ${words.currentNode.data.trim()}`);
}
return faint;
"""
SMALL = """
return [...document.querySelectorAll('.button, .menu a, .menu button, input:not([type=hidden])')]
  .filter(each => each.checkVisibility() && each.type !== 'radio')
  .map(each => [each.getBoundingClientRect().height, each.outerHTML.slice(0, 80)])
  .filter(([height]) => height < 36)
"""


@contextmanager
def seated(task: CentreTask) -> Iterator[Desk]:
    desk = open_vault(task.vault, task.passphrase)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalNetwork]:
    """A network of two centres that brought their registers in and closed a month."""
    folder = tmp_path_factory.mktemp("network")
    with local_network(folder, key_holders=1) as running:
        tasks = [
            CentreTask(resource_path(f"demo/{name}"), folder / f"{name}.dapo", PHRASE)
            for name in REGISTERS
        ]
        names = [bring(task).report["centre"] for task in tasks]
        for task, name in zip(tasks, names, strict=True):
            with seated(task) as desk:
                running.welcome(desk, name, allowance=40_000)
        # The first one again at the end: it sees what the other sent.
        for task in (*tasks, tasks[0]):
            with seated(task) as desk:
                close_month(desk, CLOSED)
        engine, now = running.register.engine, running.clock()
        for name in ("Anna", "Bruno"):
            add_administrator(engine, name, now, by="command line")
            change_passphrase(engine, name, PASSPHRASE, now)
        yield running


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A fourth centre, which has not joined yet."""
    opened = make_vault(tmp_path, utc_now).open(utc_now)
    yield opened
    opened.close()


@pytest.fixture
def browser(network: LocalNetwork, tmp_path: Path) -> Iterator[Browser]:
    with browser_at(network.register_url, tmp_path / "browser") as opened:
        yield opened
        told = [each["message"] for each in opened.driver.get_log("browser")]
        # The address that is no page answers 404, as it should.
        assert [each for each in told if "/page/nowhere" not in each] == []


def keep_picture(browser: Browser, folder: Path, name: str) -> None:
    browser.picture(Path(PICTURES or folder) / f"register-{name}.png")


def sign_out(browser: Browser) -> None:
    browser.press("Esci")
    assert browser.path == "/page/sign-in"


def test_a_coordinator_s_month_from_the_invitation_to_the_revocation(
    network: LocalNetwork, browser: Browser, desk: Desk, tmp_path: Path
) -> None:
    month = desk.today().isoformat()[:7]
    browser.go("sign-in")
    keep_picture(browser, tmp_path, "entra")
    browser.sign_in("Anna")
    enrol(desk, network.register_url, invited(browser, tmp_path))
    with pytest.raises(DapoError):
        close_month(desk, month)
    let_in(browser, network_state(desk).check_text, tmp_path)
    open_a_file(desk, consents=("file", "register"))
    close_month(desk, month)
    browser.go("centres")
    browser.press(NEWCOMER)
    assert "mai" not in browser.all(".facts")[0].text
    keep_picture(browser, tmp_path, "centro")

    agree_and_announce(browser, desk, tmp_path)
    heard = hear_network(desk)
    assert heard is not None
    keep_heard(desk, heard)
    assert [each.title for each in notices(desk)] == ["Magazzino chiuso lunedì"]
    assert dict(network_state(desk).windows)["school"] == 60

    shut_out(browser, tmp_path)
    with pytest.raises(NetworkFailed) as refused:
        close_month(desk, month)
    assert refused.value.reason == "device_revoked"
    browser.go("log")
    keep_picture(browser, tmp_path, "operazioni")
    browser.press("Verifica tutte le righe")
    assert "sono come sono state scritte" in browser.text
    sign_out(browser)
    browser.go("centres")
    assert browser.path == "/page/sign-in"


def invited(browser: Browser, folder: Path) -> str:
    """The code that the page shows once."""
    browser.go("invitations")
    browser.fill(centre=NEWCOMER, people="120")
    browser.press("Fai un codice")
    keep_picture(browser, folder, "codice")
    return browser.all(".code")[0].text


def let_in(browser: Browser, check_text: str, folder: Path) -> None:
    """Anna, who invited, may not confirm; Bruno compares the digits and does."""
    browser.go("centres")
    keep_picture(browser, folder, "centri")
    browser.press("Confronta e conferma")
    assert "L’hai invitato tu" in browser.text
    sign_out(browser)
    browser.sign_in("Bruno")
    browser.press("Confronta e conferma")
    assert check_text in browser.text
    keep_picture(browser, folder, "conferma")
    browser.press("Le cifre sono uguali: conferma")
    assert "è confermato" in browser.text


def agree_and_announce(browser: Browser, desk: Desk, folder: Path) -> None:
    """Change the agreement from today, and again from another day; pin a notice on the board."""
    browser.go("agreement")
    browser.fill(window_food="20", window_school="60")
    browser.press("Scrivi il nuovo accordo")
    later = f"{desk.today() + timedelta(days=30):%d/%m/%Y}"
    browser.fill(valid_from=later, window_clothing="120")
    browser.press("Scrivi il nuovo accordo")
    keep_picture(browser, folder, "accordo")
    browser.go("board")
    browser.fill(
        title="Magazzino chiuso lunedì",
        text="Il magazzino fa l’inventario. Le borse si ritirano martedì dalle 9.",
        shown_until=f"{desk.today() + timedelta(days=7):%d/%m/%Y}",
    )
    browser.press("Metti in bacheca")
    assert "L’avviso è in bacheca" in browser.text
    keep_picture(browser, folder, "bacheca")


def shut_out(browser: Browser, folder: Path) -> None:
    """Revoke the newcomer's device, after reading what that does."""
    browser.go("centres")
    browser.press(NEWCOMER)
    browser.press("Revoca…")
    assert "non si torna indietro" in browser.text
    keep_picture(browser, folder, "revoca")
    browser.press("Revoca questo computer")
    assert "è revocato" in browser.text


def test_the_month_s_counts_are_shown_taken_away_and_published(
    network: LocalNetwork, browser: Browser, tmp_path: Path
) -> None:
    browser.sign_in("Anna")
    browser.go(f"statistics?month={CLOSED}")
    keep_picture(browser, tmp_path, "statistiche")
    assert int(browser.all(".tile strong")[0].text) > 20
    assert "non si scrive" in browser.text
    cookies = {each["name"]: each["value"] for each in browser.driver.get_cookies()}
    answer = httpx.get(f"{network.register_url}/page/statistics/{CLOSED}/csv", cookies=cookies)
    rows = list(csv.reader(answer.text.removeprefix("\ufeff").splitlines(), delimiter=";"))
    assert rows[0] == ["Mese", "Cosa", "Voce", "Numero"]
    assert {row[3].isdigit() or row[3] == "·" for row in rows[1:]} == {True}
    assert all(row[0] == CLOSED for row in rows[1:])

    if "Conti provvisori." in browser.text:
        browser.press("Pubblica senza aspettare…")
        browser.press("Pubblica ")
        assert "I conti sono pubblicati." in browser.text
    assert "Pubblicati il" in browser.text


def test_the_pages_can_be_read_and_worked_by_everybody(
    network: LocalNetwork, browser: Browser, tmp_path: Path
) -> None:
    today = network.clock().date()
    post_notice(
        network.register.engine, Notice("W" * 120, "W" * 900, today, today), utc_now(), by="Anna"
    )
    faults = {}
    browser.go("sign-in")
    faults["sign-in"] = looked_over(browser)
    browser.sign_in("Anna")
    for path in (*PAGES, "centres/1", "nowhere"):
        for size in (WIDE, PHONE):
            browser.resize(size)
            for scheme in ("light", "dark"):
                features = [{"name": "prefers-color-scheme", "value": scheme}]
                browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
                browser.go(path)
                faults[f"{path} {size[0]} {scheme}"] = looked_over(browser)
                if (path, size, scheme) == ("centres", PHONE, "light"):
                    keep_picture(browser, tmp_path, "telefono")
    assert {place: found for place, found in faults.items() if found} == {}


def looked_over(browser: Browser) -> list[object]:
    """What is wrong with the page shown: unlabelled, out of order, faint, small, too wide."""
    headings = browser.run(HEADINGS)
    is_ordered = headings[:1] == [1] and headings.count(1) == 1
    steps = [after - before for before, after in pairwise(headings)]
    width = browser.run("return document.documentElement.scrollWidth - innerWidth")
    found = [*browser.run(LABELLED), *browser.run(CONTRASTS), *browser.run(SMALL)]
    if not is_ordered or max(steps, default=0) > 1:
        found.append(headings)
    if width > 0:
        found.append(f"{width} too wide")
    found += [each.get_attribute("outerHTML") for each in browser.all("th:not([scope])")]
    return found


def test_the_page_is_worked_by_keys_alone(browser: Browser) -> None:
    browser.sign_in("Anna")
    browser.run("document.body.focus()")
    focused = """
    const here = document.activeElement;
    return [here.textContent.trim(), getComputedStyle(here).outlineStyle]
    """
    seen = []
    for _ in range(4):
        browser.driver.switch_to.active_element.send_keys("\ue004")
        seen.append(tuple(browser.run(focused)))
    assert seen[0][0] == "Vai al contenuto"
    assert [each[0] for each in seen[1:]] == ["Centri", "Inviti", "Accordo"]
    assert {each[1] for each in seen} == {"solid"}


def test_a_phone_has_a_menu_that_opens_and_closes(browser: Browser) -> None:
    browser.resize(PHONE)
    browser.sign_in("Anna")
    (menu,) = browser.all("#menu")
    assert not menu.is_displayed()
    browser.all(".menu-open")[0].click()
    assert menu.is_displayed()
    browser.press("Statistiche")
    assert browser.path == "/page/statistics"


def test_no_page_names_a_person_or_a_household_that_the_centres_know(
    network: LocalNetwork,
) -> None:
    with TRUTH.open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))
    told = ""
    with httpx.Client(follow_redirects=True) as client:
        visitor = Visitor(network.register_url, client)
        # Saints lend their names to centres and to people.
        centres = visitor.sign_in("Anna").text.casefold()
        for path in (
            *PAGES,
            *(f"centres/{number}" for number in (1, 2)),
            "log?before=50",
            f"statistics?month={CLOSED}",
        ):
            told += visitor.get(path).html
        told += client.get(f"{network.register_url}/page/statistics/{CLOSED}/csv").text
    told = told.casefold()
    assert "eusebio" in told
    for person in people:
        whole = (f"{person['surname']} {person['name']}", f"{person['name']} {person['surname']}")
        for clear in (*whole, person["cf"]):
            assert not clear.strip() or clear.casefold() not in told
        surname = person["surname"].casefold()
        assert len(surname) < 6 or surname in centres or surname not in told
