"""The exchange of a centre without a network: requests laid in a parcel, answers read from one.

Both sides of a parcel are transports beneath the ordinary clients, so that what is asked, and how
an answer is checked, is written once::

    writer = ParcelWriter(device, number)
    with RegisterClient(device, transport=writer) as register:
        with laying():
            register.push(body)                  # lies in the parcel; no answer yet
    writer.ask(texts, key_epoch=key_epoch)
    kept, file = writer.kept(), writer.file()    # the vault keeps the one, the stick the other

    reader = AnswerReader(device, kept, read_answer(file))
    with RegisterClient(device, transport=reader) as register:
        receipt = register.push(body)            # the same call, answered
    for found in reader.tokens(): ...
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

import httpx
import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from typing_extensions import override

from sync.client.device import EnrolledDevice
from sync.client.errors import (
    KeyHolderKeyChanged,
    NoKeyInUse,
    ParcelMismatch,
    QuotaSpent,
    RequestRefused,
    SyncError,
)
from sync.client.exchange import Clock
from sync.client.progress import Progress, ignore
from sync.oprf import MAX_BATCH, OprfError, Token, derive_token
from sync.oprf.lasting import LastingBlinding
from sync.protocol.codec import MalformedMessage, decode, decode_json, encode
from sync.protocol.letters import LetterNotOpened, open_reply, seal_letter
from sync.protocol.limits import MSGPACK
from sync.protocol.messages import (
    BlindedBatch,
    CarriedEvaluation,
    CarriedQuestion,
    EvaluatedBatch,
    Letter,
    Parcel,
    ParcelAnswer,
    Refusal,
    Reply,
)
from sync.protocol.parcel_file import write_parcel
from sync.protocol.signing import (
    CARRIED_HEADER,
    CARRIED_ORIGIN,
    CERTIFICATE_HEADER,
    PlainRequest,
    sign_request,
    utc_now,
)

_KEY_LENGTH: Final = 32


class LetterLaid(Exception):
    """What was asked lies in the parcel: its answer comes on the stick."""


@contextmanager
def laying() -> Iterator[None]:
    """Within it a request to a ``ParcelWriter`` ends in silence."""
    try:
        yield
    except LetterLaid:
        return


class KeptQuestion(msgspec.Struct, frozen=True, array_like=True):
    """The match keys of one batch, in its order, and the key epoch they were asked in."""

    key_epoch: int
    texts: tuple[bytes, ...]


class KeptParcel(msgspec.Struct, frozen=True, array_like=True):
    """What a vault keeps of a parcel to read its answer; secret, for it holds match keys.

    ``letters`` names each letter by method, path and digest of its body.
    """

    number: int
    letters: tuple[bytes, ...]
    questions: tuple[KeptQuestion, ...]

    def to_bytes(self) -> bytes:
        """Return what the vault keeps."""
        return msgspec.msgpack.encode(self)

    @classmethod
    def from_bytes(cls, kept: bytes) -> "KeptParcel":
        """Read back ``to_bytes``; raises ``msgspec.DecodeError``."""
        return msgspec.msgpack.decode(kept, type=cls)


class ParcelWriter(httpx.BaseTransport):
    """Lays every request of a ``RegisterClient`` in the parcel, signed and sealed."""

    def __init__(self, device: EnrolledDevice, number: int, clock: Clock = utc_now) -> None:
        self._device = device
        self._number = number
        self._clock = clock
        self._letters: list[bytes] = []
        self._names: list[bytes] = []
        self._questions: list[CarriedQuestion] = []
        self._kept_questions: list[KeptQuestion] = []

    @override
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Lay a letter; raises ``LetterLaid``."""
        path, body = _path(request, self._device), request.read()
        content_type = request.headers.get("content-type")
        headers = self._signed(request.method, path, body, content_type)
        if self._device.certificate:
            headers[CERTIFICATE_HEADER] = self._device.certificate
        letter = Letter(
            method=request.method,
            path=path,
            headers=headers,
            body=body,
            reply_key=_secret(self._device, b"reply", self._number, len(self._letters)),
        )
        self._letters.append(seal_letter(letter, self._device.register_key))
        self._names.append(_name(request.method, path, body))
        raise LetterLaid

    @property
    def key_epochs(self) -> tuple[int, ...]:
        """Those in use when the register was last heard of."""
        return self._device.key_epochs

    def ask(
        self, texts: Sequence[bytes], _progress: Progress = ignore, *, key_epoch: int
    ) -> Iterator[dict[bytes, Token]]:
        """Lay the blinded texts, mixed, in batches of one size like those asked online.

        In the place of ``TokenClient.ask``: it gives nothing yet.
        """
        mixed = sorted(set(texts), key=lambda text: sha256(text).digest())
        for start in range(0, len(mixed), MAX_BATCH):
            batch = tuple(mixed[start : start + MAX_BATCH])
            blinding = _blinding(self._device, self._number, len(self._questions), batch)
            body = encode(BlindedBatch(key_epoch=key_epoch, elements=blinding.blinded))
            headers = self._signed("POST", "/evaluations", body, MSGPACK)
            self._questions.append(CarriedQuestion(headers, body))
            self._kept_questions.append(KeptQuestion(key_epoch, batch))
        return iter(())

    def kept(self) -> KeptParcel:
        """What the vault must keep, before the file goes anywhere."""
        return KeptParcel(self._number, tuple(self._names), tuple(self._kept_questions))

    def file(self) -> bytes:
        """The parcel as it is written on the stick."""
        key = self._device.signing_key
        parcel = Parcel(
            number=self._number,
            device=self._device.device,
            public_key=key.public_key().public_bytes_raw(),
            certificate=self._device.certificate,
            letters=tuple(self._letters),
            questions=tuple(self._questions),
        )
        return write_parcel(parcel, key)

    def _signed(
        self, method: str, path: str, body: bytes, content_type: str | None
    ) -> dict[str, str]:
        headers = {CARRIED_HEADER: "1"}
        if content_type is not None:
            headers["content-type"] = content_type
        request = PlainRequest(method, CARRIED_ORIGIN + path, headers)
        sign_request(request, body, self._device.key_id, self._device.signing_key, self._clock())
        return headers


