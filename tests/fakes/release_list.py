"""Another computer that tells of the newest version, and misbehaves as others do."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from docmind.core.versions import parse_version

DIGEST = "0123456789abcdef" * 4


def next_version(current: str) -> str:
    """A version after this one."""
    major, minor, _ = parse_version(current)
    return f"{major}.{minor + 1}.0"


def document(version: str, **others: Any) -> bytes:
    """A document as it should be."""
    name = f"docmind_{version}_amd64.deb"
    told = {
        "version": version,
        "date": "2026-12-01",
        "notes": "Finds more.\nForgets less.",
        "artefacts": [{"name": name, "size": 91_000_000, "sha256": DIGEST}],
    }
    return json.dumps({**told, **others}).encode()


class ReleaseList:
    """Answers every request with ``body``, or as ``misbehave`` does; notes what it was sent.

    ``let_go`` is what a misbehaviour that waits should wait for.
    """

    def __init__(self, body: bytes = b"") -> None:
        self.body = body
        self.status = 200
        self.headers: dict[str, str] = {}
        self.misbehave: Callable[[ReleaseList, BaseHTTPRequestHandler], None] | None = None
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.let_go = threading.Event()
        told = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                told.asked.append((self.path, dict(self.headers)))
                if told.misbehave is not None:
                    told.misbehave(told, self)
                    return
                self.send_response(told.status)
                for name, value in told.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(told.body)))
                self.end_headers()
                self.wfile.write(told.body)

            def log_message(self, format: str, *args: Any) -> None:
                """Nothing is printed."""

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: Any, client_address: Any) -> None:
                """The other side has left: nothing is printed."""

        self._server = Server(("127.0.0.1", 0), Answers)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def host(self) -> str:
        """As the journal names it."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def address(self) -> str:
        """Where the document lies."""
        return f"http://{self.host}/docmind/docmind-release.json"

    def __enter__(self) -> ReleaseList:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.let_go.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def hang(told: ReleaseList, answer: BaseHTTPRequestHandler) -> None:
    """Say nothing at all."""
    told.let_go.wait(60)
    answer.close_connection = True


def drip(told: ReleaseList, answer: BaseHTTPRequestHandler) -> None:
    """Send a header that never ends, a letter at a time, so that no single wait is long."""
    answer.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    while not told.let_go.wait(0.05):
        answer.wfile.write(b"x")
        answer.wfile.flush()


def drip_body(told: ReleaseList, answer: BaseHTTPRequestHandler) -> None:
    """The same with a body of no stated length."""
    answer.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n{")
    while not told.let_go.wait(0.05):
        answer.wfile.write(b" ")
        answer.wfile.flush()


def drop(told: ReleaseList, answer: BaseHTTPRequestHandler) -> None:
    """End the line in the middle."""
    answer.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"version"')
    answer.close_connection = True


def flood(told: ReleaseList, answer: BaseHTTPRequestHandler) -> None:
    """Send without end, until the other side leaves."""
    answer.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
    while not told.let_go.is_set():
        answer.wfile.write(b"[" * 65_536)
