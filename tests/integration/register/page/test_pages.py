"""What an administrator does at the page, and what the page makes of hostile words."""

import re
import sqlite3
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from resources import resource_path
from sync.client import enrol
from sync.protocol.limits import QUESTIONS_A_PERSON
from sync.protocol.messages import NetworkMonth, PublishedAid, PublishedGroup, PublishedTable
from sync.register.agreement import Agreement, AgreementInvalid, agreement_in_force, make_agreement
from sync.register.audit import read_lines
from sync.register.database import read_epoch, reading, writing
from sync.register.devices import list_devices
from sync.register.enrolment import INVITATION_DAYS, invite, list_invitations
from sync.register.page import statistics, visits, words
from sync.register.page.guarding import HEADERS
from sync.register.tables import alarm, standing
from tests.support.page import PAGES, Page, ServedPage, Visitor

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    "{centre} %s & 'x'",
    "=HYPERLINK(1)",
    "\u202eonaip oilgorter\u202c",
    "W" * 200,
)


def code_of(page: Page) -> str:
    (shown,) = [each.text for each in page.of("p") if each.attributes.get("class") == "code"]
    return shown


def arrive(page: ServedPage, centre: str, by: str = "Anna") -> str:
    """A device that waits, enrolled over HTTP with a code; gives its id in hex."""
    code = invite(page.register.engine, centre, page.clock(), by=by)
    return enrol(page.url, code).device.hex()


def state_of(page: ServedPage, device: str) -> str:
    with reading(page.register.engine) as connection:
        return {line.device.hex(): line.state for line in list_devices(connection)}[device]


def alarm_about(page: ServedPage, centre: int) -> None:
    with writing(page.register.engine) as connection:
        connection.execute(
            alarm.insert().values(
                key_holder="https://custode.example",
                kind="quota",
                device=bytes([centre]) * 16,
                centre=centre,
                day="2026-11-22",
                questions=29_200,
                at=int(page.clock().timestamp()),
            )
        )


def test_a_centre_is_invited_confirmed_by_somebody_else_and_revoked(
    page: ServedPage, anna: Visitor, bruno: Visitor
) -> None:
    code = code_of(anna.send("invitations", centre="San Pio", people="1.200"))
    with reading(page.register.engine) as connection:
        (open_one,) = list_invitations(connection, page.clock())
    assert (open_one.allowance, open_one.invited_by) == (1_200 * QUESTIONS_A_PERSON, "Anna")
    device = enrol(page.url, code)
    path = f"devices/{device.device.hex()}"

    assert "Da confermare" in anna.get("centres").text
    asked = anna.get(f"{path}/confirm")
    assert device.check_text in asked.text
    assert "lo conferma un’altra persona" in asked.text
    assert [each for each in asked.of("form") if "confirm" in each.attributes["action"]] == []
    assert "lo conferma un’altra persona" in anna.send(f"{path}/confirm", form="centres").text
    assert state_of(page, device.device.hex()) == "waiting"

    assert "è confermato" in bruno.send(f"{path}/confirm").text
    assert state_of(page, device.device.hex()) == "confirmed"
    assert "non aspettava più" in bruno.send(f"{path}/confirm", form="centres").text

    assert "non si torna indietro" in anna.get(f"{path}/revoke").text
    assert "è revocato" in anna.send(f"{path}/revoke").text
    assert state_of(page, device.device.hex()) == "revoked"
    assert "già stato revocato" in anna.get(f"{path}/revoke").text
    with reading(page.register.engine) as connection:
        acts = {(line.action, line.by) for line in read_lines(connection, before=None, limit=99)}
    assert {("invite", "Anna"), ("confirm", "Bruno"), ("revoke", "Anna")} <= acts


