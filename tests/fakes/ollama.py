"""A fake of Ollama: it answers as Ollama's sources say that it does, on this computer, without any
model. Nothing here was compared with a running Ollama.

What it is asked is checked as Go would: wrong types are refused with Go's words, and fields that
no version knows, which Go ignores, are noted and fail the test at the end.
"""

from __future__ import annotations

import contextlib
import json
import select
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
from fakes.ollama_models import BGE_M3, EVERY, MODIFIED, QWEN3_06B, Model, Version
from fakes.ollama_requests import Refused, check_options, read_request, texts_of

BUSY = "server busy, please try again.  maximum pending requests exceeded"
CLOUD_DISABLED = "ollama cloud is disabled: remote model is unavailable"
NO_METHOD = "405 method not allowed"
_PATHS = (
    "/", "/api/version", "/api/tags", "/api/show", "/api/pull", "/api/embed", "/api/embeddings",
    "/v1/embeddings",
)  # fmt: skip


@dataclass
class Fault:
    """How the next call that embeds goes wrong. ``hang`` waits until the other side leaves (or
    the fake ends), ``drop`` closes the line after so many bytes of the answer, ``change`` spoils
    the vectors, ``latency`` is waited before anything else."""

    status: int = 0
    error: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    hang: bool = False
    drop: int | None = None
    change: Callable[[list[list[float]]], list[Any]] | None = None
    latency: float = 0.0


@dataclass
class PullFault:
    """How the next pull goes wrong: ``before`` its first line, or after ``at`` bytes with an
    error line, a dropped line, or by never going on."""

    before: str = ""
    at: int = 0
    error: str = ""
    drop: bool = False
    hang: bool = False


@dataclass(frozen=True)
class Asked:
    """One request; ``body`` is its JSON, None without one."""

    method: str
    path: str
    body: Any
    authorization: str = ""


class FakeOllama:
    """``version`` chooses how it behaves; ``models`` are there already, every other invented one
    can be pulled. ``faults`` are used up one per call that embeds. ``max_queue`` calls may wait
    while another is computed."""

    def __init__(
        self,
        version: str = "0.33.0",
        models: Sequence[Model] = (BGE_M3, QWEN3_06B),
        max_queue: int = 512,
        port: int = 0,
    ) -> None:
        self.version = version
        self.profile = Version.of(version)
        self.installed = {model.name: model for model in models}
        self.registry = {model.name: model for model in EVERY}
        self.faults: deque[Fault] = deque()
        self.pull_faults: deque[PullFault] = deque()
        self.max_queue = max_queue
        self.cloud_enabled = False
        self.load_error = ""
        self.tells_counts = True
        """Whether an answer holds durations and token counts: Go leaves out those that are 0."""
        self.tells_details = True
        """Whether /api/show holds ``model_info``."""
        self.asked: list[Asked] = []
        self.embedded: list[str] = []
        """Every text that was embedded, as far as it was read."""
        self.sent_off: list[str] = []
        """Texts that Ollama's cloud would have got."""
        self.loaded: set[str] = set()
        self.arrived: dict[str, int] = {}
        """Bytes of each layer that were pulled; they are kept when a pull is stopped."""
        self.may_load = threading.Event()
        self.may_load.set()
        self.reached = threading.Event()
        """Set when something that hangs has begun to."""
        self.left = threading.Event()
        """Set when the other side closed a line that hung."""
        self.ending = threading.Event()
        self.unknown_fields: set[str] = set()
        self.lines: list[socket.socket] = []
        self._waiting = 0
        self._counting = threading.Lock()
        self.computing = threading.Lock()
        fake = self

        class Answers(_Answers):
            served = fake

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def get_request(self) -> Any:
                """A line that was opened is closed with the rest, also one that is kept."""
                line, address = super().get_request()
                fake.lines.append(line)
                return line, address

            def handle_error(self, request: Any, client_address: Any) -> None:
                """The other side has left: nothing is printed."""

        self._server = Server(("127.0.0.1", port), Answers)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def bodies(self, path: str) -> list[Any]:
        """What was sent to one route."""
        return [one.body for one in self.asked if one.path == path]

    @property
    def embed_calls(self) -> list[Any]:
        return self.bodies("/api/embed")

    def __enter__(self) -> FakeOllama:
        self._thread.start()
        return self

    def __exit__(self, kind: object, *error: object) -> None:
        self.close()
        if kind is None:
            assert not self.unknown_fields, f"no Ollama knows {sorted(self.unknown_fields)}"

    def close(self) -> None:
        """End; what hangs is let go."""
        self.ending.set()
        self.may_load.set()
        self._server.shutdown()
        for line in self.lines:
            with contextlib.suppress(OSError):  # it is closed already
                line.shutdown(socket.SHUT_RDWR)
        self._server.server_close()
        self._thread.join()

    # -- names -----------------------------------------------------------------------------------

    def model(self, name: str) -> Model | None:
        return self.installed.get(_tagged(name))

    def existing(self, name: str) -> Model:
        """The model of a call that computes. Raises ``Refused`` with Ollama's words."""
        if not _is_wellformed(name):
            raise Refused(404, f"model '{name}' not found")
        found = self.model(name)
        if found is None:
            raise Refused(404, f'model "{name}" not found, try pulling it first')
        return found

    def load(self, model: Model) -> None:
        """Bring it into memory: the call blocks until that is done. Raises ``Refused``."""
        if model.name in self.loaded:
            return
        if not self.may_load.is_set():
            self.reached.set()
        self.may_load.wait()
        if self.load_error:
            raise Refused(500, self.load_error)
        self.loaded.add(model.name)

    def __len__(self) -> int:
        """Calls that wait or are computed."""
        return self._waiting

    def queue_up(self, more: int) -> int:
        with self._counting:
            self._waiting += more
            return self._waiting

    # -- computing -------------------------------------------------------------------------------

    def limit(self, model: Model, options: dict[str, Any]) -> int:
        """Tokens that a text may have."""
        context = min(int(options.get("num_ctx") or self.profile.context_by_default), model.context)
        if model.splits or not self.profile.needs_whole_batch:
            return context
        return min(int(options.get("num_batch") or min(2048, context)), context)

    def row(self, model: Model, text: str, request: dict[str, Any]) -> tuple[list[float], int]:
        """The vector of one text, and the tokens read of it. Raises ``Refused``."""
        limit = self.limit(model, request.get("options") or {})
        if model.tokens(text) > limit:
            if request.get("truncate") is False:
                raise Refused(400, self.profile.too_long)
            text = model.cut(text, limit)
        self.embedded.append(text)
        vector = _normalised(model.vector(text))
        wanted = int(request.get("dimensions") or 0)
        if self.profile.cuts_vectors and 0 < wanted < len(vector):
            vector = _normalised(vector[:wanted])
        return [float(number) for number in vector], model.tokens(text)


