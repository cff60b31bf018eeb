"""One signed request and its answer: retried, limited, every failure given a name."""

import secrets
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from http import HTTPStatus
from typing import Final, Self, TypeVar

import httpx
import stamina

from sync.client.device import EnrolledDevice
from sync.client.errors import (
    AddressNotSafe,
    AnswerNotUnderstood,
    DeviceRevoked,
    DeviceWaiting,
    PushConflict,
    QuotaSpent,
    RegisterEpochChanged,
    RequestRefused,
    SyncError,
    Unreachable,
    VersionNotServed,
)
from sync.protocol.addresses import is_protected
from sync.protocol.codec import MalformedMessage, WireVersionRefused, decode, decode_json
from sync.protocol.limits import MSGPACK, WIRE_VERSION
from sync.protocol.messages import Message, Refusal
from sync.protocol.signing import CERTIFICATE_HEADER, SERVED_HEADER, sign_request, utc_now

AnswerT = TypeVar("AnswerT", bound=Message)
Clock = Callable[[], datetime]

ATTEMPTS: Final = 4
_FIRST_WAIT_SECONDS: Final = 0.2
_LONGEST_WAIT_SECONDS: Final = 3.0
_TIMEOUT: Final = httpx.Timeout(60.0, connect=5.0)
_LONGEST_PAUSE_SECONDS: Final = 60.0
_JITTER_SECONDS: Final = 1.0
_random: Final = secrets.SystemRandom()
_MAX_ANSWER_BYTES: Final = 32 * 1024 * 1024
_PASSING_STATUSES: Final = frozenset(
    {
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    }
)


_REFUSALS: Final[Mapping[str, type[SyncError]]] = {
    DeviceRevoked.code: DeviceRevoked,
    DeviceWaiting.code: DeviceWaiting,
    "epoch_differs": RegisterEpochChanged,
    "push_late": RegisterEpochChanged,
    "reconcile_first": RegisterEpochChanged,
}


@cache
def _trusted_authorities() -> ssl.SSLContext:
    """Read the lists of authorities once: it takes longer than most requests.

    Beside the public ones count those installed on this PC, as a municipality's own.
    """
    context = httpx.create_ssl_context()
    context.load_default_certs()
    return context


class _PassingFailure(Exception):
    """The server, or a proxy before it, says that it cannot answer now."""

    def __init__(self, pause: str | None) -> None:
        super().__init__(pause)
        self.pause = float(pause) if pause is not None and pause.isdecimal() else None


def _is_worth_another_try(error: Exception) -> bool | float:
    """Tell whether to try again; a number of seconds where the server said how many."""
    if isinstance(error, _PassingFailure) and error.pause is not None:
        # A little later, each at its own moment: many centres may have been told the same.
        return min(error.pause, _LONGEST_PAUSE_SECONDS) + _random.uniform(0, _JITTER_SECONDS)
    return isinstance(error, _PassingFailure | httpx.RequestError)


