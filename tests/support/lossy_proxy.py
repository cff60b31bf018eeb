"""A proxy of HTTP/1.1 that loses, doubles and holds back what passes, each way.

    python -m tests.support.lossy_proxy PORT --loss 0.15 --doubles 0.05 --seed 1

Prints the port it listens on. A lost request never reaches the server; of a lost answer the server
has done the work. In both cases the line to the client breaks. A doubled request arrives again
later, when others have passed it. Ends when its standard input is closed.
"""

import argparse
import asyncio
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

HELD_SECONDS = 0.05
"""A request is held back up to so long, and its double ten times as long."""


@dataclass
class LossyProxy:
    """Passes requests on to a port of this machine, or does not."""

    target: int
    loss: float
    doubles: float
    chance: random.Random
    late: set["asyncio.Task[bytes]"] = field(default_factory=set)

    async def serve_client(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Take requests from one line until it, or we, break it."""
        server: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        with suppress(OSError, asyncio.IncompleteReadError):
            while True:
                request = await _read_message(reader)
                if self._happens(self.loss):
                    break
                if self._happens(self.doubles):
                    again = asyncio.create_task(self._pass_on_late(request))
                    self.late.add(again)
                    again.add_done_callback(self.late.discard)
                await asyncio.sleep(self.chance.uniform(0, HELD_SECONDS) * self._happens(0.1))
                server = server or await asyncio.open_connection("127.0.0.1", self.target)
                server[1].write(request)
                answer = await _read_message(server[0])
                if self._happens(self.loss):
                    break
                writer.write(answer)
                await writer.drain()
        for end in (writer, server[1] if server else writer):
            end.close()

    async def _pass_on_late(self, request: bytes) -> bytes:
        await asyncio.sleep(self.chance.uniform(0, 10 * HELD_SECONDS))
        with suppress(OSError, asyncio.IncompleteReadError):
            reader, writer = await asyncio.open_connection("127.0.0.1", self.target)
            writer.write(request)
            try:
                return await _read_message(reader)
            finally:
                writer.close()
        return b""

    def _happens(self, chance: float) -> bool:
        return self.chance.random() < chance


@contextmanager
def lossy_proxy(url: str, loss: float = 0.15, seed: int = 1) -> Iterator[str]:
    """Run one in a process of its own before a server; gives the address to use instead."""
    port = url.rpartition(":")[2]
    command = [sys.executable, "-m", "tests.support.lossy_proxy", port]
    command += ["--loss", str(loss), "--seed", str(seed)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as proxy:
        assert proxy.stdout is not None
        try:
            yield f"http://127.0.0.1:{proxy.stdout.readline().strip()}"
        finally:
            proxy.terminate()


async def _read_message(reader: asyncio.StreamReader) -> bytes:
    """A request or an answer whole, as our client and our servers write them: with its length."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return head + await reader.readexactly(length)


async def _serve(proxy: LossyProxy) -> None:
    server = await asyncio.start_server(proxy.serve_client, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    server.close()


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("target", type=int)
    parser.add_argument("--loss", type=float, default=0.15)
    parser.add_argument("--doubles", type=float, default=0.05)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    chance = random.Random(chosen.seed)
    asyncio.run(_serve(LossyProxy(chosen.target, chosen.loss, chosen.doubles, chance)))


if __name__ == "__main__":
    main()
