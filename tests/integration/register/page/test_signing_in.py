"""The door of the coordinator page."""

import re
import sqlite3
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from sync.register import administrators, tables
from sync.register.administrators import (
    LONGEST_NAME,
    TRIES,
    TRIES_SECONDS,
    AdministratorExists,
    AdministratorUnknown,
    NameInvalid,
    add_administrator,
    change_passphrase,
    list_administrators,
    remove_administrator,
    reset_passphrase,
)
from sync.register.database import reading
from sync.register.page.sessions import IDLE_SECONDS, LIFE_SECONDS
from tests.support.page import PAGES, PASSPHRASE, ServedPage, Visitor, served_page

WRONG = "Il nome e la frase segreta non vanno insieme."
SHUT = "Troppi tentativi"


def test_nobody_sees_a_page_or_does_anything_without_signing_in(visitor: Visitor) -> None:
    for path in (*PAGES, "centres/1", "devices/00/confirm", "nowhere", ""):
        visitor.get(path)
        assert visitor.place == "/page/sign-in"
    for path in ("invitations", "agreement", "board", "log/verify", "passphrase"):
        visitor.send(path, form="sign-in", centre="San Pio", title="x")
        assert visitor.place == "/page/sign-in"


def test_a_first_passphrase_opens_one_page_only_until_it_is_changed(
    page: ServedPage, visitor: Visitor
) -> None:
    first = add_administrator(page.register.engine, "Carla", page.clock(), by="command line")
    visitor.sign_in("Carla", first)
    assert visitor.place == "/page/passphrase"
    visitor.get("centres")
    assert visitor.place == "/page/passphrase"

    visitor.send("passphrase", present=first, chosen=PASSPHRASE, again=PASSPHRASE)

    assert visitor.place == "/page/centres"
    visitor.send("sign-out", form="centres")
    assert WRONG in visitor.sign_in("Carla", first).text


def test_a_passphrase_is_changed_by_who_knows_it_for_a_good_one(anna: Visitor) -> None:
    new = "cinque gatti neri sulla scala"
    for present, chosen, again, said in (
        ("sbagliata", new, new, "Non è questa."),
        (PASSPHRASE, "corta", "corta", "Troppo facile"),
        (PASSPHRASE, "a" * 40, "a" * 40, "Troppo facile"),
        (PASSPHRASE, PASSPHRASE, PASSPHRASE, "uguale a prima"),
        (PASSPHRASE, new, "altra", "Non è uguale"),
    ):
        told = anna.send("passphrase", present=present, chosen=chosen, again=again)
        assert anna.status == 422
        assert said in told.text
    for _ in range(TRIES + 1):
        told = anna.send("passphrase", present="sbagliata", chosen=new, again=new)
    assert SHUT in told.text


def test_a_changed_passphrase_closes_the_other_sessions(page: ServedPage, anna: Visitor) -> None:
    with page.visitor() as elsewhere:
        elsewhere.sign_in("Anna")
        new = "cinque gatti neri sulla scala"
        told = anna.send("passphrase", present=PASSPHRASE, chosen=new, again=new)
        assert "La frase segreta è cambiata" in told.text
        elsewhere.get("centres")
        assert elsewhere.place == "/page/sign-in"