@dataclass(frozen=True)
class Question:
    """What is asked of a server, apart from who asks."""

    method: str
    path: str
    body: bytes = b""
    media_type: str = MSGPACK
    params: Mapping[str, int] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What a server answered, refusals too."""

    status: int
    media_type: str
    body: bytes

    @property
    def is_passing(self) -> bool:
        """Whether to try again: not where questions are spent, which no pause of ours changes.

        A request that was overtaken by its own double is told ``replayed``: it goes once more,
        under a new nonce.
        """
        refusal = self.refusal()
        code = refusal.code if refusal else ""
        return code == "replayed" or (self.status in _PASSING_STATUSES and code != "quota")

    def refusal(self) -> Refusal | None:
        """Read a refusal, or None where the answer is none of ours."""
        try:
            return decode_json(self.body, Refusal)
        except MalformedMessage:
            return None


class Exchange:
    """A connection to one server; several threads may use it at once."""

    def __init__(
        self,
        url: str,
        device: EnrolledDevice | None,
        *,
        unreachable: type[Unreachable],
        transport: httpx.BaseTransport | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self.url = url.rstrip("/")
        if not is_protected(self.url):
            raise AddressNotSafe(url=self.url)
        self._device = device
        self._unreachable = unreachable
        self._clock = clock
        self._behind = timedelta(0)
        self._http = httpx.Client(
            transport=transport,
            verify=_trusted_authorities(),
            timeout=_TIMEOUT,
            headers={"accept-encoding": "identity", "user-agent": "dapo"},
        )

    def speak_as(self, device: EnrolledDevice) -> None:
        """Sign with another device's key from now on."""
        self._device = device

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        """Use as a context that closes."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def ask(self, question: Question, answer: type[AnswerT]) -> AnswerT:
        """Send a question, again after failures that pass, and read the answer.

        Each try bears its own nonce and signature. A server whose clock differs is asked once
        more by its own time, so that a PC with a wrong clock still takes part.

        Raises:
            Unreachable: the kind given at construction, after ``ATTEMPTS`` tries.
            DeviceRevoked: the device was shut out.
            DeviceWaiting: the device is not confirmed yet.
            QuotaSpent: the key-holder answers no more for now.
            PushConflict: other content was pushed under the same sequence.
            RequestRefused: the server said no for another reason.
            VersionNotServed: the server speaks no version of ours.
            AnswerNotUnderstood: the answer is not the expected message.
        """
        received = self.send(question)
        if received.status == HTTPStatus.UNAUTHORIZED and self._learn_time(received):
            received = self.send(question)
        if received.status not in {HTTPStatus.OK, HTTPStatus.CREATED}:
            raise self._name_refusal(received)
        read = decode if received.media_type == MSGPACK else decode_json
        try:
            return read(received.body, answer)
        except WireVersionRefused as error:
            is_newer = int(error.args[0] > WIRE_VERSION)
            raise VersionNotServed(url=self.url, is_newer=is_newer) from error
        except MalformedMessage as error:
            raise AnswerNotUnderstood(url=self.url) from error

    def send(self, question: Question) -> Answer:
        """Send a question, again after failures that pass; a refusal is an answer too.

        Raises:
            Unreachable: the kind given at construction, after ``ATTEMPTS`` tries.
        """
        try:
            # As a block: a retried call would hand its arguments, hence indexes, to the log.
            for attempt in stamina.retry_context(
                on=_is_worth_another_try,
                attempts=ATTEMPTS,
                timeout=None,
                wait_initial=_FIRST_WAIT_SECONDS,
                wait_max=_LONGEST_WAIT_SECONDS,
            ):
                with attempt:
                    return self._send(question)
        except (
            httpx.RequestError,
            _PassingFailure,
            httpx.InvalidURL,
            UnicodeError,
        ) as error:
            raise self._unreachable(url=self.url) from error
        raise AssertionError  # the last attempt either returned or raised

    def _send(self, question: Question) -> Answer:
        request = self._http.build_request(
            question.method,
            self.url + question.path,
            params=dict(question.params) or None,
            content=question.body,
            headers=_headers(question),
        )
        if self._device is not None:
            if self._device.certificate:
                request.headers[CERTIFICATE_HEADER] = self._device.certificate
            created = self._clock() + self._behind
            sign_request(
                request, question.body, self._device.key_id, self._device.signing_key, created
            )
        response = self._http.send(request, stream=True)
        try:
            body = self._read(response)
        finally:
            response.close()
        answer = Answer(response.status_code, response.headers.get("content-type", ""), body)
        self._check_served(response.headers.get(SERVED_HEADER))
        if answer.is_passing:
            raise _PassingFailure(response.headers.get("retry-after"))
        return answer

    def _check_served(self, told: str | None) -> None:
        """Raise ``VersionNotServed`` when the server says that it reads none of our version."""
        served = {int(word) for word in (told or "").split() if word.isdecimal()}
        if served and WIRE_VERSION not in served:
            raise VersionNotServed(url=self.url, is_newer=int(max(served) > WIRE_VERSION))

    def _read(self, response: httpx.Response) -> bytes:
        body = bytearray()
        for part in response.iter_bytes():
            body += part
            if len(body) > _MAX_ANSWER_BYTES:
                raise AnswerNotUnderstood(url=self.url)
        return bytes(body)

    def _learn_time(self, received: Answer) -> bool:
        """Take over the server's time, if that is why it refused."""
        refusal = received.refusal()
        if refusal is None or refusal.code != "clock_differs":
            return False
        server_time = refusal.values.get("server_time")
        if not isinstance(server_time, int):
            return False
        self._behind = datetime.fromtimestamp(server_time, UTC) - self._clock()
        return True

    def _name_refusal(self, received: Answer) -> SyncError:
        refusal = received.refusal()
        if refusal is None:
            return AnswerNotUnderstood(url=self.url)
        named = _REFUSALS.get(refusal.code)
        if named is not None:
            return named()
        if refusal.code == "wire_version":
            # A server that tells its versions was told apart before: this one is older than that.
            return VersionNotServed(url=self.url, is_newer=0)
        if refusal.code == "quota":
            return self._name_quota(refusal)
        if refusal.code == "push_differs":
            return PushConflict(**refusal.values)
        return RequestRefused(status=received.status, reason=refusal.code, url=self.url)

    def _name_quota(self, refusal: Refusal) -> SyncError:
        spent = QuotaSpent(**refusal.values | {"url": self.url})
        if not isinstance(spent.values.get("left"), int) or spent.until is None:
            return AnswerNotUnderstood(url=self.url)
        return spent


def _headers(question: Question) -> dict[str, str]:
    kind = {"content-type": question.media_type} if question.body else {}
    return kind | dict(question.headers)