def test_one_administrator_alone_confirms_and_is_told_that_two_are_safer(page: ServedPage) -> None:
    page.add("Anna")
    with page.visitor() as anna:
        anna.sign_in("Anna")
        device = arrive(page, "San Pio")
        assert "Siete in uno solo" in anna.get(f"devices/{device}/confirm").text
        assert "è confermato" in anna.send(f"devices/{device}/confirm").text


def test_a_code_is_shown_once_and_kept_nowhere(
    page: ServedPage, anna: Visitor, tmp_path: Path
) -> None:
    token = anna.token("invitations")
    anna.client.follow_redirects = False
    anna.client.post(
        f"{page.url}/page/invitations", data={"_csrf_token": token, "centre": "San Pio"}
    )
    with sqlite3.connect(tmp_path / "register.db") as database:
        waiting = "\n".join(database.iterdump())
    code = code_of(anna.get("invitations/code"))
    assert code not in waiting
    assert code.encode().hex().upper() not in waiting.upper()
    assert "una volta sola" in anna.get("invitations/code").text
    assert code not in anna.get("invitations").html


def test_an_invitation_that_makes_no_sense_is_asked_again(page: ServedPage, anna: Visitor) -> None:
    for centre, people in (("", "3"), ("a\x00b", "3"), ("San Pio", "molte"), ("x", "200001")):
        told = anna.send("invitations", centre=centre, people=people)
        assert anna.status == 422
        assert [each for each in told.of("input") if "aria-invalid" in each.attributes]
    with reading(page.register.engine) as connection:
        assert list_invitations(connection, page.clock()) == ()


def test_an_invitation_is_taken_back(page: ServedPage, anna: Visitor) -> None:
    assert f"Vale {INVITATION_DAYS} giorni" in anna.send("invitations", centre="San Pio").text
    assert "ripreso" in anna.send("invitations/1/withdraw", form="invitations").text
    assert "non c’era più" in anna.send("invitations/1/withdraw", form="invitations").text
    with reading(page.register.engine) as connection:
        assert list_invitations(connection, page.clock()) == ()


def test_more_questions_are_granted_for_so_many_people(page: ServedPage, anna: Visitor) -> None:
    device = arrive(page, "San Pio")
    for people in ("", "0", "-3", "due", "200001"):
        anna.send(f"devices/{device}/allowance", form="centres/1", people=people)
        assert anna.status == 422
    told = anna.send(f"devices/{device}/allowance", form="centres/1", people="50")
    assert "50" in told.text
    with reading(page.register.engine) as connection:
        assert list_devices(connection)[0].allowance == 50 * QUESTIONS_A_PERSON


def test_an_alarm_is_seen_until_somebody_looked_after_it(page: ServedPage, anna: Visitor) -> None:
    arrive(page, "San Pio")
    alarm_about(page, 1)
    assert "Un allarme da guardare." in anna.get("centres").text
    assert "29.200 domande" in anna.get("alarms").text
    assert "Segnato" in anna.send("alarms/1", form="alarms").text
    assert "già stato guardato" in anna.send("alarms/1", form="alarms").text
    assert "Un allarme da guardare." not in anna.get("centres").text


def agreement_fields(page: ServedPage, **changed: str) -> dict[str, str]:
    today = page.clock().date().isoformat()
    fields = {"valid_from": today, "network_size": "town", "threshold": "5", "window_food": "15"}
    return fields | changed


def test_the_agreement_changes_from_a_day_on_and_keeps_its_past(
    page: ServedPage, anna: Visitor
) -> None:
    tomorrow = page.clock().date() + timedelta(days=1)
    new = agreement_fields(
        page, valid_from=f"{tomorrow:%d.%m.%y}", window_food="20", network_size="region"
    )
    assert "vale dal" in anna.send("agreement", **new).text
    with reading(page.register.engine) as connection:
        today = agreement_in_force(connection, page.clock().date())
        coming = agreement_in_force(connection, tomorrow)
    assert (today.windows["food"], today.network_size) == (15, "town")
    assert (dict(coming.windows), coming.network_size) == ({"food": 20}, "region")

    assert "ritirato" in anna.send("agreement/1/withdraw", form="agreement").text
    assert "È già cominciato" in anna.send("agreement/1/withdraw", form="agreement").text
    with reading(page.register.engine) as connection:
        assert agreement_in_force(connection, tomorrow) == today
    anna.send("agreement", **agreement_fields(page, threshold="7"))
    shown = anna.get("agreement").text
    assert "dall’inizio" in shown
    assert "ritirato da Anna" in shown


