"""A service that tells of vulnerabilities, as OSV does, of the ones that a test invents."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

Known = Mapping[tuple[str, str], str]
"""(name, version) → the identifier of its vulnerability."""


@contextmanager
def serving_advisories(known: Known, status: int = 200) -> Iterator[str]:
    """The address of a service that knows these, or answers everything with `status`."""

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            found = known.get((asked["package"]["name"], asked["version"]))
            told = {"vulns": [{"id": found, "affected": []}]} if found else {}
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1/query"
        finally:
            server.shutdown()
            thread.join()
