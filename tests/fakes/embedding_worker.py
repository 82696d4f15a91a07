"""A fake of ``ModelWorker`` that computes here, and becomes another model when a test says so."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from docmind.core.embed.base import ModelIdentity
from docmind.core.embed.calls import Order
from docmind.core.embed.frames import Passages, Place, Question
from docmind.core.embed.hashing import Hashing
from docmind.core.embed.meter import Use
from docmind.core.embed.probes import PASSAGES, QUESTION, Probes
from docmind.core.errors import ModelError
from docmind.core.vectors import Embeddings, SparseVector

HERE = ModelIdentity("hashing", "1" * 64, 384, 256, runtime="numpy fp32")
ELSEWHERE = ModelIdentity("ollama", "2" * 64, 384, 256, model="twin", by_probes=True)
_MODEL = Hashing()


def vectors(texts: Sequence[str], turn: int = 0) -> np.ndarray:
    """float32[n, 384]; another ``turn`` is another model."""
    return np.roll(_MODEL.embed_passages(texts).dense, turn, axis=1)


def probes(turn: int = 0) -> Probes:
    """What that model gives for the known sentences."""
    return Probes.of(vectors(PASSAGES, turn), vectors([QUESTION], turn))


class FakeWorker:
    """``turn`` says which model is behind it; ``failure`` is raised by whatever is asked, until it
    is None again. ``hook`` is called with the texts of each request, before they are answered."""

    def __init__(self, identity: ModelIdentity = HERE, turn: int = 0) -> None:
        self.identity = identity
        self.turn = turn
        self.failure: Exception | None = None
        self.hook: Callable[[list[str]], None] = lambda texts: None
        self.loads = 0
        self.loaded = False
        self.asked: list[list[str]] = []
        self.place = Place("cpu", "It is a fake.")
        self.device = "cpu"
        self.pid: int | None = None
        self.use = Use("fake", identity.model)
        self.characters_at_once = 1000
        self.closed = 0
        self.hanging: threading.Event | None = None

    def start(self) -> ModelIdentity:
        self._wake()
        return self.identity

    def _wake(self, timeout: float | None = None) -> None:
        if self.failure is not None:
            raise self.failure
        if self.hanging is not None and not self.hanging.wait(timeout):
            raise ModelError("The model did not answer in time")
        if not self.loaded:
            self.loaded = True
            self.loads += 1

    def end(self) -> None:
        """Its process ends: the next call loads the model again."""
        self.loaded = False

    def ask(self, order: Order, timeout: float | None = None) -> Embeddings:
        self._wake(timeout)
        request = order.make(1)
        assert isinstance(request, Passages | Question)
        return self._found(request.texts if isinstance(request, Passages) else [request.text])

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        self._wake()
        return self._found(list(texts))

    def embed_query(self, text: str, timeout: float | None = None) -> Embeddings:
        self._wake(timeout)
        return self._found([text])

    def _found(self, texts: list[str]) -> Embeddings:
        self.asked.append(texts)
        self.hook(texts)
        if self.failure is not None:
            raise self.failure
        weights = SparseVector(np.zeros(1, np.uint32), np.ones(1, np.float32))
        sparse = (weights,) * len(texts) if self.identity.learned else ()
        return Embeddings(vectors(texts, self.turn), sparse)

    def tokenizer_json(self) -> str:
        return _MODEL.tokenizer_json()

    def repulled(self, digest: str) -> None:
        """The server has another copy of it."""
        self.identity = replace(self.identity, digest=digest)

    def renew(self) -> None:
        self.end()

    def hang_up(self) -> None:
        self.close()

    def close(self) -> None:
        self.closed += 1
        self.loaded = False
