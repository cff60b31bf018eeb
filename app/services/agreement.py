"""What the network tells its centres beside people's rows: its agreement, and its board."""

from datetime import date
from typing import Any

from app.services.desk import Desk
from models.records.closing import AgreedWindows
from models.repositories.settings import set_setting, setting
from models.storage.session import VaultSession
from sync.client import Network

_AGREEMENT, _SIZE = "agreement", "network_size"
BOARD = "board"
"""The setting that holds the board as last told."""


def keep_told(desk: Desk, network: Network) -> None:
    """Keep agreement and board as the register tells them now; both are read without a network."""
    today = desk.today().isoformat()
    begun = [each for each in network.agreement if each.valid_from <= today]
    told: dict[str, Any] = {
        _AGREEMENT: [
            {"valid_from": each.valid_from, "windows": each.windows} for each in network.agreement
        ],
        _SIZE: (begun or list(network.agreement))[-1].network_size,
        BOARD: [
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