class AnswerReader(httpx.BaseTransport):
    """Answers the same requests from the answer to a parcel.

    Raises:
        ParcelMismatch: the answer is to another parcel, of another device, or was changed.
    """

    def __init__(self, device: EnrolledDevice, kept: KeptParcel, answer: ParcelAnswer) -> None:
        fits = (answer.device, answer.number) == (device.device, kept.number)
        if not fits or len(answer.replies) != len(kept.letters):
            raise ParcelMismatch(number=answer.number)
        self._device = device
        self._kept = kept
        self._answer = answer
        self._replies: dict[bytes, Reply] = {}
        for position, (name, pages) in enumerate(zip(kept.letters, answer.replies, strict=True)):
            key = _secret(device, b"reply", kept.number, position)
            for page in pages:
                reply = _opened(page, key, kept.number)
                self._replies[_page_name(name, reply.after)] = reply

    @override
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer from the parcel; raises ``LetterLaid`` where there is no answer yet."""
        name = _name(request.method, _path(request, self._device), request.read())
        reply = self._replies.get(name)
        if reply is None:
            raise LetterLaid
        return httpx.Response(
            reply.status, headers={"content-type": reply.media_type}, content=reply.body
        )

    def granted(self, path: str) -> int:
        """How many letters to a path the register granted."""
        start = f"POST {path} ".encode()
        return sum(
            reply.status in {HTTPStatus.OK, HTTPStatus.CREATED}
            for name, reply in self._replies.items()
            if name.startswith(start)
        )

    def fresh_certificate(self) -> str:
        """The certificate the register gave because the parcel's had expired, or ""."""
        for reply in self._replies.values():
            if reply.status == HTTPStatus.UNAUTHORIZED:
                told = _refusal(reply.body)
                if told is not None and told.code == "parcel_expired":
                    return str(told.values.get("certificate", ""))
        return ""

    @property
    def batches(self) -> int:
        """How many batches were asked."""
        return len(self._kept.questions)

    def tokens(self) -> Iterator[tuple[int, dict[bytes, Token]]]:
        """Check and unblind every batch; gives its key epoch with its tokens.

        Raises:
            QuotaSpent, RequestRefused: a key-holder refused a batch; those before it were given.
            KeyHolderKeyChanged: one used another key than the pinned one.
            ParcelMismatch: the answer has other batches than the parcel.
        """
        answered = self._answer.evaluations
        if len(answered) != len(self._kept.questions):
            raise ParcelMismatch(number=self._kept.number)
        for position, (question, answers) in enumerate(
            zip(self._kept.questions, answered, strict=True)
        ):
            yield question.key_epoch, self._unblinded(position, question, answers)

    def _unblinded(
        self, position: int, question: KeptQuestion, answers: Sequence[CarriedEvaluation]
    ) -> dict[bytes, Token]:
        evaluations = {each.public_key: each.evaluation for each in map(_evaluated, answers)}
        blinding = _blinding(self._device, self._kept.number, position, question.texts)
        outputs = []
        for holder in self._device.key_holders:
            key = holder.keys.get(question.key_epoch)
            if key is None:
                raise NoKeyInUse(key_epoch=question.key_epoch)
            try:
                outputs.append(blinding.finalize(evaluations[key], key))
            except (KeyError, OprfError) as error:
                raise KeyHolderKeyChanged(url=holder.url) from error
        tokens = [derive_token(each) for each in zip(*outputs, strict=True)]
        return dict(zip(question.texts, tokens, strict=False))  # the filling's are dropped


