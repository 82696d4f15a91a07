"""The model worker with a place for rerankers (``--child embed-worker``).

One process holds one model: an embedder, a reranker with a model of its own, or an embedder and
the reranker that uses its model. Pairs are compared on a thread beside, so that a question does
not wait for them.
"""

from __future__ import annotations

import queue
import threading
import time
from typing import BinaryIO

from docmind.core.embed.base import Embedder
from docmind.core.embed.frames import Load, Loaded, Place, Reply, Request, Rerank, pack
from docmind.core.embed.worker import Desk, run
from docmind.core.errors import DocMindError
from docmind.core.registry import providers
from docmind.core.rerank.base import Reranker
from docmind.core.vectors import Embeddings

ROOM = "docmind.core.rerank"


def main() -> int:
    """Serve until standard input ends. Returns the exit status."""
    return run(RerankDesk)


class RerankDesk(Desk):
    """A desk that also compares pairs."""

    def __init__(self, replies: BinaryIO) -> None:
        super().__init__(replies)
        self._pairs: queue.SimpleQueue[Rerank] = queue.SimpleQueue()
        self._comparing: threading.Thread | None = None
        self._reranker: Reranker | None = None

    def take(self, request: Request, body: bytes = b"") -> None:
        """Accept a request from the reading thread."""
        if not isinstance(request, Rerank):
            super().take(request, body)
            return
        if self._comparing is None:
            self._comparing = threading.Thread(target=self._compare, name="pairs", daemon=True)
            self._comparing.start()
        self._pairs.put(request)

    def _compare(self) -> None:
        while True:
            self._answer(self._pairs.get())

    def _run(self, request: Request, sent: bytes) -> tuple[Reply, bytes]:
        if isinstance(request, Load):
            known = rerankers()
            if request.provider in known:
                return self._load_reranker(request, known[request.provider]()), b""
        if not isinstance(request, Rerank):
            return super()._run(request, sent)
        began = time.perf_counter()
        reranker = self._in_use()
        scores = reranker.rerank(request.query, request.texts)
        found = Embeddings(dense=scores.reshape(-1, 1))
        return pack(request.id, found, time.perf_counter() - began, _place(reranker))

    def _load_reranker(self, request: Load, reranker: Reranker) -> Loaded:
        identity = reranker.load(request.options)
        self._reranker = reranker
        return Loaded(request.id, identity, _place(reranker), tokenizer="")

    def _in_use(self) -> Reranker:
        if self._reranker is None:
            self._reranker = _over(self._loaded())
        return self._reranker


def rerankers() -> dict[str, type[Reranker]]:
    """Every reranker there is, by name."""
    return providers(ROOM, Reranker)  # type: ignore[type-abstract]


def _over(embedder: Embedder) -> Reranker:
    """The reranker that uses this embedder's model. Raises ``DocMindError``."""
    for kind in rerankers().values():
        if kind.rides_on == embedder.name:
            made = kind()
            made.load(beside=embedder)
            return made
    raise DocMindError("This model compares no pairs")


def _place(reranker: Reranker) -> Place:
    return Place(reranker.device, reranker.why)
