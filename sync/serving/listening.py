"""Start a server on a socket and say where it listens."""

import json
import socket
import sys

import uvicorn
from litestar import Litestar

BACKLOG = 128


def listen(app: Litestar, host: str, port: int) -> None:
    """Serve until interrupted; prints ``{"listening": "http://host:port"}`` as its first line.

    Args:
        app: the application.
        host: address to bind; the world outside comes through a proxy that speaks TLS.
        port: 0 takes a free one.

    Raises:
        OSError: the address cannot be bound.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family, backlog=BACKLOG) as bound:
        address = f"[{host}]" if family == socket.AF_INET6 else host
        announcement = {"listening": f"http://{address}:{bound.getsockname()[1]}"}
        sys.stdout.write(json.dumps(announcement) + "\n")
        sys.stdout.flush()
        uvicorn.Server(configure(app)).run(sockets=[bound])


def configure(app: Litestar) -> uvicorn.Config:
    """Return the settings every server of ours runs with: no access log, no guessable header."""
    return uvicorn.Config(
        app, access_log=False, log_level="warning", server_header=False, ws="none", lifespan="on"
    )
