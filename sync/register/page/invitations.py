"""Invitations: a new code for a centre, those still open, taking one back."""

from typing import Any, Final

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY

from sync.protocol.limits import MAX_NAME_LENGTH, QUESTIONS_A_PERSON
from sync.register.database import reading
from sync.register.enrolment import (
    INVITATION_DAYS,
    InvitationUnknown,
    invite,
    list_centres,
    list_invitations,
    withdraw_invitation,
)
from sync.register.page.centres import MOST_PEOPLE
from sync.register.page.forms import Fields, read_number
from sync.register.page.visits import Visit

HERE: Final = "/page/invitations"


@get("/invitations", sync_to_thread=True)
def show_invitations(inside: NamedDependency[Visit]) -> Response[Any]:
    """Show open invitations and the form for a new one."""
    return _show(inside, {}, {})


@post("/invitations", status_code=HTTP_200_OK, sync_to_thread=True)
def make_invitation(
    inside: NamedDependency[Visit], fields: NamedDependency[Fields]
) -> Response[Any]:
    """Make a code; it is shown on the next page, once."""
    centre, people = fields.get("centre", ""), read_number(fields.get("people", "") or "0")
    refusals = {}
    if not centre or len(centre) > MAX_NAME_LENGTH or not centre.isprintable():
        refusals["centre"] = "centre"
    if people is None or people > MOST_PEOPLE:
        refusals["people"] = "people"
    if refusals or people is None:
        return _show(inside, fields, refusals)
    code = invite(
        inside.engine,
        centre,
        inside.now,
        by=inside.me.name,
        allowance=people * QUESTIONS_A_PERSON,
    )
    return inside.go(f"{HERE}/code", "invited", code=code, centre=centre)


@get("/invitations/code", sync_to_thread=True)
def show_code(inside: NamedDependency[Visit]) -> Response[Any]:
    """Show a code once, to print or to read aloud."""
    address = inside.register.public_url or inside.address
    return inside.show("code.html", address=address, days=INVITATION_DAYS)


@post("/invitations/{number:int}/withdraw", sync_to_thread=True)
def withdraw(inside: NamedDependency[Visit], number: FromPath[int]) -> Response[Any]:
    """Take an invitation back."""
    try:
        withdraw_invitation(inside.engine, number, inside.now, by=inside.me.name)
    except InvitationUnknown:
        return inside.go(HERE, "invitation_gone", is_good=False)
    return inside.go(HERE, "invitation_withdrawn")


def _show(visit: Visit, fields: Fields, refusals: dict[str, str]) -> Response[Any]:
    with reading(visit.engine) as connection:
        known = sorted(list_centres(connection).values(), key=str.casefold)
        invitations = list_invitations(connection, visit.now)
    return visit.show(
        "invitations.html",
        HTTP_422_UNPROCESSABLE_ENTITY if refusals else HTTP_200_OK,
        invitations=invitations,
        known=known,
        fields=fields,
        refusals=refusals,
        a_person=QUESTIONS_A_PERSON,
        days=INVITATION_DAYS,
    )


ROUTES: Final = (show_invitations, make_invitation, show_code, withdraw)
