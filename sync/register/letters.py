"""The letter box: a sealed request from a parcel is opened and handed to the register's own routes.

The answer is sealed under a key that was inside, so the courier neither reads nor changes it.
"""

from typing import Any, Final

import httpx
from litestar import Request, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State
from litestar.params import MsgPackBody
from litestar.status_codes import (
    HTTP_200_OK,
    HTTP_400_BAD_REQUEST,
    HTTP_404_NOT_FOUND,
    HTTP_429_TOO_MANY_REQUESTS,
    HTTP_500_INTERNAL_SERVER_ERROR,
    HTTP_503_SERVICE_UNAVAILABLE,
)

from sync.protocol.codec import check_wire, decode, decode_json
from sync.protocol.letters import LetterNotOpened, open_letter, seal_reply
from sync.protocol.limits import MSGPACK
from sync.protocol.messages import (
    EntryPage,
    Letter,
    Network,
    Reply,
    SealedLetter,
    SealedReply,
)
from sync.protocol.signing import (
    CARRIED_HEADER,
    CARRIED_ORIGIN,
    CERTIFICATE_HEADER,
    WIRE_HEADER,
)
from sync.serving.openapi import refused
from sync.serving.rate_limits import UNSIGNED
from sync.serving.refusals import Refused

LETTER_PATHS: Final = frozenset(
    {
        "/network",
        "/pushes",
        "/entries",
        "/aid-queries",
        "/own-rows",
        "/restores",
        "/reconciliations",
        "/returns",
        "/heads",
    }
)
"""Routes that letters reach: those that admit a device by its signature, and no other.

A succession does not travel: a parcel may be delivered twice, and whatever else is in it would find
its device shut out.
"""

_NOT_NOW: Final = frozenset(
    {
        HTTP_429_TOO_MANY_REQUESTS,
        HTTP_500_INTERNAL_SERVER_ERROR,
        HTTP_503_SERVICE_UNAVAILABLE,
    }
)
_AFTER_HEADER: Final = "dapo-after"
_TAKEN_ALONG: Final = frozenset(
    {
        "content-type",
        "content-digest",
        "signature",
        "signature-input",
        CARRIED_HEADER,
        CERTIFICATE_HEADER,
        WIRE_HEADER,
    }
)


@post(
    "/letters",
    status_code=HTTP_200_OK,
    media_type=MSGPACK,
    middleware=[UNSIGNED.middleware],
    opt=refused(
        {
            400: ("letter_not_opened",),
            404: ("not_found",),
            429: ("too_many_requests",),
            503: ("not_now",),
        },
        reads=True,
    ),
)
async def take_letter(
    request: Request[Any, Any, Any], data: MsgPackBody[SealedLetter], state: State
) -> SealedReply:
    """Open a letter, have it answered as if it had come over the network, seal the answer."""
    check_wire(data)
    try:
        letter = await sync_to_thread(open_letter, data.sealed, state.register.signing_key)
    except LetterNotOpened as error:
        raise Refused(HTTP_400_BAD_REQUEST, "letter_not_opened") from error
    if letter.path.partition("?")[0] not in LETTER_PATHS:
        raise Refused(HTTP_404_NOT_FOUND, "not_found")
    answer = await _hand_over(request.app, letter, data.after)
    if answer.status in _NOT_NOW:
        # The courier, who cannot look inside, shall try again.
        raise Refused(HTTP_503_SERVICE_UNAVAILABLE, "not_now")
    return await sync_to_thread(_sealed, letter, answer)


def page_after(request: Request[Any, Any, Any], after: int) -> int:
    """The cursor to read from: a carried letter may ask for later pages of what it asked."""
    told = request.headers.get(_AFTER_HEADER, "")
    if CARRIED_HEADER in request.headers and told.isascii() and told.isdigit():
        return max(after, int(told))
    return after


async def _hand_over(app: Any, letter: Letter, after: int) -> Reply:
    headers = {
        name: value for name, value in letter.headers.items() if name.lower() in _TAKEN_ALONG
    }
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=CARRIED_ORIGIN) as client:
        try:
            request = client.build_request(
                letter.method,
                letter.path,
                content=letter.body,
                headers={**headers, CARRIED_HEADER: "1", _AFTER_HEADER: str(after)},
            )
        except (httpx.InvalidURL, UnicodeError) as error:
            raise Refused(HTTP_400_BAD_REQUEST, "malformed") from error
        answer = await client.send(request)
    media_type = answer.headers.get("content-type", "")
    return Reply(status=answer.status_code, media_type=media_type, body=answer.content, after=after)


def _sealed(letter: Letter, answer: Reply) -> SealedReply:
    path = letter.path.partition("?")[0]
    following, certificate = 0, ""
    if answer.status == HTTP_200_OK and path == "/entries":
        page = decode(answer.body, EntryPage)
        following = page.cursor if page.cursor < page.high_water else 0
    if answer.status == HTTP_200_OK and path == "/network":
        certificate = decode_json(answer.body, Network).certificate
    return SealedReply(
        sealed=seal_reply(answer, letter.reply_key), following=following, certificate=certificate
    )
