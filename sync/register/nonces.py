"""Nonces of the last minutes: no request is taken twice, and a device's requests are counted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from litestar.status_codes import HTTP_401_UNAUTHORIZED, HTTP_429_TOO_MANY_REQUESTS
from sqlalchemy import Engine, bindparam, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from sync.protocol.limits import NONCE_KEPT_SECONDS
from sync.register import tables
from sync.register.database import noting
from sync.register.devices import Device, note_seen
from sync.serving.refusals import TOO_MANY_REQUESTS, Refused

_MINUTE: Final = 60
_PRUNED_EVERY_SECONDS: Final = 60

_NONCE: Final = tables.nonce.c
# Built once: every request comes by here.
_LATELY: Final = (
    select(func.count())
    .select_from(tables.nonce)
    .where(_NONCE.device == bindparam("device"), _NONCE.seen_at > bindparam("since"))
)
_KEEP: Final = insert(tables.nonce)


@dataclass
class Nonces:
    """The nonces of one database, which several processes share; each prunes now and then."""

    engine: Engine
    requests_a_minute: int
    _pruned_at: int = 0

    def take(self, owner: bytes, nonce: str, now: datetime, device: Device | None = None) -> None:
        """Keep a nonce.

        Args:
            owner: 16 bytes that name who signed.
            nonce: as signed.
            now: the clock, aware.
            device: seen now, where a device signed.

        Raises:
            Refused: 401 ``replayed``; 429 ``too_many_requests`` with the seconds to wait.
        """
        instant = int(now.timestamp())
        try:
            with noting(self.engine) as connection:
                if instant - self._pruned_at >= _PRUNED_EVERY_SECONDS:
                    self._pruned_at = instant
                    connection.execute(
                        delete(tables.nonce).where(_NONCE.seen_at < instant - NONCE_KEPT_SECONDS)
                    )
                lately = {"device": owner, "since": instant - _MINUTE}
                if connection.execute(_LATELY, lately).scalar_one() >= self.requests_a_minute:
                    raise Refused(
                        HTTP_429_TOO_MANY_REQUESTS, TOO_MANY_REQUESTS, retry_after=_MINUTE
                    )
                connection.execute(_KEEP, {"device": owner, "nonce": nonce, "seen_at": instant})
                if device is not None:
                    note_seen(connection, device, now)
        except IntegrityError as error:
            raise Refused(HTTP_401_UNAUTHORIZED, "replayed") from error