def test_what_nobody_can_agree_on_is_asked_again(page: ServedPage, anna: Visitor) -> None:
    yesterday = (page.clock().date() - timedelta(days=1)).isoformat()
    for changed in (
        {"valid_from": yesterday},
        {"valid_from": "mai"},
        {"network_size": "mondo"},
        {"threshold": "2"},
        {"threshold": "51"},
        {"threshold": "x"},
        {"window_food": "367"},
        {"window_money": "-1"},
    ):
        told = anna.send("agreement", **agreement_fields(page, **changed))
        assert anna.status == 422, changed
        assert [each for each in told.of("p") if each.attributes.get("class") == "refusal"]
    with reading(page.register.engine) as connection:
        assert agreement_in_force(connection, page.clock().date()).number == 0
    broken = Agreement(page.clock().date(), {"food": 400})
    with pytest.raises(AgreementInvalid):
        make_agreement(page.register.engine, broken, page.clock(), by="Anna")


def test_the_board_takes_plain_words_for_some_days(page: ServedPage, anna: Visitor) -> None:
    today = page.clock().date()
    good = {
        "title": "Magazzino chiuso",
        "text": "Lunedì\r\ne martedì.\x07",
        "shown_from": today.isoformat(),
        "shown_until": (today + timedelta(days=3)).isoformat(),
    }
    for changed in (
        {"title": ""},
        {"title": "x" * 121},
        {"shown_until": "mai"},
        {"shown_until": (today - timedelta(days=1)).isoformat()},
        {
            "shown_from": (today - timedelta(days=9)).isoformat(),
            "shown_until": (today - timedelta(days=1)).isoformat(),
        },
    ):
        anna.send("board", **good | changed)
        assert anna.status == 422, changed
    assert "in bacheca" in anna.send("board", **good).text
    assert "Lunedì e martedì." in anna.get("board").text
    assert "tolto" in anna.send("board/1/withdraw", form="board").text
    assert "non c’era più" in anna.send("board/1/withdraw", form="board").text


def test_the_log_is_verified_and_a_changed_line_is_named(page: ServedPage, anna: Visitor) -> None:
    assert "sono come sono state scritte" in anna.send("log/verify", form="log").text
    with writing(page.register.engine) as connection:
        connection.execute(text("DROP TRIGGER audit_keeps_words"))
        connection.execute(text("UPDATE audit SET \"by\" = 'altri' WHERE id = 2"))
    assert "La riga 2 non è come è stata scritta" in anna.send("log/verify", form="log").text