def test_a_wrong_name_and_a_wrong_passphrase_are_told_alike_and_cost_alike(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    fits = administrators._fits
    monkeypatch.setattr(
        administrators, "_fits", lambda typed, kept: asked.append(kept) or fits(typed, kept)
    )
    known = visitor.sign_in("Anna", "sbagliata")
    unknown = visitor.sign_in("Nessuno", "sbagliata")

    assert visitor.status == 403
    said = [re.sub(r"Anna|Nessuno|\w{128}", "", each.html) for each in (known, unknown)]
    assert said[0] == said[1]
    # One hash each, of the same memory, passes and lanes.
    parameters = [each.rsplit("$", 2)[0] for each in asked]
    assert len(parameters) == 2
    assert parameters[0] == parameters[1]


def test_a_guess_costs_what_rfc_9106_recommends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    kept = administrators._hash(PASSPHRASE)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_a_name_is_shut_after_some_failures_and_opens_by_itself(
    page: ServedPage, visitor: Visitor
) -> None:
    for _ in range(TRIES):
        assert WRONG in visitor.sign_in("Anna", "sbagliata").text
    assert SHUT in visitor.sign_in("Anna").text
    assert visitor.status == 429
    page.clock.advance(seconds=TRIES_SECONDS + 1)
    visitor.sign_in("Anna")
    assert visitor.place == "/page/centres"


def test_a_new_first_passphrase_opens_a_shut_door(page: ServedPage, visitor: Visitor) -> None:
    for _ in range(TRIES):
        visitor.sign_in("Anna", "sbagliata")
    first = reset_passphrase(page.register.engine, "Anna", page.clock(), by="command line")
    visitor.sign_in("Anna", first)
    assert visitor.place == "/page/passphrase"


def test_an_address_that_tries_many_names_is_shut_for_all_of_them(visitor: Visitor) -> None:
    for number in range(2 * TRIES):
        assert WRONG in visitor.sign_in(f"nome {number}", "sbagliata").text
    assert SHUT in visitor.sign_in("Anna").text


def test_who_signs_in_gets_a_session_that_nobody_chose_beforehand(
    page: ServedPage, visitor: Visitor
) -> None:
    host = "127.0.0.1"
    visitor.client.cookies.set("dapo-session", "chosen-by-another", domain=host, path="/")
    visitor.sign_in("Anna")
    first = visitor.client.cookies.get("dapo-session")
    assert first not in {None, "chosen-by-another"}

    visitor.send("sign-in", form="centres", name="Bruno", passphrase=PASSPHRASE)

    assert visitor.client.cookies.get("dapo-session") != first
    with httpx.Client(cookies={"dapo-session": str(first)}) as thief:
        assert thief.get(f"{page.url}/page/centres").status_code == 303


def test_signing_out_ends_the_session_at_the_register_too(page: ServedPage, anna: Visitor) -> None:
    kept = str(anna.client.cookies.get("dapo-session"))
    anna.send("sign-out", form="centres")
    assert anna.place == "/page/sign-in"
    with httpx.Client(cookies={"dapo-session": kept}) as thief:
        assert thief.get(f"{page.url}/page/centres").status_code == 303


def test_a_session_ends_when_nobody_uses_it_or_the_clock_goes_back(
    page: ServedPage, anna: Visitor
) -> None:
    for seconds in (IDLE_SECONDS, -60):
        page.clock.advance(seconds=seconds)
        anna.get("centres")
        assert anna.place == "/page/sign-in"
        anna.sign_in("Anna")


def test_a_session_in_use_ends_at_the_end_of_the_day(page: ServedPage, anna: Visitor) -> None:
    step = timedelta(seconds=IDLE_SECONDS - 60)
    for _ in range(timedelta(seconds=LIFE_SECONDS) // step):
        page.clock.advance(seconds=step.total_seconds())
        anna.get("centres")
        assert anna.place == "/page/centres"
    page.clock.advance(seconds=step.total_seconds())
    anna.get("centres")
    assert anna.place == "/page/sign-in"


def test_who_is_removed_is_out_at_once(page: ServedPage, anna: Visitor) -> None:
    remove_administrator(page.register.engine, "Anna", page.clock(), by="command line")
    anna.get("centres")
    assert anna.place == "/page/sign-in"
    assert WRONG in anna.sign_in("Anna").text


def test_names_are_few_and_once(page: ServedPage) -> None:
    engine, now = page.register.engine, page.clock()
    add_administrator(engine, "Anna", now, by="command line")
    with pytest.raises(AdministratorExists):
        add_administrator(engine, "Anna", now, by="command line")
    for name in ("", "  ", "x" * (LONGEST_NAME + 1), "a\nb"):
        with pytest.raises(NameInvalid):
            add_administrator(engine, name, now, by="command line")
    for act in (remove_administrator, reset_passphrase):
        with pytest.raises(AdministratorUnknown):
            act(engine, "Nessuno", now, by="command line")
    with pytest.raises(AdministratorUnknown):
        change_passphrase(engine, "Nessuno", PASSPHRASE, now)
    with reading(engine) as connection:
        assert [each.name for each in list_administrators(connection)] == ["Anna"]


def test_the_database_keeps_no_passphrase_session_or_tried_name(
    page: ServedPage, visitor: Visitor, tmp_path: Path
) -> None:
    visitor.sign_in("Una frase scritta nel posto sbagliato", "x")
    visitor.sign_in("Anna")
    session = str(visitor.client.cookies.get("dapo-session"))
    page.register.engine.dispose()
    with sqlite3.connect(tmp_path / "register.db") as database:
        kept = "\n".join(database.iterdump())
    for secret in (PASSPHRASE, session, "posto sbagliato"):
        assert secret not in kept
        assert secret.encode().hex().upper() not in kept.upper()
    assert tables.administrator.name in kept


@pytest.mark.parametrize("public_url", [None, "https://registro.example"])
def test_cookies_are_kept_from_scripts_and_other_sites(
    tmp_path: Path, public_url: str | None
) -> None:
    with served_page(tmp_path, public_url) as page, page.visitor() as visitor:
        page.add("Anna")
        token = visitor.token("sign-in")
        form = str(visitor.answer.headers["set-cookie"]) if visitor.answer else ""
        # Over plain HTTP a browser would not send a Secure cookie: it is carried by hand.
        carried = form.split(";")[0]
        answer = httpx.post(
            f"{page.url}/page/sign-in",
            data={"_csrf_token": token, "name": "Anna", "passphrase": PASSPHRASE},
            headers={"cookie": carried},
        )
    assert answer.status_code == 303
    prefix = "__Host-dapo-" if public_url else "dapo-"
    for cookie, name in ((form, "form"), (answer.headers["set-cookie"], "session")):
        assert cookie.startswith(f"{prefix}{name}=")
        flags = {flag.strip().lower() for flag in cookie.split(";")[1:]}
        assert {"httponly", "samesite=strict", "path=/"} <= flags
        assert ("secure" in flags) == bool(public_url)
        assert not any(flag.startswith("domain") for flag in flags)
