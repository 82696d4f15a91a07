"""A fake model server on loopback: what its dialects share.

It answers with vectors of hashed words, keeps every request, and can be made to be busy, to hang,
to break off in the middle, or to answer anything else.
"""

from __future__ import annotations

import base64
import json
import re
import threading
import zlib
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np

WORDS = re.compile(r"\w+")
PATIENCE = 30.0  # seconds after which a held answer goes out: the test has failed by then


@dataclass(frozen=True)
class Answer:
    """``body`` is sent as JSON, a ``str`` or ``bytes`` as it is. ``cut`` closes the line after so
    many bytes of it."""

    status: int
    body: Any = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None


@dataclass(frozen=True)
class Asked:
    """One request, its body already read as JSON."""

    method: str
    path: str
    body: Any
    key: str


def word_vector(text: str, dimension: int) -> np.ndarray:
    """float64[dimension]: each word counts at a place and with a sign that crc32 gives it; not of
    unit length. A text without words points along the first axis."""
    row = np.zeros(dimension)
    for word in WORDS.findall(text.lower()):
        number = zlib.crc32(word.encode())
        row[number % dimension] += 1.0 if number & 0x8000_0000 else -1.0
    if not row.any():
        row[0] = 1.0
    return row


def unit(row: np.ndarray) -> np.ndarray:
    """The same of length 1."""
    return row / np.linalg.norm(row)


def as_base64(row: np.ndarray) -> str:
    """Little-endian float32."""
    return base64.b64encode(np.asarray(row, dtype="<f4").tobytes()).decode()


def words_in(text: str) -> int:
    """How many tokens the fakes count: one for each word."""
    return len(WORDS.findall(text))


def overlap(query: str, text: str) -> float:
    """The share of the query's words that the text holds, 0..1; less where it says more besides."""
    wanted, found = (set(WORDS.findall(one.lower())) for one in (query, text))
    if not wanted or not found:
        return 0.0
    return len(wanted & found) / (len(wanted) + 0.01 * len(found))


class FakeModelServer:
    """Serves while it is entered. A dialect overrides ``get`` and ``post``.

    ``key`` is the one that must be sent, "" for none. ``faults`` are given out first, one for each
    POST. ``hold`` makes every POST wait until ``go`` is set; ``reached`` says that one does."""

    key = ""

    def __init__(self, **facts: Any) -> None:
        for name, value in facts.items():
            if not hasattr(type(self), name):
                raise TypeError(f"{type(self).__name__} has no {name}")
            setattr(self, name, value)
        self.asked: list[Asked] = []
        self.faults: deque[Answer] = deque()
        self.hold = False
        self.go = threading.Event()
        self.reached = threading.Event()
        fake = self

        class Desk(_Desk):
            served = fake

        self._server = _Server(("127.0.0.1", 0), Desk)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def root(self) -> str:
        """Its address without a path."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def address(self) -> str:
        """The base of its calls."""
        return f"{self.root}/v1"

    def posts(self, ending: str = "") -> list[Any]:
        """The bodies of the requests whose path ends so."""
        return [
            one.body for one in self.asked if one.method == "POST" and one.path.endswith(ending)
        ]

    def __enter__(self) -> Any:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.go.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, asked: Asked) -> Answer:
        """What is said to a request."""
        self.asked.append(asked)
        if self.key and asked.key != self.key:
            return self.refused(asked)
        if asked.method == "GET":
            return self.get(asked.path)
        if self.hold:
            self.reached.set()
            self.go.wait(PATIENCE)
        if self.faults:
            return self.faults.popleft()
        return self.post(asked.path, asked.body)

    def refused(self, asked: Asked) -> Answer:
        """A wrong key."""
        return Answer(401)

    def get(self, path: str) -> Answer:
        return Answer(404)

    def post(self, path: str, body: Any) -> Answer:
        return Answer(404)


def texts_of(given: str | Sequence[str]) -> list[str]:
    """A single text, or all of them."""
    return [given] if isinstance(given, str) else list(given)


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The other side has left: nothing is printed."""


class _Desk(BaseHTTPRequestHandler):
    # HTTP/1.0 closes after each answer, so no thread outlives the test with its line
    protocol_version = "HTTP/1.0"
    served: FakeModelServer

    def do_GET(self) -> None:
        self._say(self.served.answer(self._asked(None)))

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._say(self.served.answer(self._asked(json.loads(sent))))

    def _asked(self, body: Any) -> Asked:
        key = self.headers.get("Authorization", "").removeprefix("Bearer ")
        return Asked(self.command, self.path, body, key)

    def _say(self, answer: Answer) -> None:
        body, kind = answer.body, "text/plain"
        if isinstance(body, str):
            body = body.encode()
        elif not isinstance(body, bytes):
            body, kind = json.dumps(body).encode(), "application/json"
        try:
            self.send_response(answer.status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body if answer.cut is None else body[: answer.cut])
        except OSError:
            self.close_connection = True  # the other side is gone

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is printed."""
