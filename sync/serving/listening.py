"""Start a server on a socket and say where it listens."""

import argparse
import json
import logging
import logging.config
import socket
import sys
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import uvicorn
from litestar import Litestar
from uvicorn.supervisors import Multiprocess

from sync.protocol.limits import WIRE_VERSION
from sync.serving.log_lines import LEVELS, log_settings, noting
from sync.serving.measures import Gauge, Gauges, counting_together, telling
from sync.serving.options import Options

logger = logging.getLogger(__name__)

BACKLOG = 128


class CertificateMissing(Exception):
    """A TLS certificate without its key, or a key without its certificate."""


@dataclass(frozen=True)
class Endpoint:
    """Where and how a server listens.

    ``trusted_proxies`` are addresses or networks whose word about the client's own address
    (``X-Forwarded-For``, ``X-Forwarded-Proto``) counts; nobody else's does.
    """

    host: str = "127.0.0.1"
    port: int = 0
    workers: int = 1
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    trusted_proxies: tuple[str, ...] = ()
    log_level: str = "info"
    metrics_host: str = "127.0.0.1"
    metrics_port: int | None = None
    """None: nobody can ask for the measures. They have a port of their own, because a reverse
    proxy makes everything that comes to the other one public."""


def add_endpoint_options(options: Options, parser: argparse.ArgumentParser, port: int) -> None:
    """Add the options that ``read_endpoint`` reads; ``port`` is the usual one."""
    options.add(parser, "--host", default="127.0.0.1")
    options.add(parser, "--port", type=int, default=port)
    options.add(parser, "--tls-certificate", type=Path, help="PEM file, the whole chain")
    options.add(parser, "--tls-key", type=Path, help="PEM file of the certificate's key")
    options.add(
        parser,
        "--trusted-proxy",
        action="append",
        type=_address,
        default=[],
        metavar="ADDRESS",
        help="a reverse proxy that may tell whom it passes on",
    )
    options.add(parser, "--log-level", choices=LEVELS, default="info")
    options.add(
        parser, "--metrics-port", type=int, help="answer GET /metrics for Prometheus on this port"
    )
    options.add(
        parser, "--metrics-host", default="127.0.0.1", help="on this address; never a public one"
    )


def begin_log(endpoint: Endpoint) -> None:
    """Write this process's log as every server of ours does."""
    logging.config.dictConfig(log_settings(endpoint.log_level))


def read_endpoint(chosen: argparse.Namespace, workers: int = 1) -> Endpoint:
    """Return what was chosen; raises ``CertificateMissing``."""
    if (chosen.tls_certificate is None) != (chosen.tls_key is None):
        raise CertificateMissing
    return Endpoint(
        host=chosen.host,
        port=chosen.port,
        workers=workers,
        tls_certificate=chosen.tls_certificate,
        tls_key=chosen.tls_key,
        trusted_proxies=tuple(chosen.trusted_proxy),
        log_level=chosen.log_level,
        metrics_host=chosen.metrics_host,
        metrics_port=chosen.metrics_port,
    )


def listen(
    app: Litestar | Callable[[], Litestar],
    endpoint: Endpoint,
    read_gauges: Callable[[], Iterable[Gauge]] = tuple,
) -> None:
    """Serve until interrupted; prints ``{"listening": "http://host:port"}`` as its first line.

    Args:
        app: the application, or what makes one: several workers each call it, by its name.
        endpoint: where; port 0 takes a free one, and a worker that dies is started again.
        read_gauges: figures to tell beside the measures, read in this process.

    Raises:
        OSError: the address cannot be bound, or a TLS file cannot be read (ssl.SSLError).
    """
    host = endpoint.host
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with ExitStack() as stack:
        bound = stack.enter_context(
            socket.create_server((host, endpoint.port), family=family, backlog=BACKLOG)
        )
        if endpoint.metrics_port is not None:
            shared = stack.enter_context(counting_together(endpoint.workers))
            at = (endpoint.metrics_host, endpoint.metrics_port)
            port = stack.enter_context(telling(*at, shared, Gauges(read_gauges)))
            logger.info("telling measures", extra=noting(port=port))
        config = configure(app, endpoint, log_settings(endpoint.log_level))
        scheme = "https" if endpoint.tls_certificate else "http"
        address = f"[{host}]" if family == socket.AF_INET6 else host
        announcement = {"listening": f"{scheme}://{address}:{bound.getsockname()[1]}"}
        sys.stdout.write(json.dumps(announcement) + "\n")
        sys.stdout.flush()
        logger.info("listening", extra=noting(workers=endpoint.workers, wire=WIRE_VERSION))
        if endpoint.workers == 1:
            uvicorn.Server(config).run(sockets=[bound])
        else:
            Multiprocess(config, [bound]).run()


def configure(
    app: Litestar | Callable[[], Litestar],
    endpoint: Endpoint | None = None,
    log: dict[str, Any] | None = None,
) -> uvicorn.Config:
    """Return the settings every server of ours runs with: no access log, no guessable header.

    ``log`` are settings of the log for the processes it starts; without them logs stay as they are.
    """
    endpoint = endpoint or Endpoint()
    return uvicorn.Config(
        app,
        factory=not isinstance(app, Litestar),
        workers=endpoint.workers,
        ssl_certfile=endpoint.tls_certificate,
        ssl_keyfile=endpoint.tls_key,
        proxy_headers=bool(endpoint.trusted_proxies),
        forwarded_allow_ips=list(endpoint.trusted_proxies),
        access_log=False,
        log_config=log,
        server_header=False,
        ws="none",
        lifespan="on",
    )


def _address(text: str) -> str:
    """Read an address or a network; raises ``ValueError``: everybody is no proxy."""
    ip_network(text)
    return text
