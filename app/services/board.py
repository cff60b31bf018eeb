"""The network's board at this centre: what its coordinator announces, heard and kept."""

from dataclasses import dataclass
from datetime import date

from app.services.agreement import BOARD, keep_told
from app.services.desk import Desk
from app.services.network import enrolled_device, is_enrolled, naming_failures
from models.records.closing import Notice
from models.repositories.settings import set_setting, setting
from sync.client import DeviceWaiting, Network, RegisterClient

_DISMISSED = "dismissed_notices"


@dataclass(frozen=True, slots=True)
class Heard:
    """What the register told, on its way from the question to the vault."""

    network: Network


def hear_network(desk: Desk) -> Heard | None:
    """Ask the register what it tells its centres now; nothing is kept, see `keep_heard`.

    Returns:
        None when there is nothing to ask: no network, or this device waits to be confirmed.

    Raises:
        NetworkFailed: nobody answered, or the device was shut out.
    """
    with desk.read() as session:
        if not is_enrolled(session):
            return None
        device = enrolled_device(session)
    with naming_failures(), RegisterClient(device, clock=desk.clock) as register:
        try:
            return Heard(register.network())
        except DeviceWaiting:
            return None


def keep_heard(desk: Desk, heard: Heard) -> tuple[Notice, ...]:
    """Keep what was heard, and tell what stands on the board now."""
    keep_told(desk, heard.network)
    return notices(desk)


def notices(desk: Desk) -> tuple[Notice, ...]:
    """What stands on the board today and this operator has not put aside."""
    today = desk.today().isoformat()
    with desk.read() as session:
        board = setting(session, BOARD, [])
        put_aside = setting(session, _DISMISSED, {}).get(str(desk.operator.operator_id), [])
    return tuple(
        Notice(
            number=each["number"],
            title=each["title"],
            text=each["text"],
            shown_until=date.fromisoformat(each["shown_until"]),
        )
        for each in board
        if each["shown_from"] <= today <= each["shown_until"] and each["number"] not in put_aside
    )


def dismiss_notice(desk: Desk, number: int) -> None:
    """Put an announcement aside for this operator; others still see it."""
    operator = str(desk.operator.operator_id)
    with desk.work("dismiss_notice", journal=False) as work:
        standing = {each["number"] for each in setting(work.session, BOARD, [])}
        dismissed = setting(work.session, _DISMISSED, {})
        # What has left the board need not be remembered.
        mine = sorted((standing & set(dismissed.get(operator, []))) | {number})
        set_setting(work.session, _DISMISSED, dismissed | {operator: mine})
        work.commit()
