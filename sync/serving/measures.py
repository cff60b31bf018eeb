"""What the servers count of themselves, for Prometheus.

No label names a device, a centre, an index or an address of anybody: routes, statuses and codes
are all words of this program. Each worker process counts for itself; whoever asks gets the sums.
"""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from typing_extensions import override

REQUESTS: Final = Counter("dapo_requests", "Requests answered.", ("route", "status"))
SECONDS: Final = Histogram(
    "dapo_request_seconds",
    "Time from the first byte of a request to the last of its answer.",
    ("route",),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30),
)
REFUSALS: Final = Counter("dapo_refusals", "Requests refused, by code.", ("code",))
ROWS_PUSHED: Final = Counter("dapo_rows_pushed", "Rows of pushes that were stored.")
QUESTIONS: Final = Counter("dapo_questions", "Blinded elements evaluated.")

_SHARED_FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"


@dataclass(frozen=True)
class Gauge:
    """A figure read when it is asked for; ``label`` names what its values are told apart by."""

    name: str
    description: str
    values: dict[str, float]
    label: str = ""


class Gauges(Collector):
    """Gives the figures that a function reads."""

    def __init__(self, read: Callable[[], Iterable[Gauge]]) -> None:
        self._read = read

    @override
    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Read, and give each figure."""
        for gauge in self._read():
            labels = [gauge.label] if gauge.label else []
            family = GaugeMetricFamily(gauge.name, gauge.description, labels=labels)
            for value, figure in gauge.values.items():
                family.add_metric([value] if gauge.label else [], figure)
            yield family


@contextmanager
def counting_together(workers: int) -> Iterator[Path | None]:
    """Give processes started within the block a folder to count in; one process needs none.

    It is known to them by the environment: prometheus_client looks there when it is imported.
    """
    if workers == 1:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="dapo-measures-") as folder:
        os.environ[_SHARED_FOLDER] = folder
        try:
            yield Path(folder)
        finally:
            del os.environ[_SHARED_FOLDER]


@contextmanager
def telling(host: str, port: int, shared: Path | None, gauges: Gauges) -> Iterator[int]:
    """Answer ``GET /metrics`` at an address of its own until the block ends; gives the port.

    Raises:
        OSError: the address cannot be bound.
    """
    registry = CollectorRegistry()
    registry.register(gauges)
    if shared is None:
        registry.register(REGISTRY)
    else:
        MultiProcessCollector(registry, str(shared))  # type: ignore[no-untyped-call]  # not typed there
    server, thread = start_http_server(port, host, registry)
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
