"""A line between two machines that breaks after so many bytes."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread


@dataclass
class CuttingProxy:
    """Passes bytes on to a port of this machine; `cuts` says after how many the next lines break.

    A positive number counts bytes sent, a negative one bytes answered.
    """

    target: int
    port: int = 0
    cuts: list[int] = field(default_factory=list)
    broken: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def serve(self, listening: socket.socket) -> None:
        """Take lines until the socket is closed."""
        while True:
            try:
                near, _ = listening.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self.target))
            cut = self.cuts.pop(0) if self.cuts else None
            sent = cut if cut is not None and cut > 0 else None
            answered = -cut if cut is not None and cut < 0 else None
            Thread(target=self._pass_on, args=(near, far, sent), daemon=True).start()
            Thread(target=self._pass_on, args=(far, near, answered), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, limit: int | None) -> None:
        left = limit
        with suppress(OSError):
            while part := source.recv(4096):
                if left is not None and len(part) >= left:
                    target.sendall(part[: max(0, left)])
                    self.broken += 1
                    break
                target.sendall(part)
                left = None if left is None else left - len(part)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextmanager
def cutting_proxy(target: int) -> Iterator[CuttingProxy]:
    """A proxy before a port of this machine, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        proxy = CuttingProxy(target, listening.getsockname()[1])
        taking = Thread(target=proxy.serve, args=(listening,), daemon=True)
        taking.start()
        yield proxy
        listening.shutdown(socket.SHUT_RDWR)
    taking.join()
