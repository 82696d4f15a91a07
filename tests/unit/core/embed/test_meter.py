"""What models were asked, and how that is told."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from docmind.core.embed.base import LoadOptions
from docmind.core.embed.cache import EmbeddingCache
from docmind.core.embed.cached import CachedEmbedder
from docmind.core.embed.frames import Failed, Vectors
from docmind.core.embed.hashing import Hashing
from docmind.core.embed.meter import Meter, Use
from docmind.core.embed.process import ModelWorker
from docmind.core.errors import ProviderError
from docmind.core.schema_models import ProviderUse
from docmind.core.servers.options import ServerOptions
from docmind.core.vectors import Embeddings


def test_answers_and_failures_are_counted_by_code() -> None:
    use = Use("ollama", "bge-m3")
    use.answered(Vectors(1, 32, 1024, seconds=0.5, tokens=900))
    use.answered(Vectors(2, 1, 1024, seconds=0.25))
    use.answered(Failed.of(3, ProviderError("No answer", code="connection_error")))
    use.answered(Failed(4, "The model could not do its work"))
    use.too_slow()
    use.spared(7)
    errors = (("connection_error", 1), ("model_error", 1), ("timeout", 1))
    assert use.told == ProviderUse("ollama", "bge-m3", 4, 33, 900, 0.75, errors, 7)


def test_a_model_is_counted_in_one_place_and_only_when_it_was_asked(tmp_path: Path) -> None:
    meter = Meter()
    server = LoadOptions(server=ServerOptions("http://127.0.0.1:11434", "bge-m3"))
    meter.of("ollama", server).spared(1)
    meter.of("ollama", server).spared(2)
    meter.of("bge-m3", LoadOptions(tmp_path / "bge-m3"))
    meter.of("starter", LoadOptions()).spared(1)
    assert [(use.provider, use.model, use.cache_hits) for use in meter.told] == [
        ("ollama", "bge-m3", 3),
        ("starter", "starter", 1),
    ]


def test_counting_from_many_threads_loses_nothing() -> None:
    use = Use()
    reply = Vectors(1, 2, 8, tokens=3)

    def ask() -> None:
        for _ in range(500):
            use.answered(reply)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (use.told.calls, use.told.texts, use.told.tokens) == (2000, 4000, 6000)


def test_remembered_vectors_are_told(tmp_path: Path) -> None:
    model, use = _HashingHere(), Use()
    embedder = CachedEmbedder(model, EmbeddingCache(tmp_path / "cache.sqlite3"), use)
    embedder.embed_passages(["fox", "whale"])
    embedder.embed_passages(["fox", "whale", "heron", "fox"])
    assert use.told.cache_hits == 2


def test_a_worker_counts_what_it_is_asked() -> None:
    worker = ModelWorker("hashing", use=Use("hashing", "hashing"))
    try:
        worker.embed_passages(["one", "two"])
        worker.embed_query("one")
        worker.embed_query("one")  # remembered, so nobody is asked
    finally:
        worker.close()
    told = worker.use.told
    assert (told.calls, told.texts, told.errors) == (2, 3, ())


class _HashingHere:
    """The hashing embedder in this process."""

    characters_at_once = 1000

    def __init__(self) -> None:
        self._hashing = Hashing()
        self.identity = self._hashing.load()

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        return self._hashing.embed_passages(texts)
