"""How often somebody who has not signed may ask, by address.

Counted in each process's memory: with several workers each allows as much. What must be exact
(a device's signed requests, questions to a key-holder) is counted in a database instead.
"""

from ipaddress import IPv6Address, ip_address
from time import monotonic
from typing import Any, Final

from litestar import Request
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.stores.memory import MemoryStore

_SITE_BITS: Final = 64
_MINUTE: Final = 60
_FORGOTTEN_AT: Final = "rate_limits_forgotten_at"


def network_address(request: Request[Any, Any, Any]) -> str:
    """Return who asks: an IPv4 address, or the 64 bits of an IPv6 one that a provider gives."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        return f"{int(address) >> _SITE_BITS:x}"
    return host


def _of_one(request: Request[Any, Any, Any]) -> str:
    return f"enrolments of {network_address(request)}"


def _of_all(_: Request[Any, Any, Any]) -> str:
    return "enrolments"


ENROLMENTS_OF_ONE: Final = RateLimitConfig(("minute", 30), identifier_for_request=_of_one)
ENROLMENTS_OF_ALL: Final = RateLimitConfig(("minute", 120), identifier_for_request=_of_all)
"""A code has 80 bits: at this pace the first one is guessed after some 10^15 years."""
UNSIGNED: Final = RateLimitConfig(("minute", 300), identifier_for_request=network_address)
"""For each unsigned route together, of one address."""


async def forget_idle(request: Request[Any, Any, Any]) -> None:
    """Drop what counts no more, once a minute: addresses must not fill the memory."""
    state, now = request.app.state, monotonic()
    if now - state.get(_FORGOTTEN_AT, 0.0) >= _MINUTE:
        state[_FORGOTTEN_AT] = now
        store = request.app.stores.get(UNSIGNED.store)
        if isinstance(store, MemoryStore):
            await store.delete_expired()
