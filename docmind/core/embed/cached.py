"""A model whose passages are computed once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from docmind.core.embed.base import ModelIdentity
from docmind.core.embed.cache import EmbeddingCache
from docmind.core.vectors import Embeddings, Float32


class PassageModel(Protocol):
    """What embeds the passages that are not known yet."""

    @property
    def identity(self) -> ModelIdentity:
        """Of the model in use."""

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        """``dense`` float32[n, d]."""


class CachedEmbedder:
    """Passages through a cache; the model answers for the rest.

    Vectors come out the same to the last bit whether they were computed or remembered: both ways
    pass through float16 and are normalised after it.
    """

    def __init__(self, model: PassageModel, cache: EmbeddingCache) -> None:
        self._model = model
        self._cache = cache

    def embed_passages(self, texts: Sequence[str]) -> tuple[Float32, int]:
        """float32[n, d] in the order given, rows L2-normalised, and how many were computed.

        Equal texts are computed once. Raises ``ModelError``.
        """
        identity = self._model.identity
        different = list(dict.fromkeys(texts))
        known = self._known(identity, different)
        missing = [text for text in different if text not in known]
        if missing:
            dense = self._model.embed_passages(missing).dense.astype(np.float16)
            self._cache.put(identity.space, missing, dense.astype(np.float32))
            known.update(zip(missing, dense.astype(np.float32), strict=True))
        rows = np.zeros((len(texts), identity.dimension), dtype=np.float32)
        for index, text in enumerate(texts):
            rows[index] = known[text]
        lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, np.newaxis]
        return rows / np.maximum(lengths, np.float32(1e-12)), len(missing)

    def _known(self, identity: ModelIdentity, texts: Sequence[str]) -> dict[str, Float32]:
        found = self._cache.get(identity.space, texts)
        return {
            text: row
            for text, row in zip(texts, found, strict=True)
            if row is not None and row.shape == (identity.dimension,)
        }