def _tagged(name: str) -> str:
    return name if ":" in name else f"{name}:latest"


def _is_wellformed(name: str) -> bool:
    return bool(name) and not any(sign in name for sign in " \t\n?*\\\"'") and name[0].isalnum()


def _is_cloud(name: str) -> bool:
    return name.endswith(("-cloud", ":cloud"))


def _normalised(vector: Any) -> Any:
    return vector / np.linalg.norm(vector)


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    served: FakeOllama

    def do_GET(self) -> None:
        self._serve(
            "GET", {"/": self._root, "/api/version": self._version, "/api/tags": self._tags}
        )

    def do_POST(self) -> None:
        routes = {
            "/api/show": self._show,
            "/api/pull": self._pull,
            "/api/embeddings": self._legacy,
            "/v1/embeddings": self._openai,
        }
        if self._knows_embed:
            routes["/api/embed"] = self._embed
        self._serve("POST", routes)

    @property
    def _knows_embed(self) -> bool:
        return self.served.profile.number >= (0, 3, 0)

    def _serve(self, method: str, routes: dict[str, Callable[[bytes], None]]) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.served.ending.is_set():  # a server that is gone answers nobody
            self.close_connection = True
            return
        try:
            body = json.loads(sent) if sent else None
        except ValueError:
            body = sent.decode(errors="replace")
        authorization = self.headers.get("Authorization", "")
        self.served.asked.append(Asked(method, self.path, body, authorization))
        route = routes.get(self.path)
        if route is None:
            there = self.path in _PATHS and (self.path != "/api/embed" or self._knows_embed)
            status, words = (405, NO_METHOD) if there else (404, "404 page not found")
            self._send(status, words.encode(), {"Content-Type": "text/plain"})
            return
        try:
            route(sent)
        except Refused as error:
            self._json(error.status, {"error": error.error})

    # -- what is there ---------------------------------------------------------------------------

    def _root(self, _: bytes) -> None:
        self._send(200, b"Ollama is running", {"Content-Type": "text/plain; charset=utf-8"})

    def _version(self, _: bytes) -> None:
        self._json(200, {"version": self.served.version})

    def _tags(self, _: bytes) -> None:
        profile = self.served.profile
        self._json(
            200, {"models": [_listed(one, profile) for one in self.served.installed.values()]}
        )

    def _show(self, sent: bytes) -> None:
        request = self._read(sent, "ShowRequest")
        name = request.get("model") or request.get("name") or ""
        if not name:
            raise Refused(400, "model is required")
        if not _is_wellformed(name):
            raise Refused(400, "invalid model name")
        if _is_cloud(name) and not self.served.cloud_enabled:
            raise Refused(403, CLOUD_DISABLED)
        found = self.served.model(name)
        if found is None:
            raise Refused(404, f"model '{name}' not found")
        self._json(200, _shown(found, self.served))

    # -- embedding -------------------------------------------------------------------------------

    def _embed(self, sent: bytes) -> None:
        request = self._read(sent, "EmbedRequest")
        fault = self.served.faults.popleft() if self.served.faults else Fault()
        if self._goes_wrong(fault):
            return
        name = request.get("model", "")
        if _is_cloud(name):
            self._cloud(request)
            return
        texts = texts_of(request.get("input"))
        model = self.served.existing(name)
        if model.remote_host:
            self._cloud(request)
            return
        self._queued(lambda: self._compute(model, texts, request, fault))

    def _queued(self, compute: Callable[[], None]) -> None:
        if self.served.queue_up(1) > self.served.max_queue + 1:
            self.served.queue_up(-1)
            raise Refused(503, BUSY)
        try:
            with self.served.computing:
                compute()
        finally:
            self.served.queue_up(-1)

    def _compute(
        self, model: Model, texts: list[str], request: dict[str, Any], fault: Fault
    ) -> None:
        began = time.perf_counter_ns()
        check_options(request.get("options") or {})
        self.served.load(model)
        loaded = time.perf_counter_ns()
        if model.capabilities == ("completion", "tools"):
            raise Refused(501 if self.served.profile.number >= (0, 30, 0) else 500,
                          "this model does not support embeddings")  # fmt: skip
        made = [self.served.row(model, text, request) for text in texts]
        rows: list[Any] = [row for row, _ in made]
        if fault.change is not None:
            rows = fault.change(rows)
        if any(number != number for row in rows for number in row if isinstance(number, float)):
            profile = self.served.profile
            raise Refused(profile.failure_status, profile.not_a_number)
        answer: dict[str, Any] = {"model": request.get("model", ""), "embeddings": rows}
        if self.served.tells_counts and texts:
            answer["total_duration"] = time.perf_counter_ns() - began
            answer["load_duration"] = loaded - began
            answer["prompt_eval_count"] = sum(tokens for _, tokens in made)
        self._json(200, answer, fault.drop)

    def _goes_wrong(self, fault: Fault) -> bool:
        """Whether the fault was all of the answer."""
        self.served.ending.wait(fault.latency)
        if fault.hang:
            self._hang()
        elif fault.body is not None:
            self._send(fault.status or 200, fault.body, fault.headers, fault.drop)
        elif fault.status:
            self._json(fault.status, {"error": fault.error}, fault.drop, fault.headers)
        return fault.hang or fault.body is not None or bool(fault.status)

    def _hang(self) -> None:
        self.served.reached.set()
        while not self.served.ending.is_set():
            if select.select([self.connection], [], [], 0.02)[0]:
                if not self.connection.recv(1, socket.MSG_PEEK):
                    self.served.left.set()
                break
        self.close_connection = True

    def _cloud(self, request: dict[str, Any]) -> None:
        if not self.served.cloud_enabled:
            raise Refused(403, CLOUD_DISABLED)
        texts = texts_of(request.get("input"))
        self.served.sent_off.extend(texts)
        self._json(200, {"model": request["model"], "embeddings": [[1.0, 0.0]] * len(texts)})

    def _legacy(self, sent: bytes) -> None:
        request = self._read(sent, "EmbeddingRequest")
        model = self.served.existing(request.get("model", ""))
        self.served.load(model)
        text = request.get("prompt", "")
        if not text:
            self._json(200, {"embedding": []})
            return
        vector = _normalised(model.vector(text)) * model.legacy_scale
        self._json(200, {"embedding": [float(number) for number in vector]})

    def _openai(self, sent: bytes) -> None:
        request = self._read(sent, "EmbeddingsV1")
        try:
            if request.get("input") in (None, []):
                raise Refused(400, "invalid input")
            if request.get("encoding_format", "float") not in ("float", "base64"):
                raise Refused(400, "Invalid value for 'encoding_format'")
            texts = [request["input"]] if isinstance(request["input"], str) else request["input"]
            model = self.served.existing(request.get("model", ""))
        except Refused as error:
            kind = "not_found_error" if error.status == 404 else "invalid_request_error"
            told = {"message": error.error, "type": kind, "param": None, "code": None}
            self._json(error.status, {"error": told})
            return
        self.served.load(model)
        cut = {**request, "truncate": True}
        rows = [self.served.row(model, text, cut) for text in texts]
        listed = [
            {"object": "embedding", "index": index, "embedding": row}
            for index, (row, _) in enumerate(rows)
        ]
        self._json(200, {"object": "list", "data": listed, "model": request["model"]})

    # -- pulling ---------------------------------------------------------------------------------

    def _pull(self, sent: bytes) -> None:
        request = self._read(sent, "PullRequest")
        name = request.get("model") or request.get("name") or ""
        if not _is_wellformed(name):
            raise Refused(400, "invalid model name")
        fault = self.served.pull_faults.popleft() if self.served.pull_faults else PullFault()
        if fault.before:
            raise Refused(500, fault.before)
        lines = self._pulling(_tagged(name), fault)
        if request.get("stream") is False:
            last = list(lines)[-1]
            self._json(500 if "error" in last else 200, last)
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for line in lines:
            if line is None:
                return
            self._chunk(json.dumps(line).encode() + b"\n")
        self._chunk(b"")

    def _pulling(self, name: str, fault: PullFault) -> Iterator[Any]:
        """The lines of a pull; None where it breaks off."""
        served = self.served
        yield {"status": "pulling manifest"}
        model = served.registry.get(name)
        if model is None:
            yield {"error": "pull model manifest: file does not exist"}
            return
        sent = 0
        for digest, size in model.layers:
            about = {"status": f"pulling {digest[7:19]}", "digest": digest, "total": size}
            done = served.arrived.get(digest, 0)
            yield {**about, "completed": done} if done else about
            while done < size:
                step = min(max(size // 8, 1), size - done)
                if (fault.error or fault.drop or fault.hang) and sent + step > fault.at:
                    yield from self._broken(fault)
                    return
                done, sent = done + step, sent + step
                served.arrived[digest] = done
                yield {**about, "completed": done}
        yield {"status": "verifying sha256 digest"}
        yield {"status": "writing manifest"}
        served.installed[name] = model
        yield {"status": "success"}

    def _broken(self, fault: PullFault) -> Iterator[Any]:
        if fault.error:
            yield {"error": fault.error}
            return
        if fault.hang:
            self._hang()
        self.close_connection = True
        yield None

    # -- the wire --------------------------------------------------------------------------------

    def _read(self, sent: bytes, kind: str) -> dict[str, Any]:
        """The request, as Go reads it. Raises ``Refused``."""
        request, unknown = read_request(sent, kind)
        self.served.unknown_fields |= unknown
        return request

    def _json(
        self,
        status: int,
        body: Any,
        drop: int | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        kind = {"Content-Type": "application/json; charset=utf-8"}
        self._send(status, json.dumps(body).encode(), {**kind, **(headers or {})}, drop)

    def _send(
        self, status: int, body: bytes, headers: dict[str, str], drop: int | None = None
    ) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        if drop == 0:
            self.close_connection = True  # not even the status line arrives
            self._headers_buffer: list[bytes] = []
            return
        self.end_headers()
        self.wfile.write(body[:drop])
        if drop is not None:
            self.close_connection = True

    def _chunk(self, part: bytes) -> None:
        self.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


def _listed(model: Model, profile: Version) -> dict[str, Any]:
    details: dict[str, Any] = {
        "parent_model": "",
        "format": "gguf",
        "family": model.architecture,
        "families": [model.architecture],
        "parameter_size": model.parameters,
        "quantization_level": "F16",
    }
    listed: dict[str, Any] = {
        "name": model.name,
        "model": model.name,
        "modified_at": MODIFIED,
        "size": model.size,
        "digest": model.digest,
        "details": details,
    }
    if model.remote_host:
        listed["remote_model"] = model.name
        listed["remote_host"] = model.remote_host
    if profile.lists_capabilities:
        details["context_length"] = model.context
        details["embedding_length"] = model.dimension
        listed["capabilities"] = list(model.capabilities)
    return listed


def _shown(model: Model, served: FakeOllama) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "modelfile": f"FROM {model.name}",
        "template": "{{ .Prompt }}",
        "details": _listed(model, served.profile)["details"],
        "modified_at": MODIFIED,
    }
    if served.tells_details:
        facts: dict[str, Any] = {
            "general.architecture": model.architecture,
            f"{model.architecture}.context_length": model.context,
            f"{model.architecture}.embedding_length": model.dimension,
        }
        if model.pooling is not None:
            facts[f"{model.architecture}.pooling_type"] = model.pooling
        shown["model_info"] = facts
    if served.profile.tells_capabilities:
        shown["capabilities"] = list(model.capabilities)
    if model.remote_host:
        shown["remote_model"], shown["remote_host"] = model.name, model.remote_host
    return shown
