"""Rerankers on a server: infinity, Text Embeddings Inference, llama.cpp's server, Jina, Cohere."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from docmind.core.embed.base import DEFAULTS, Embedder, LoadOptions, ModelIdentity
from docmind.core.embed.estimate import shortened
from docmind.core.embed.text import speakable
from docmind.core.errors import ModelError, ProviderError
from docmind.core.rerank.base import Reranker
from docmind.core.schema_models import ProviderHealth
from docmind.core.servers.listing import server_health
from docmind.core.servers.reranking import RerankCalls
from docmind.core.vectors import Float32

_PROBE = "The text by which a server is tried", ("It is tried with this text.", "And with this.")
_BETWEEN = 8  # tokens that a model puts around and between the two texts
_LEAST = 32  # tokens: a model that finds a pair of so few too long is not helped


@dataclass(slots=True)
class _Ready:
    """A server that was tried. ``tokens`` are those of a pair at most; fewer once it refused."""

    calls: RerankCalls
    asked: str
    tokens: int


class ServerReranker(Reranker):
    """Any model that a server puts passages in order with."""

    name: ClassVar[str] = "server"
    title: ClassVar[str] = "Reranking server"
    needs_server: ClassVar[bool] = True
    # llama.cpp's server fails a call for one pair over 512, and counts in its own way
    most_tokens: ClassVar[int] = 512

    def __init__(self) -> None:
        self._ready: _Ready | None = None

    @classmethod
    def health(cls, options: LoadOptions = DEFAULTS) -> ProviderHealth:
        """Asks the server for its models."""
        return server_health(cls.name, cls.title, options.server)

    def load(
        self, options: LoadOptions = DEFAULTS, beside: Embedder | None = None
    ) -> ModelIdentity:
        """Have it compare two sentences with a third. Raises ``ProviderError``."""
        if options.server is None:
            raise ModelError("The reranker on a server is used without its server")
        self.unload()
        calls = RerankCalls(options.server)
        try:
            calls.scores(*_PROBE)
        except BaseException:
            calls.close()
            raise
        self._ready = _Ready(calls, options.server.model, self.most_tokens)
        answers = calls.model or options.server.model
        return ModelIdentity(
            name=self.name,
            digest=hashlib.sha256(answers.encode()).hexdigest(),
            dimension=1,
            max_tokens=self.most_tokens,
            runtime=self.title,
            model=options.server.model,
        )

    def rerank(self, query: str, passages: Sequence[str]) -> Float32:
        """float32[n] in 0..1, in the order given. What is too long for the server is cut before it
        is sent, and shorter still when it complains: it would fail the whole call. A blank passage
        gets 0."""
        ready = self._loaded()
        found = np.zeros(len(passages), dtype=np.float32)
        # servers differ in what they do with blank texts, so they are not sent one
        places = [place for place, text in enumerate(passages) if text.strip()]
        if query.strip() and places:
            found[places] = _scores(ready, query, [passages[place] for place in places])
        return found

    @property
    def device(self) -> str:
        """The server: only it knows what it computes with."""
        return "the reranking server"

    @property
    def why(self) -> str:
        """Which server it is, and who answers there, should that be another model."""
        ready = self._loaded()
        told = f"It runs on {ready.calls.host}."
        answers = ready.calls.model
        if answers in ("", ready.asked):
            return told
        return f"{told} The server answers with {answers}, although {ready.asked} was asked for."

    def unload(self) -> None:
        """Let go of the server; ``load`` asks it again."""
        ready, self._ready = self._ready, None
        if ready is not None:
            ready.calls.close()

    def _loaded(self) -> _Ready:
        if self._ready is None:
            raise ModelError("The reranker on the server was not loaded")
        return self._ready


def _scores(ready: _Ready, query: str, passages: Sequence[str]) -> Float32:
    """The scores of texts that have something in them."""
    while True:
        asked = shortened(speakable(query), ready.tokens // 4)
        left = ready.tokens * 3 // 4 - _BETWEEN
        texts = [shortened(speakable(text), left) for text in passages]
        try:
            return ready.calls.scores(asked, texts)
        except ProviderError as error:
            if error.code != "context_length_exceeded" or ready.tokens // 2 < _LEAST:
                raise
            ready.tokens //= 2
