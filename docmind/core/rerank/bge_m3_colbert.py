"""Reranking with the BGE-M3 that a library is read with: no second model in memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from docmind.core.embed.base import DEFAULTS, Embedder, LoadOptions, ModelIdentity
from docmind.core.embed.bge_m3 import BgeM3
from docmind.core.embed.grouping import longest_first
from docmind.core.errors import ModelError
from docmind.core.rerank.base import Reranker
from docmind.core.vectors import Float32

TOGETHER = 32  # passages: their vectors are many numbers, 64 MiB of the longest
_CHARACTERS = 4  # of a token, as a rule; fewer where there are no spaces


class BgeM3Colbert(Reranker):
    """Late interaction (arXiv:2004.12832): the mean over the words of the query of the best cosine
    among the words of a passage, as arXiv:2402.03216 does with the third head of BGE-M3."""

    name: ClassVar[str] = "bge-m3-colbert"
    title: ClassVar[str] = "BGE-M3, word by word"
    rides_on: ClassVar[str] = BgeM3.name
    needs_folder: ClassVar[bool] = True
    most_tokens: ClassVar[int] = 512

    def __init__(self) -> None:
        self._model: BgeM3 | None = None
        self._query: tuple[str, Float32] | None = None

    def load(
        self, options: LoadOptions = DEFAULTS, beside: Embedder | None = None
    ) -> ModelIdentity:
        """Take the model ``beside``, or load it where there is none. Raises ``ModelError``."""
        self._query = None
        if isinstance(beside, BgeM3):
            self._model = beside
            return ModelIdentity(self.name, "", 1, self.most_tokens)
        self._model = BgeM3()
        loaded = self._model.load(options)
        return ModelIdentity(self.name, loaded.digest, 1, self.most_tokens, runtime=loaded.runtime)

    def rerank(self, query: str, passages: Sequence[str]) -> Float32:
        """Mean best cosines, -1..1: float32[n] in the order given."""
        model = self._loaded()
        if self._query is None or self._query[0] != query:
            self._query = query, model.embed_colbert([query])[0]
        asked = self._query[1]
        scores = np.empty(len(passages), dtype=np.float32)
        order = longest_first(passages)
        for at in range(0, len(order), TOGETHER):
            group = order[at : at + TOGETHER]
            cut = [passages[place][: self.most_tokens * _CHARACTERS] for place in group]
            for place, words in zip(group, model.embed_colbert(cut), strict=True):
                scores[place] = likeness(asked, words)
        return scores

    @property
    def device(self) -> str:
        return self._loaded().device

    @property
    def why(self) -> str:
        return self._loaded().why

    def _loaded(self) -> BgeM3:
        if self._model is None:
            raise ModelError("The reranker was not loaded")
        return self._model


def likeness(asked: Float32, words: Float32) -> float:
    """The mean over the rows of ``asked`` of the best cosine among those of ``words``; rows are
    float32[d], normalised. 0 where either is empty."""
    if not len(asked) or not len(words):
        return 0.0
    return float((asked @ words.T).max(axis=1).mean())
