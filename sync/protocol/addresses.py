"""Which addresses of servers may be used."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_on_this_pc(url: str) -> bool:
    """Tell whether an address leads to this machine itself, so that nothing travels."""
    try:
        host = urlsplit(url.strip()).hostname or ""
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def is_protected(url: str) -> bool:
    """Tell whether what travels to an address is hidden: by TLS, or by not travelling at all."""
    return url.strip().lower().startswith("https://") or is_on_this_pc(url)
