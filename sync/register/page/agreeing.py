"""The agreement and the board, as the coordinator changes them."""

from datetime import date
from typing import Any, Final

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY

from sync.register.agreement import (
    GREATEST_THRESHOLD,
    LEAST_THRESHOLD,
    LONGEST_WINDOW,
    Agreement,
    AgreementInvalid,
    AgreementStands,
    agreement_in_force,
    list_agreements,
    make_agreement,
    withdraw_agreement,
)
from sync.register.board import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    AnnouncementInvalid,
    AnnouncementUnknown,
    Notice,
    list_notices,
    post_notice,
    withdraw_notice,
)
from sync.register.database import reading
from sync.register.page.forms import Fields, read_day, read_number
from sync.register.page.visits import Visit
from sync.register.page.words import Words

AGREEMENT, BOARD = "/page/agreement", "/page/board"


@get("/agreement", sync_to_thread=True)
def show_agreement(inside: NamedDependency[Visit]) -> Response[Any]:
    """Show what holds, what will, and what held."""
    return _show_agreement(inside, {}, {})


@post("/agreement", status_code=HTTP_200_OK, sync_to_thread=True)
def take_agreement(
    inside: NamedDependency[Visit], fields: NamedDependency[Fields]
) -> Response[Any]:
    """Make a new version, from a day on."""
    begins = read_day(fields.get("valid_from", ""))
    threshold = read_number(fields.get("threshold", ""))
    windows = {
        kind: read_number(fields.get(f"window_{kind}", "") or "0")
        for kind, _ in inside.words.aid_kinds()
    }
    refusals = {
        f"window_{kind}": "window" for kind, days in windows.items() if not _is_window(days)
    }
    if begins is None or begins < inside.today:
        refusals["valid_from"] = "valid_from"
    if threshold is None or not LEAST_THRESHOLD <= threshold <= GREATEST_THRESHOLD:
        refusals["threshold"] = "threshold"
    if refusals or begins is None or threshold is None:
        return _show_agreement(inside, fields, refusals)
    agreed = Agreement(
        valid_from=begins,
        windows={kind: days for kind, days in windows.items() if days},
        network_size=fields.get("network_size", ""),
        threshold=threshold,
    )
    try:
        make_agreement(inside.engine, agreed, inside.now, by=inside.me.name)
    except AgreementInvalid:
        return _show_agreement(inside, fields, {"network_size": "network_size"})
    return inside.go(AGREEMENT, "agreed", day=inside.words.day(begins))


@post("/agreement/{number:int}/withdraw", sync_to_thread=True)
def take_agreement_back(inside: NamedDependency[Visit], number: FromPath[int]) -> Response[Any]:
    """Withdraw a version that has not begun."""
    try:
        withdraw_agreement(inside.engine, number, inside.now, by=inside.me.name)
    except AgreementStands:
        return inside.go(AGREEMENT, "agreement_stands", is_good=False)
    return inside.go(AGREEMENT, "agreement_withdrawn")


@get("/board", sync_to_thread=True)
def show_board(inside: NamedDependency[Visit]) -> Response[Any]:
    """Show the board and the form for a new announcement."""
    return _show_board(inside, {}, "")


@post("/board", status_code=HTTP_200_OK, sync_to_thread=True)
def take_notice(inside: NamedDependency[Visit], fields: NamedDependency[Fields]) -> Response[Any]:
    """Put an announcement on the board."""
    first, last = read_day(fields.get("shown_from", "")), read_day(fields.get("shown_until", ""))
    if first is None or last is None:
        return _show_board(inside, fields, "no_day")
    notice = Notice(fields.get("title", ""), _plain(fields.get("text", "")), first, last)
    try:
        post_notice(inside.engine, notice, inside.now, by=inside.me.name)
    except AnnouncementInvalid as error:
        return _show_board(inside, fields, str(error.args[0]))
    return inside.go(BOARD, "announced")


@post("/board/{number:int}/withdraw", sync_to_thread=True)
def take_notice_down(inside: NamedDependency[Visit], number: FromPath[int]) -> Response[Any]:
    """Take an announcement down."""
    try:
        withdraw_notice(inside.engine, number, inside.now, by=inside.me.name)
    except AnnouncementUnknown:
        return inside.go(BOARD, "announcement_gone", is_good=False)
    return inside.go(BOARD, "announcement_withdrawn")


def _show_agreement(visit: Visit, fields: Fields, refusals: dict[str, str]) -> Response[Any]:
    with reading(visit.engine) as connection:
        versions = list_agreements(connection)
        present = agreement_in_force(connection, visit.today)
    standing = [each for each in versions if each.withdrawn_by is None]
    return visit.show(
        "agreement.html",
        HTTP_422_UNPROCESSABLE_ENTITY if refusals else HTTP_200_OK,
        present=present,
        coming=[each for each in reversed(standing) if each.valid_from > visit.today],
        past=[each for each in versions if each.withdrawn_by is not None or _held(each, present)],
        fields=fields or _as_fields(present, visit.today),
        refusals=refusals,
        longest=LONGEST_WINDOW,
        least=LEAST_THRESHOLD,
        greatest=GREATEST_THRESHOLD,
    )


def _held(version: Agreement, present: Agreement) -> bool:
    return version.valid_from <= present.valid_from and version.number != present.number


def _as_fields(agreed: Agreement, today: date) -> Fields:
    """What holds now, as the form begins with it."""
    fields = {f"window_{kind}": str(days) for kind, days in agreed.windows.items()}
    return fields | {
        "valid_from": Words.typed_day(today),
        "threshold": str(agreed.threshold),
        "network_size": agreed.network_size,
    }


def _show_board(visit: Visit, fields: Fields, refusal: str) -> Response[Any]:
    with reading(visit.engine) as connection:
        notices = list_notices(connection)
    return visit.show(
        "board.html",
        HTTP_422_UNPROCESSABLE_ENTITY if refusal else HTTP_200_OK,
        notices=notices,
        fields=fields,
        refusal=refusal,
        longest_title=LONGEST_TITLE,
        longest_text=LONGEST_TEXT,
    )


def _is_window(days: int | None) -> bool:
    return days is not None and days <= LONGEST_WINDOW


def _plain(text: str) -> str:
    """Lines as the board keeps them, with nothing unprintable between."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join("".join(filter(str.isprintable, line)).rstrip() for line in lines)


ROUTES: Final = (
    show_agreement,
    take_agreement,
    take_agreement_back,
    show_board,
    take_notice,
    take_notice_down,
)
