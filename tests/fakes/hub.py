"""A hub on this machine that breaks as the real one and the lines to it do."""

from __future__ import annotations

import datetime
import hashlib
import ipaddress
import json
import ssl
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from fakes.model_files import contents

from docmind.core.models.cards import ModelCard


@dataclass
class Fault:
    """How one answer goes wrong. ``cut`` closes the line after so many bytes, ``pause`` holds it
    there until ``resume`` is set, ``flip`` changes a byte, ``extra`` adds some, ``shift`` lies
    about where a part begins."""

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    pause: int | None = None
    ignore_range: bool = False
    flip: bool = False
    extra: int = 0
    shift: int = 0


@dataclass(frozen=True)
class Asked:
    """One request."""

    path: str
    start: int
    authorization: str


class FakeHub:
    """Serves the files of a folder as one model. ``faults`` are used up one per request for a
    file; ``always`` holds when there are none."""

    def __init__(self, folder: Path, card: ModelCard, identity: Path | None = None) -> None:
        self.files = contents(folder)
        self.card = card
        self.faults: deque[Fault] = deque()
        self.always = Fault()
        self.asked: list[Asked] = []
        self.elsewhere = ""
        """Where files really are: every request for one is sent there."""
        self.reached = threading.Event()
        self.resume = threading.Event()
        hub = self

        class Answers(_Answers):
            served = hub

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: Any, client_address: Any) -> None:
                """The other side has left: nothing is printed."""

        self._server = Server(("127.0.0.1", 0), Answers)
        self._scheme = "http"
        if identity is not None:  # a file with key and certificate
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(identity)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
            self._scheme = "https"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def address(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._server.server_address[1]}"

    def asked_for(self, name: str) -> list[Asked]:
        """The requests for one file."""
        return [one for one in self.asked if one.path.endswith(f"/{name}")]

    def __enter__(self) -> FakeHub:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.resume.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def listing(self) -> list[dict[str, Any]]:
        """What the tree interface tells: sha256 only of the weights."""
        told: list[dict[str, Any]] = []
        for name, content in self.files.items():
            git = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
            one: dict[str, Any] = {"type": "file", "path": name, "size": len(content), "oid": git}
            if name.endswith((".safetensors", ".bin", ".pt")):
                one["lfs"] = {"oid": hashlib.sha256(content).hexdigest(), "size": len(content)}
            told.append(one)
        return told


def own_identity(path: Path) -> Path:
    """Key and certificate of 127.0.0.1, vouched for by nobody."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hub")])
    start = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=36500))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    served: FakeHub

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        ranged = self.headers.get("Range", "").removeprefix("bytes=").removesuffix("-")
        start = int(ranged or 0)
        hub = self.served
        hub.asked.append(Asked(path, start, self.headers.get("Authorization", "")))
        base = f"/{hub.card.source}/resolve/{hub.card.revision}/"
        if path == f"/api/models/{hub.card.source}/tree/{hub.card.revision}":
            self._send(200, json.dumps(hub.listing()).encode(), {})
        elif path.removeprefix(base) in hub.files:
            if hub.elsewhere:
                self._send(302, b"", {"Location": hub.elsewhere + self.path})
            else:
                fault = hub.faults.popleft() if hub.faults else hub.always
                self._file(hub.files[path.removeprefix(base)], start, fault)
        else:
            self._send(404, b"no such file", {})

    def _file(self, content: bytes, start: int, fault: Fault) -> None:
        if fault.status:
            self._send(fault.status, b"", fault.headers)
            return
        if fault.flip:
            content = content[:-1] + bytes([content[-1] ^ 1])
        content += b"x" * fault.extra
        if fault.ignore_range:
            start = 0
        if start and start >= len(content):
            self._send(416, b"", {"Content-Range": f"bytes */{len(content)}"})
            return
        headers = {}
        if start:
            first = start + fault.shift
            headers["Content-Range"] = f"bytes {first}-{len(content) - 1}/{len(content)}"
        self._send(206 if start else 200, content[start:], headers, fault)

    def _send(
        self, status: int, body: bytes, headers: Mapping[str, str], fault: Fault | None = None
    ) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            stop = fault.cut if fault is not None else None
            if fault is not None and fault.pause is not None and len(body) > fault.pause:
                self.wfile.write(body[: fault.pause])
                self.wfile.flush()
                self.served.reached.set()
                self.served.resume.wait(60)
                body = body[fault.pause :]
            self.wfile.write(body if stop is None else body[:stop])
            if stop is not None:
                self.close_connection = True
        except OSError:
            self.close_connection = True  # the other side is gone

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is printed."""
