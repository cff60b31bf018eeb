"""The forms of the coordinator page, filled in by somebody who means harm."""

import random
from typing import Final

import httpx

from tests.support.fuzz.hostile import FORM
from tests.support.fuzz.target import ADMINISTRATOR, Target
from tests.support.page import PAGES, Page, Visitor

VALUES: Final = (
    "",
    "\0",
    "-1",
    "9" * 400,
    "1e999",
    "NaN",
    "9999-99-99",
    "0001-01-01",
    "٣",
    "a" * 100_000,
    "\ud7ff\uffff\u202e",
    "<script>alert(1)</script>{{7*7}}{%x%}",
    "'; DROP TABLE device; --",
    "../../etc/passwd",
    "\r\nSet-Cookie: a=b",
    "é" * 4_000,
)
_LEFT_ALONE: Final = ("/page/sign-out", "/page/passphrase", "/page/sign-in")


def fuzz_pages(target: Target, rounds: int, number: int) -> None:
    """Fill in each form of each page with hostile values, and ask for addresses that are none."""
    chance = random.Random(number)
    with httpx.Client(follow_redirects=True, timeout=target.http.timeout) as client:
        visitor = Visitor(target.register.url, client)
        visitor.sign_in(ADMINISTRATOR)
        for name in PAGES:
            page = visitor.get(name)
            _note(target, f"GET {name}", visitor.answer)
            for action, fields in _forms(page, name):
                for _ in range(rounds):
                    _fill(target, client, action, fields, chance)
        for path in ("/page/centres/{}", "/page/devices/{}/confirm", "/page/statistics/{}/csv"):
            for value in VALUES:
                try:
                    answer = client.get(target.register.url + path.format(value[:2_000]))
                except httpx.InvalidURL:
                    continue
                _note(target, path, answer)


def _forms(page: Page, name: str) -> list[tuple[str, dict[str, str]]]:
    forms = {id(form): (form, {}) for form in page.of("form")}
    for element in page.of("input", "select", "textarea", "button"):
        above = element.parent
        while above is not None and id(above) not in forms:
            above = above.parent
        if above is not None and "name" in element.attributes:
            fields: dict[str, str] = forms[id(above)][1]
            fields[element.attributes["name"]] = element.attributes.get("value", "")
    return [
        (form.attributes.get("action") or f"/page/{name}", fields)
        for form, fields in forms.values()
        if form.attributes.get("method", "").lower() == "post"
        and form.attributes.get("action") not in _LEFT_ALONE
    ]


def _fill(
    target: Target,
    client: httpx.Client,
    action: str,
    fields: dict[str, str],
    chance: random.Random,
) -> None:
    filled = {
        name: value if name == "_csrf_token" or chance.random() < 0.3 else chance.choice(VALUES)
        for name, value in fields.items()
    }
    url = httpx.URL(target.register.url).join(action)
    kind = chance.random()
    if kind < 0.7:
        answer = client.post(url, data=filled)
    elif kind < 0.85:
        answer = client.post(url, files={name: (name, value) for name, value in filled.items()})
    else:
        token = filled.get("_csrf_token", "").encode()
        noise = b"_csrf_token=" + token + b"&" + chance.randbytes(500)
        answer = client.post(url, content=noise, headers={"content-type": FORM})
    _note(target, f"POST {action} {str(filled)[:300]}", answer)


def _note(target: Target, what: str, answer: httpx.Response | None) -> None:
    assert answer is not None
    target.tally.note("page", what, answer.status_code)
