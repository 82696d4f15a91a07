"""A fake HTTP server on this computer that answers with what a test wrote down, byte for byte."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    first_line: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Reply = bytes | Callable[[socket.socket], None]
"""What is sent before the connection is closed, or what does the sending."""


def answer(
    body: object = None, status: int = 200, kind: str = "application/json", **headers: str
) -> bytes:
    """A whole answer; ``body`` is JSON unless it is bytes."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {"Content-Type": kind, "Content-Length": str(len(content)), "Connection": "close"}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"]
    lines += [f"{name}: {value}" for name, value in named.items()]
    return "\r\n".join([*lines, "", ""]).encode() + content


class ScriptedServer:
    """Gives its replies one after the other, the last one again and again. With ``hold`` it then
    does nothing more, until the client goes or the test ends."""

    def __init__(self, *replies: Reply, hold: bool = False) -> None:
        self.asked: list[Asked] = []
        self.left = threading.Event()
        """Set when a client ended a connection that was held."""
        self._replies = list(replies)
        self._hold = hold
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._accepting = threading.Thread(target=self._accept, daemon=True)

    @contextmanager
    def running(self) -> Iterator[ScriptedServer]:
        self._accepting.start()
        try:
            yield self
        finally:
            # a last connection wakes the thread that waits for one; closing would not
            self._ended.set()
            socket.create_connection(self._listening.getsockname()).close()
            self._accepting.join()
            self._listening.close()
            with self._lock:
                for one in self._open:
                    with suppress(OSError):
                        one.shutdown(socket.SHUT_RDWR)
            for thread in self._threads:
                thread.join()

    def _accept(self) -> None:
        while True:
            connection, _ = self._listening.accept()
            if self._ended.is_set():
                connection.close()
                return
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            with self._lock:
                self._open.append(connection)
                self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            asked = _read(connection)
            if asked is None:
                return
            with self._lock:
                self.asked.append(asked)
                reply = self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]
            if isinstance(reply, bytes):
                connection.sendall(reply)
            else:
                reply(connection)
            if self._hold and not connection.recv(1):
                self.left.set()


def _read(connection: socket.socket) -> Asked | None:
    stream = connection.makefile("rb")
    first = stream.readline().decode().strip()
    if not first:
        return None
    headers = {}
    while line := stream.readline().decode().strip():
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    return Asked(first, headers, stream.read(int(headers.get("content-length", 0))))