def _path(request: httpx.Request, device: EnrolledDevice) -> str:
    """Path and query, without what the register's own address adds before them."""
    whole = request.url.raw_path.decode("ascii")
    return whole.removeprefix(urlsplit(device.register_url).path.rstrip("/"))


def _name(method: str, path: str, body: bytes) -> bytes:
    """What tells letters of one parcel apart."""
    return f"{method} {path} ".encode() + sha256(body).hexdigest().encode()


def _page_name(name: bytes, after: int) -> bytes:
    """The name that the request for a later page would have."""
    start = name.find(b"?after=")
    if not after or start < 0:
        return name
    end = name.index(b" ", start)
    return name[:start] + f"?after={after}".encode() + name[end:]


def _opened(page: bytes, key: bytes, number: int) -> Reply:
    try:
        return open_reply(page, key)
    except (LetterNotOpened, MalformedMessage) as error:
        raise ParcelMismatch(number=number) from error


def _evaluated(answer: CarriedEvaluation) -> EvaluatedBatch:
    """Read what a key-holder answered; raises what it refused with."""
    if answer.status != HTTPStatus.OK:
        raise _refused(answer)
    try:
        return decode(answer.body, EvaluatedBatch)
    except MalformedMessage as error:
        raise RequestRefused(status=answer.status, reason="malformed", url="") from error


def _refused(answer: CarriedEvaluation) -> SyncError:
    told = _refusal(answer.body)
    if told is None:
        return RequestRefused(status=answer.status, reason="malformed", url="")
    if told.code == "quota":
        return QuotaSpent(**told.values)
    return RequestRefused(status=answer.status, reason=told.code, url="")


def _refusal(body: bytes) -> Refusal | None:
    try:
        return decode_json(body, Refusal)
    except MalformedMessage:
        return None


def _blinding(
    device: EnrolledDevice, number: int, position: int, batch: Sequence[bytes]
) -> LastingBlinding:
    """The blinding of a batch, filled up to the one size with texts nobody has."""
    secret = _secret(device, b"blinding", number, position)
    filling = [
        _secret(device, b"filling", number, position * MAX_BATCH + place)
        for place in range(len(batch), MAX_BATCH)
    ]
    return LastingBlinding([*batch, *filling], secret)


def _secret(device: EnrolledDevice, purpose: bytes, number: int, position: int) -> bytes:
    """A key of one place in one parcel, from the device's own (HKDF-SHA-256, RFC 5869)."""
    info = b"dapo parcel v1 " + purpose + number.to_bytes(8) + position.to_bytes(8)
    return HKDFExpand(SHA256(), _KEY_LENGTH, info).derive(device.private_key)
