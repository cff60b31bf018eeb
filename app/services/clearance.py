"""The second key of the vault, which only those with clearance hold."""

from app.services.desk import Desk
from models.errors import NotAllowed


def has_clearance(desk: Desk) -> bool:
    """Whether who works here holds the reserved key."""
    return desk.vault.keys.reserved is not None


def reserved_key(desk: Desk, action: str) -> bytes:
    """The reserved key (32 bytes), for an action that needs it.

    Raises:
        NotAllowed: by role, or without clearance.
    """
    desk.require(action)
    key = desk.vault.keys.reserved
    if key is None:
        raise NotAllowed(action=action, role=desk.operator.role, needed="clearance")
    return key
