"""A model whose passages are computed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import numpy as np

from docmind.core.embed.base import ModelIdentity
from docmind.core.embed.cache import EmbeddingCache
from docmind.core.embed.meter import Use
from docmind.core.embed.text import SENTENCE
from docmind.core.vectors import Embeddings, Float32, SparseVector


class PassageModel(Protocol):
    """What embeds the passages that are not known yet."""

    @property
    def identity(self) -> ModelIdentity:
        """Of the model in use."""

    @property
    def characters_at_once(self) -> int:
        """How much text takes it a moment, some seconds at most."""

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        """``dense`` float32[n, d]."""


class CachedEmbedder:
    """Passages through a cache; the model answers for the rest.

    Vectors come out the same to the last bit whether they were computed or remembered: both ways
    pass through float16, and the dense ones are normalised after it. ``use`` counts what was
    remembered.
    """

    def __init__(self, model: PassageModel, cache: EmbeddingCache, use: Use | None = None) -> None:
        self._model = model
        self._cache = cache
        self._use = use or Use()

    def embed_passages(
        self, texts: Sequence[str], check: Callable[[], None] = lambda: None
    ) -> tuple[Embeddings, int]:
        """``dense`` float32[n, d] in the order given, rows L2-normalised, ``sparse`` where the
        model weighs words; and how many texts were computed.

        Equal texts are computed once. ``check`` is called every few seconds and may raise to stop:
        what was computed until then is remembered. Raises ``ModelError``.
        """
        identity = self._model.identity
        different = list(dict.fromkeys(texts))
        dense, sparse = self._known(identity, different)
        missing = [text for text in different if text not in dense]
        self._use.spared(len(different) - len(missing))
        for part in self._parts(missing):
            check()
            found = self._model.embed_passages(part)
            halves = found.dense.astype(np.float16).astype(np.float32)
            self._cache.put(identity.space, part, halves, found.sparse)
            dense.update(zip(part, halves, strict=True))
            sparse.update(zip(part, map(_halved, found.sparse), strict=False))
        rows = np.zeros((len(texts), identity.dimension), dtype=np.float32)
        for index, text in enumerate(texts):
            rows[index] = dense[text]
        lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, np.newaxis]
        rows /= np.maximum(lengths, np.float32(1e-12))
        learned = tuple(sparse[text] for text in texts) if identity.learned else ()
        return Embeddings(rows, learned), len(missing)

    def try_out(self) -> None:
        """Have the model read a plain sentence, whatever is remembered. Raises ``ModelError``."""
        self._model.embed_passages([SENTENCE])

    def _parts(self, texts: Sequence[str]) -> Iterator[list[str]]:
        """Runs of texts, each of which takes the model a moment."""
        part: list[str] = []
        size = 0
        for text in texts:
            if part and size + len(text) > self._model.characters_at_once:
                yield part
                part, size = [], 0
            part.append(text)
            size += len(text)
        if part:
            yield part

    def _known(
        self, identity: ModelIdentity, texts: Sequence[str]
    ) -> tuple[dict[str, Float32], dict[str, SparseVector]]:
        found = self._cache.get(identity.space, texts)
        dense = {
            text: row
            for text, row in zip(texts, found, strict=True)
            if row is not None and row.shape == (identity.dimension,)
        }
        if not identity.learned:
            return dense, {}
        weights = self._cache.get_sparse(identity.space, texts)
        sparse = {text: row for text, row in zip(texts, weights, strict=True) if row is not None}
        return {text: row for text, row in dense.items() if text in sparse}, sparse


def _halved(row: SparseVector) -> SparseVector:
    """As it comes back from the cache."""
    return SparseVector(row.indices, row.values.astype(np.float16).astype(np.float32))
