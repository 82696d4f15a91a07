"""A stand-in on loopback for the servers that run models, so that the providers that ask them can
be tried without any.

It speaks just enough of Ollama's API and of OpenAI's embeddings and the rerank calls that are
asked beside them, with vectors of hashed words. It is no model server and stands for none.
"""

from __future__ import annotations

import base64
import contextlib
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import numpy as np

from docmind.core.conformance.outcome import NotRun
from docmind.core.embed.hashing import DIMENSION, Hashing
from docmind.core.vectors import Float32

MODEL = "stand-in"
SLOW = "stand-in-slow"
"""A model that takes a minute for every answer to more than a few words, to be cancelled."""

_SLOW_SECONDS = 60.0
_FEW_BYTES = 400  # of a call with a word or two, as providers ask it when they load a model
_CONTEXT = 8192
_DIGEST = "5a" * 32
_TOO_LONG = {"error": "the input length exceeds the context length"}

Answer = tuple[int, Any]


@contextmanager
def stand_in() -> Iterator[str]:
    """Its address, such as ``http://127.0.0.1:40123``, while it answers. Raises ``NotRun`` where a
    computer cannot even ask itself."""
    over = threading.Event()
    kind = type("_Answers", (_Desk,), {"over": over})
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            _require_loopback(server.server_port)
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            over.set()  # slow answers end at once
            server.shutdown()
            thread.join()


def _require_loopback(port: int) -> None:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=10).close()
    except OSError as error:
        raise NotRun(f"No server can be asked here, not even one of its own: {error}.") from None


class _Desk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    over: ClassVar[threading.Event]

    def do_GET(self) -> None:
        found = _FACTS.get(self.path.split("?")[0])
        self._say(*((404, {"error": "not found"}) if found is None else (200, found)))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = json.loads(body)
        if asked.get("model") == SLOW and len(body) > _FEW_BYTES and "input" in asked:
            self.over.wait(_SLOW_SECONDS)
        call = _CALLS.get(self.path)
        self._say(*((404, {"error": "not found"}) if call is None else call(asked)))

    def _say(self, status: int, answer: Any) -> None:
        body = json.dumps(answer).encode()
        with contextlib.suppress(OSError):  # whoever asked may be gone
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _inputs(asked: dict[str, Any]) -> list[str]:
    given = asked["input"]
    return [given] if isinstance(given, str) else given


def _vectors(texts: list[str]) -> Float32:
    return Hashing().embed_passages(texts).dense


def _ollama_embed(asked: dict[str, Any]) -> Answer:
    texts = _inputs(asked)
    if asked.get("truncate") is False and any(len(text.split()) > _CONTEXT for text in texts):
        return 400, _TOO_LONG
    vectors = [[float(value) for value in row] for row in _vectors(texts)]
    tokens = sum(len(text.split()) for text in texts)
    return 200, {"model": asked["model"], "embeddings": vectors, "prompt_eval_count": tokens}


def _openai_embed(asked: dict[str, Any]) -> Answer:
    rows = _vectors(_inputs(asked))
    tokens = sum(len(text.split()) for text in _inputs(asked))
    listed = [
        {"object": "embedding", "index": at, "embedding": _written(row, asked)}
        for at, row in enumerate(rows)
    ]
    usage = {"prompt_tokens": tokens, "total_tokens": tokens}
    return 200, {"object": "list", "data": listed, "model": asked["model"], "usage": usage}


def _written(row: Float32, asked: dict[str, Any]) -> str | list[float]:
    if asked.get("encoding_format") == "base64":
        return base64.b64encode(np.asarray(row, dtype="<f4").tobytes()).decode()
    return [float(value) for value in row]


def _rerank(asked: dict[str, Any]) -> Answer:
    texts = [str(one) for one in asked["documents"]]
    query = _vectors([asked["query"]])[0]
    scores = [(float(row @ query) + 1) / 2 for row in _vectors(texts)]
    order = sorted(range(len(texts)), key=lambda at: -scores[at])
    results = [{"index": at, "relevance_score": scores[at]} for at in order]
    return 200, {"object": "rerank", "results": results, "model": asked.get("model", MODEL)}


def _show(asked: dict[str, Any]) -> Answer:
    facts = {
        "general.architecture": "bert",
        "bert.context_length": _CONTEXT,
        "bert.embedding_length": DIMENSION,
        "bert.pooling_type": 1,
    }
    return 200, {"model_info": facts, "capabilities": ["embedding"], "details": {}}


def _model(name: str) -> dict[str, Any]:
    return {"name": name, "model": name, "size": 1, "digest": _DIGEST, "details": {}}


_LISTED = {"object": "list", "data": [{"id": name, "object": "model"} for name in (MODEL, SLOW)]}
_FACTS: dict[str, Any] = {
    "/api/version": {"version": "0.33.0"},
    "/api/tags": {"models": [_model(f"{name}:latest") for name in (MODEL, SLOW)]},
    "/v1/models": _LISTED,
}
_CALLS: dict[str, Callable[[dict[str, Any]], Answer]] = {
    "/api/show": _show,
    "/api/embed": _ollama_embed,
    "/v1/embeddings": _openai_embed,
    "/v1/rerank": _rerank,
}
