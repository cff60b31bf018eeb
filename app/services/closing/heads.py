"""Whether the vault, or the register's log, is behind what the other side saw of it.

The notes of what was last seen of the vault lie on the same PC (`models.storage.witness`): whoever
puts them back with an old copy of it is noticed here, at the beginning of the next exchange, before
anything is sent. In turn each centre keeps the end of the register's log that it was told.
"""

import logging
from datetime import UTC, datetime
from typing import Final

from app.services.desk import Desk
from models.errors import WorldError
from models.repositories.settings import forget_setting, set_setting, setting
from models.storage.audit import read_entry, read_head
from models.storage.witness import KNOWINGLY, Seen, step_back
from sync.client import Heads, LetterLaid, Network, RegisterClient, laying

_log = logging.getLogger(__name__)

_LOG: Final = "register_log"
_TOLD: Final = "head_at_register"
_LOG_CHANGED: Final = "register_log_changed"


class VaultBehind(WorldError):
    """This file is older than the one that spoke with the register last, or another copy of it.

    Nothing was sent. Values: `reason` ("older", "other"), `seen_at` (aware, the exchange with the
    other file), `found_at` (aware, the last work in this one).
    """

    code = "vault_behind"


def go_on_knowingly(desk: Desk) -> None:
    """Go on with this file though another one was used after it: the next exchange compares.

    Raises:
        NotAllowed: only the coordinator may.
    """
    with desk.work("go_on_knowingly", journal=False) as work:
        set_setting(work.session, KNOWINGLY, value=True)
        work.commit()


def is_behind(desk: Desk, network: Network) -> bool:
    """Whether the vault is behind what the register was told of it, which was said and accepted.

    Raises:
        VaultBehind: it is, and nobody has said yet to go on with it.
    """
    told = network.vault_head
    if told is None:
        return False
    with desk.read() as session:
        head = read_head(session)
        there, last = read_entry(session, told.sequence), read_entry(session, head.sequence)
        is_known = bool(setting(session, KNOWINGLY, default=False))
    seen_at = datetime.fromtimestamp(told.told_at, UTC)
    reason = step_back(
        Seen(desk.vault.slots.file_id, told.sequence, told.digest.hex(), seen_at),
        head,
        there[1] if there else None,
    )
    if reason is not None and not is_known:
        raise VaultBehind(reason=reason, seen_at=seen_at, found_at=last[0] if last else None)
    return reason is not None


def tell_heads(desk: Desk, register: RegisterClient, network: Network) -> None:
    """Tell how far this vault has come; look whether the register's log is the one known.

    From the answer to a parcel nothing of it is learnt but what the register has of this vault.
    """
    there = network.vault_head.digest if network.vault_head else b""
    with desk.read() as session:
        head, known = read_head(session), setting(session, _LOG)
        knowingly = bool(setting(session, KNOWINGLY, default=False))
    same = known if known and known["epoch"] == network.epoch.hex() else None
    length = same["length"] if same else 0
    heads = Heads(
        sequence=head.sequence,
        digest=head.digest,
        before=there,
        knowingly=knowingly,
        log_length=length,
    )
    try:
        log = register.tell_heads(heads)
    except LetterLaid:
        _keep_told(desk, there)
        return
    is_changed = same is not None and log.digest_then.hex() != same["digest"]
    kept = {"epoch": network.epoch.hex(), "length": log.length, "digest": log.digest.hex()}
    with desk.work("keep_heads", journal=False) as work:
        set_setting(work.session, _LOG, kept)
        set_setting(work.session, _TOLD, head.digest.hex())
        forget_setting(work.session, KNOWINGLY)
        if is_changed:
            _log.warning("the register's log is not the one known: line %d differs", length)
            set_setting(work.session, _LOG_CHANGED, value=True)
            work.audit("register_log_changed", None, str(length))
        work.commit()


def lay_heads(desk: Desk, register: RegisterClient) -> None:
    """Tell in a parcel how far this vault has come; what the register then has, the answer brings.

    Never knowingly: a centre that goes on with an older file must be compared over a network.
    """
    with desk.read() as session:
        head, told = read_head(session), str(setting(session, _TOLD, ""))
    with laying():
        register.tell_heads(
            Heads(sequence=head.sequence, digest=head.digest, before=bytes.fromhex(told))
        )


def _keep_told(desk: Desk, digest: bytes) -> None:
    with desk.work("keep_heads", journal=False) as work:
        set_setting(work.session, _TOLD, digest.hex())
        work.commit()


def is_log_changed(desk: Desk) -> bool:
    """Whether the register's log was found changed since the last closing that was done."""
    with desk.read() as session:
        return bool(setting(session, _LOG_CHANGED, default=False))


def told_of_log(desk: Desk) -> None:
    """A closing's receipt has told it."""
    if is_log_changed(desk):
        with desk.work("keep_heads", journal=False) as work:
            forget_setting(work.session, _LOG_CHANGED)
            work.commit()