def test_the_log_is_read_a_page_at_a_time(anna: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.register.page.log.LINES_SHOWN", 2)
    first = anna.get("log")
    (older,) = [each for each in first.of("a") if "before" in each.attributes["href"]]
    second = anna.get(older.attributes["href"].removeprefix("/page/"))
    assert "entrato" in first.text
    assert "entrato" not in second.text


def test_hostile_names_are_words_and_nothing_else(page: ServedPage) -> None:
    today = page.clock().date().isoformat()
    name = HOSTILE[0]
    page.add(name)
    with page.visitor() as visitor:
        visitor.sign_in(name)
        for number, hostile in enumerate(HOSTILE, 1):
            device = arrive(page, hostile, by=hostile[:60])
            arrive(page, hostile, by=name)
            invite(page.register.engine, hostile, page.clock(), by=name)
            alarm_about(page, number)
            visitor.send(
                "board", title=hostile[:120], text=hostile, shown_from=today, shown_until=today
            )
            paths = (f"centres/{number}", f"devices/{device}/confirm", f"devices/{device}/revoke")
            for path in paths:
                look_for_harm(visitor.get(path))
                assert visitor.status == 200
        for path in PAGES:
            look_for_harm(visitor.get(path))
        shown = visitor.get("centres").of("body")[0].text
        assert [each for each in HOSTILE if each not in shown] == []


def look_for_harm(shown: Page) -> None:
    assert shown.of("script", "img", "iframe", "object", "style") == []
    names = {attribute for each in shown.elements for attribute in each.attributes}
    assert [each for each in names if each.startswith("on") or each == "style"] == []
    # Whatever direction a name is written in, it ends where the name ends.
    beside = {
        each.tag for each in shown.elements for hostile in HOSTILE if hostile[:60] in each.own
    }
    assert beside <= {"bdi", "title", "b"}


def test_a_copy_put_back_is_said_once_and_every_centre_must_compare(
    page: ServedPage, anna: Visitor
) -> None:
    code = invite(page.register.engine, "San Pio", page.clock(), by="Bruno")
    enrol(page.url, code)
    with reading(page.register.engine) as connection:
        before = read_epoch(connection)
    with writing(page.register.engine) as connection:
        (device,) = list_devices(connection)
        connection.execute(
            standing.insert().values(centre=device.centre, device=device.device, epoch=before)
        )
    assert "devono ancora confrontare" not in anna.get("centres").text
    assert "quello che aveva cancellato viene tolto di nuovo" in anna.get("restored").text
    assert "devono ancora confrontare le loro righe: San Pio." in anna.send("restored").text
    with reading(page.register.engine) as connection:
        assert read_epoch(connection) != before
        line = read_lines(connection, before=None, limit=1)[0]
    assert (line.action, line.by) == ("restored", "Anna")


@pytest.mark.usefixtures("caplog")
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
@pytest.mark.parametrize(
    "path", ["nowhere", "centres/x", "log", "looks/none", "devices/%2e%2e/%ff"]
)
def test_whatever_is_no_page_is_refused_with_a_page(anna: Visitor, method: str, path: str) -> None:
    answer = anna.client.request(method, f"{anna.url}/page/{path}")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert HEADERS.items() <= {key.title(): value for key, value in answer.headers.items()}.items()
    assert (answer.status_code == 200) == ((method, path) == ("GET", "log"))


def test_a_database_that_fails_is_said_with_a_page(
    anna: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise OperationalError("a secret statement", {}, Exception("disk"))

    monkeypatch.setattr(visits, "find_session", fail)
    assert "il registro ha avuto un guasto" in anna.get("centres").text.lower()
    assert anna.status == 500
    assert "page failed" in caplog.messages


def test_a_form_from_elsewhere_is_refused(page: ServedPage, anna: Visitor, bruno: Visitor) -> None:
    data = {"centre": "San Pio"}
    foreign = bruno.token("invitations")
    own = anna.token("invitations")
    for token in (None, "", "x" * 128, foreign, own[:-1] + ("0" if own[-1] != "0" else "1")):
        sent = data if token is None else data | {"_csrf_token": token}
        answer = anna.client.post(f"{page.url}/page/invitations", data=sent)
        assert answer.status_code == 403
        assert "Niente è stato cambiato." in Page(answer.text).text
    with reading(page.register.engine) as connection:
        assert list_invitations(connection, page.clock()) == ()


def test_every_answer_carries_the_headers_that_browsers_obey(
    page: ServedPage, anna: Visitor
) -> None:
    for path in (*PAGES, "nowhere", "centres/99", "looks/icon", "looks/fonts/bold"):
        anna.get(path)
        assert anna.answer is not None
        assert {name: anna.answer.headers[name] for name in HEADERS} == HEADERS
        is_kept = path.startswith("looks/")
        assert ("no-store" in anna.answer.headers["cache-control"]) != is_kept
    assert "'unsafe" not in HEADERS["Content-Security-Policy"]
    assert httpx.get(f"{page.url}/page/looks/fonts/wingdings").status_code == 404
    assert httpx.put(f"{page.url}/page/centres").status_code == 405


def test_an_address_that_is_no_page_says_so_in_words(anna: Visitor) -> None:
    for path in ("nowhere", "centres/99", "devices/zz/confirm", "statistics/2020-01/csv"):
        told = anna.get(path)
        assert anna.status == 404
        assert "Niente è stato cambiato." in told.text


def test_the_page_speaks_the_browser_s_language_or_the_one_switched_to(page: ServedPage) -> None:
    page.add("Anna")
    for asked, word in (("en-GB,it;q=0.5", "Sign in"), ("fr,it;q=0.5", "Entra"), ("", "Entra")):
        with page.visitor(asked) as visitor:
            assert word in visitor.get("sign-in").text
    with page.visitor("it") as visitor:
        visitor.sign_in("Anna")
        switched = visitor.send("language", form="agreement", language="en", back="/page/agreement")
        assert visitor.place == "/page/agreement"
        assert "In force" in switched.text
        assert switched.of("html")[0].attributes["lang"] == "en"
        for back in ("https://elsewhere.example/", "//elsewhere.example", "/page/../x", ""):
            visitor.send("language", form="agreement", language="xx", back=back)
            assert visitor.place == "/page/centres"


def test_every_sentence_of_the_page_has_its_english() -> None:
    sources = [
        *resource_path("page/templates").glob("*.html"),
        *Path(words.__file__).parent.glob("*.py"),
    ]
    wanted = set()
    for table in (words.FLASHES, words.ACTS):
        wanted |= set(table.values())
    for source in sources:
        written = source.read_text(encoding="utf-8")
        wanted |= {said for _, said in re.findall(r"""\bt\((["'])(.*?)\1""", written)}
        for both in re.findall(r"""t\.count\([^"]*"(.*?)", "(.*?)"\)""", written):
            wanted |= set(both)
    assert wanted == set(words.english())


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_file_for_a_spreadsheet_is_a_formula(start: str) -> None:
    assert statistics.safe_cell(f"{start}cmd|' /C calc'!A0").startswith("'")
    assert statistics.safe_cell("Viveri") == "Viveri"


def test_withheld_counts_are_marked_in_the_file_too(page: ServedPage, anna: Visitor) -> None:
    group = PublishedGroup("couple", None)
    counted = NetworkMonth(
        month="2026-10",
        published_at=None,
        centres=2,
        awaited=(),
        threshold=5,
        special_threshold=10,
        kept_households=90,
        kept_people=None,
        households=45,
        people=100,
        tables=(PublishedTable("typology", "households", is_partition=True, groups=(group,)),),
        aid=(PublishedAid("food", 9, 8, 700, None),),
        overlaps_found=None,
        overlaps_avoided=7,
    )
    rows = list(statistics.csv_rows(counted, words.Words("en")))
    assert ("2026-10", "Network", "Overlaps avoided", 7) in rows
    assert ("2026-10", "Food", "Households", None) in rows
    assert rows[-1][3] is None
    assert words.Words("it").euro(123_456) == "1.234,56"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(statistics, "months", lambda _connection: ("2026-10",))
        patch.setattr(statistics, "monthly", lambda _connection, _month: counted)
        shown = anna.get("statistics").text
        told = anna.client.get(f"{page.url}/page/statistics/2026-10/csv").text
    assert "Conti provvisori." in shown
    assert "non si scrive" in shown
    assert told.splitlines()[-1].endswith(";·")


def test_a_month_that_cannot_be_published_says_so(anna: Visitor) -> None:
    for month in ("2026-10", "x"):
        told = anna.send(f"statistics/{month}/publish", form="statistics")
        assert "non si possono pubblicare" in told.text
