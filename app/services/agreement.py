"""What the network tells its centres beside people's rows: its agreement, and its board."""

from datetime import date
from typing import Any

from app.services.desk import Desk
from models.records.closing import AgreedWindows, Notice
from models.repositories.settings import set_setting, setting
from models.storage.session import VaultSession
from sync.client import Network

_AGREEMENT, _BOARD, _SIZE, _DISMISSED = "agreement", "board", "network_size", "dismissed_notices"


def keep_told(desk: Desk, network: Network) -> None:
    """Keep agreement and board as the register tells them now; both are read without a network."""
    today = desk.today().isoformat()
    begun = [each for each in network.agreement if each.valid_from <= today]
    told: dict[str, Any] = {
        _AGREEMENT: [
            {"valid_from": each.valid_from, "windows": each.windows} for each in network.agreement
        ],
        _SIZE: (begun or list(network.agreement))[-1].network_size,
        _BOARD: [
            {
                "number": each.announcement,
                "title": each.title,
                "text": each.text,
                "shown_from": each.shown_from,
                "shown_until": each.shown_until,
            }
            for each in network.announcements
        ],
    }
    with desk.work("keep_told", journal=False) as work:
        for name, value in told.items():
            if setting(work.session, name) != value:
                set_setting(work.session, name, value)
        work.commit()


def told_windows(session: VaultSession) -> tuple[AgreedWindows, ...]:
    """The versions of the agreement as last told; none before the first exchange."""
    return tuple(
        AgreedWindows(
            date.fromisoformat(each["valid_from"]), tuple(sorted(each["windows"].items()))
        )
        for each in setting(session, _AGREEMENT, [])
    )


def notices(desk: Desk) -> tuple[Notice, ...]:
    """What stands on the board today and this operator has not put aside."""
    today = desk.today().isoformat()
    with desk.read() as session:
        board = setting(session, _BOARD, [])
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
        standing = {each["number"] for each in setting(work.session, _BOARD, [])}
        dismissed = setting(work.session, _DISMISSED, {})
        # What has left the board need not be remembered.
        mine = sorted((standing & set(dismissed.get(operator, []))) | {number})
        set_setting(work.session, _DISMISSED, dismissed | {operator: mine})
        work.commit()
