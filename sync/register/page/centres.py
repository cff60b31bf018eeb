"""Centres and their devices: what they last did, who may speak for them, how many questions."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.status_codes import HTTP_422_UNPROCESSABLE_ENTITY
from sqlalchemy import Connection, func, select

from sync.protocol.limits import QUESTIONS_A_PERSON
from sync.register import tables
from sync.register.administrators import list_administrators
from sync.register.alarms import AlarmLine, AlarmUnknown, list_alarms, settle_alarm
from sync.register.database import reading
from sync.register.devices import (
    ConfirmerInvited,
    DeviceLine,
    DeviceNotWaiting,
    confirm_device,
    grant_allowance,
    list_devices,
    revoke_device,
)
from sync.register.enrolment import list_centres
from sync.register.page.forms import Fields, read_number
from sync.register.page.visits import Visit
from sync.register.reconciling import withheld_centres

MOST_PEOPLE: Final = 200_000
SILENT_DAYS: Final = 40
"""A month and some days: who closes each month has sent something since."""


@dataclass(frozen=True)
class CentreLine:
    """A centre as the coordinator sees it; times in UTC seconds, None where nothing happened."""

    number: int
    name: str
    devices: tuple[DeviceLine, ...]
    last_seen_at: int | None
    last_sent_at: int | None
    """When it last sent something: a closing, or a withdrawal."""
    alarms: tuple[AlarmLine, ...]
    """Those that nobody settled."""

    def standing(self, state: str) -> tuple[DeviceLine, ...]:
        """The devices in a state: waiting, confirmed, revoked."""
        return tuple(each for each in self.devices if each.state == state)

    @property
    def allowance(self) -> int:
        """Questions granted for first loads, to devices that were not revoked."""
        return sum(each.allowance for each in self.devices if each.state != "revoked")


def centre_lines(connection: Connection) -> tuple[CentreLine, ...]:
    """All centres by name."""
    devices: dict[int, list[DeviceLine]] = defaultdict(list)
    for device in list_devices(connection):
        devices[device.centre].append(device)
    alarms: dict[int | None, list[AlarmLine]] = defaultdict(list)
    for alarm in list_alarms(connection):
        if alarm.settled_at is None:
            alarms[alarm.centre].append(alarm)
    sent = _last_sent(connection)
    lines = [
        CentreLine(
            number=number,
            name=name,
            devices=tuple(devices[number]),
            last_seen_at=max(
                (each.last_seen_at for each in devices[number] if each.last_seen_at), default=None
            ),
            last_sent_at=sent.get(number),
            alarms=tuple(alarms[number]),
        )
        for number, name in list_centres(connection).items()
    ]
    return tuple(sorted(lines, key=lambda line: line.name.casefold()))


@get("/centres", sync_to_thread=True)
def show_centres(inside: NamedDependency[Visit]) -> Response[Any]:
    """Show all centres, and first whatever waits for the coordinator."""
    with reading(inside.engine) as connection:
        lines = centre_lines(connection)
        alarms = [each for each in list_alarms(connection) if each.settled_at is None]
        withheld = withheld_centres(connection)
    waiting = [device for line in lines for device in line.standing("waiting")]
    long_ago = int((inside.now - timedelta(days=SILENT_DAYS)).timestamp())
    silent = sum(
        bool(line.standing("confirmed")) and (line.last_sent_at or 0) < long_ago for line in lines
    )
    return inside.show(
        "centres.html",
        lines=lines,
        waiting=waiting,
        alarms=alarms,
        withheld=[line.name for line in lines if line.number in withheld],
        silent=silent,
        silent_days=SILENT_DAYS,
    )


@get("/centres/{number:int}", sync_to_thread=True)
def show_centre(inside: NamedDependency[Visit], number: FromPath[int]) -> Response[Any]:
    """Show one centre and its devices."""
    return inside.show(
        "centre.html", line=_centre(inside, number), a_person=QUESTIONS_A_PERSON, refused=""
    )


@get("/devices/{device:str}/confirm", sync_to_thread=True)
def ask_confirmation(inside: NamedDependency[Visit], device: FromPath[str]) -> Response[Any]:
    """Show the text to compare, and who may confirm."""
    line = _device(inside, device)
    with reading(inside.engine) as connection:
        names = [each.name for each in list_administrators(connection)]
    may = names if len(names) < 2 else [name for name in names if name != line.invited_by]
    return inside.show("confirm.html", line=line, may=may, only_one=len(names) < 2)


@post("/devices/{device:str}/confirm", sync_to_thread=True)
def confirm(inside: NamedDependency[Visit], device: FromPath[str]) -> Response[Any]:
    """Confirm a device."""
    line = _device(inside, device)
    back = f"/page/centres/{line.centre}"
    try:
        confirm_device(inside.engine, line.device, inside.now, by=inside.me.name)
    except ConfirmerInvited:
        return inside.go(back, "confirmer_invited", is_good=False)
    except DeviceNotWaiting:
        return inside.go(back, "not_waiting", is_good=False)
    return inside.go(back, "confirmed", centre=line.centre_name)


@get("/devices/{device:str}/revoke", sync_to_thread=True)
def ask_revocation(inside: NamedDependency[Visit], device: FromPath[str]) -> Response[Any]:
    """Say what a revocation does, before it is done."""
    return inside.show("revoke.html", line=_device(inside, device))


@post("/devices/{device:str}/revoke", sync_to_thread=True)
def revoke(inside: NamedDependency[Visit], device: FromPath[str]) -> Response[Any]:
    """Shut a device out."""
    line = _device(inside, device)
    revoke_device(inside.engine, line.device, inside.now, by=inside.me.name)
    return inside.go(f"/page/centres/{line.centre}", "revoked", centre=line.centre_name)


@post("/devices/{device:str}/allowance", sync_to_thread=True)
def grant(
    inside: NamedDependency[Visit], fields: NamedDependency[Fields], device: FromPath[str]
) -> Response[Any]:
    """Grant questions for so many more people of a first load."""
    line = _device(inside, device)
    people = read_number(fields.get("people", ""))
    if people is None or not 0 < people <= MOST_PEOPLE:
        return inside.show(
            "centre.html",
            HTTP_422_UNPROCESSABLE_ENTITY,
            line=_centre(inside, line.centre),
            a_person=QUESTIONS_A_PERSON,
            refused=device,
        )
    questions = people * QUESTIONS_A_PERSON
    grant_allowance(inside.engine, line.device, questions, inside.now, by=inside.me.name)
    return inside.go(f"/page/centres/{line.centre}", "granted", people=str(people))


@get("/alarms", sync_to_thread=True)
def show_alarms(inside: NamedDependency[Visit]) -> Response[Any]:
    """Show what key-holders reported."""
    with reading(inside.engine) as connection:
        return inside.show("alarms.html", alarms=list_alarms(connection))


@post("/alarms/{number:int}", sync_to_thread=True)
def settle(inside: NamedDependency[Visit], number: FromPath[int]) -> Response[Any]:
    """Note that an alarm was looked after."""
    try:
        settle_alarm(inside.engine, number, inside.now, by=inside.me.name)
    except AlarmUnknown:
        return inside.go("/page/alarms", "already_settled", is_good=False)
    return inside.go("/page/alarms", "settled")


def _last_sent(connection: Connection) -> Mapping[int, int]:
    rows = connection.execute(
        select(tables.device.c.centre, func.max(tables.receipt.c.stored_at))
        .join_from(tables.receipt, tables.device, tables.receipt.c.device == tables.device.c.id)
        .group_by(tables.device.c.centre)
    )
    return dict(rows.all())


def _centre(visit: Visit, number: int) -> CentreLine:
    with reading(visit.engine) as connection:
        for line in centre_lines(connection):
            if line.number == number:
                return line
    raise NotFoundException


def _device(visit: Visit, written: str) -> DeviceLine:
    with reading(visit.engine) as connection:
        for line in list_devices(connection):
            if line.device.hex() == written:
                return line
    raise NotFoundException


ROUTES: Final = (
    show_centres,
    show_centre,
    ask_confirmation,
    confirm,
    ask_revocation,
    revoke,
    grant,
    show_alarms,
    settle,
)
