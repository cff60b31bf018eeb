"""What the key-holder asks of the register and tells it, each minute."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Final

import httpx

from sync.keyholder.keys import KeyRing
from sync.keyholder.quotas import Quotas
from sync.keyholder.revocations import Revocations, RevocationsForged
from sync.protocol.codec import MalformedMessage, decode_json, encode
from sync.protocol.limits import MSGPACK
from sync.protocol.messages import Alarm, RevocationList
from sync.protocol.signing import sign_request, utc_now

WATCHED_EVERY_SECONDS: Final = 60.0
_TIMEOUT: Final = httpx.Timeout(5.0)
_MAX_ANSWER_BYTES: Final = 4 * 1024 * 1024

logger = logging.getLogger(__name__)


class Watch:
    """One key-holder's eye on its register.

    Args:
        register_url: the register's address.
        keys: of these the identity signs alarms; the register pins its public half.
        revocations: where the list goes.
        quotas: what is to be told.
        clock: the key-holder's.
        transport: in place of the network, for tests.
    """

    def __init__(
        self,
        register_url: str,
        keys: KeyRing,
        revocations: Revocations,
        quotas: Quotas,
        clock: Callable[[], datetime] = utc_now,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._url = register_url.rstrip("/")
        self._keys = keys
        self._revocations = revocations
        self._quotas = quotas
        self._clock = clock
        self._transport = transport

    def look(self) -> None:
        """Ask for the revocations and tell the alarms; a failure waits for the next time."""
        now = self._clock()
        was_late = self._revocations.is_late(now)
        try:
            with httpx.Client(transport=self._transport, timeout=_TIMEOUT) as http:
                self._revocations.take(self._fetch(http), now)
                self._tell_alarms(http, now, was_late=was_late)
        except (httpx.HTTPError, httpx.InvalidURL, MalformedMessage, RevocationsForged) as error:
            logger.warning("no word from the register: %s", type(error).__name__)
        if self._revocations.is_late(now):
            logger.error("no list of revocations for too long: devices shut out may still ask")

    def _fetch(self, http: httpx.Client) -> RevocationList:
        with http.stream("GET", f"{self._url}/revocations") as response:
            response.raise_for_status()
            body = bytearray()
            for part in response.iter_bytes():
                body += part
                if len(body) > _MAX_ANSWER_BYTES:
                    raise MalformedMessage
        return decode_json(bytes(body), RevocationList)

    def _tell_alarms(self, http: httpx.Client, now: datetime, *, was_late: bool) -> None:
        for stopped in self._quotas.untold():
            alarm = Alarm(
                kind="quota",
                day=stopped.day.isoformat(),
                device=stopped.device,
                centre=stopped.centre,
                questions=stopped.questions,
            )
            self._tell(http, alarm, now)
            self._quotas.note_told(stopped)
        if was_late:
            self._tell(http, Alarm(kind="revocations_late", day=now.date().isoformat()), now)

    def _tell(self, http: httpx.Client, alarm: Alarm, now: datetime) -> None:
        body = encode(alarm)
        request = http.build_request(
            "POST", f"{self._url}/alarms", content=body, headers={"content-type": MSGPACK}
        )
        sign_request(request, body, self._keys.identity_key.hex(), self._keys.identity, now)
        http.send(request).raise_for_status()
