"""Cross-encoders from a local folder, on the processor: onnxruntime, without torch."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from docmind.core.embed.base import DEFAULTS, Embedder, LoadOptions, ModelIdentity
from docmind.core.embed.bge_m3_graph import IDS, PLACES
from docmind.core.embed.grouping import of_equal_length
from docmind.core.embed.onnx_session import open_graph
from docmind.core.embed.threads import calm, core_count
from docmind.core.errors import ModelError
from docmind.core.models.checks_cross_encoder import BERT, ROBERTA, kind_of
from docmind.core.models.folder import digest_of
from docmind.core.rerank.base import Reranker
from docmind.core.rerank.cross_encoder_folder import CrossEncoderFacts, check_cross_encoder
from docmind.core.rerank.cross_encoder_graph import SCORES, TYPES, pair_graph
from docmind.core.rerank.pair_tokens import Ids, PairTokens
from docmind.core.vectors import Float32

TOKENS_TOGETHER = 256


@dataclass(frozen=True, slots=True)
class _Ready:
    """A loaded model."""

    facts: CrossEncoderFacts
    tokens: PairTokens
    session: Any
    pool: ThreadPoolExecutor


class CrossEncoder(Reranker):
    """BERT or XLM-RoBERTa with one score for a query and a passage (arXiv:1901.04085), such as
    ms-marco-MiniLM-L6-v2 or bge-reranker-v2-m3; equal to transformers'. It recognises the first:
    the others may run on a graphics card, and come here by ``FlagReranker``.

    A run takes one pair, or short ones of equal length, on one thread; several run at a time.
    """

    name: ClassVar[str] = "cross-encoder"
    title: ClassVar[str] = "Cross-encoder"
    needs_folder: ClassVar[bool] = True
    most_tokens: ClassVar[int] = 256

    def __init__(self, most_tokens: int = 0) -> None:
        """``most_tokens`` of a pair are read, special tokens included; 0 takes the usual length."""
        self._most = most_tokens or self.most_tokens
        self._ready: _Ready | None = None

    @classmethod
    def recognises(cls, folder: Path) -> bool:
        return kind_of(folder) == BERT

    def load(
        self, options: LoadOptions = DEFAULTS, beside: Embedder | None = None
    ) -> ModelIdentity:
        """Check the folder, then bring the model in. Raises ``ModelError``."""
        if options.folder is None:
            raise ModelError("The cross-encoder is used without its files")
        self.unload()
        folder = options.folder
        facts = check_cross_encoder(folder)
        tokens = PairTokens(folder, min(self._most, facts.max_tokens), facts.vocab)
        weights = next(iter(facts.tensors.values())).path
        session = open_graph(
            pair_graph(facts), "The cross-encoder could not be started", weights.parent
        )
        threads = options.threads or core_count()
        pool = ThreadPoolExecutor(threads, thread_name_prefix="rerank", initializer=calm)
        self._ready = _Ready(facts, tokens, session, pool)
        return ModelIdentity(
            name=self.name,
            digest=digest_of(folder),
            dimension=1,
            max_tokens=tokens.length,
            runtime="onnxruntime fp32",
        )

    def rerank(self, query: str, passages: Sequence[str]) -> Float32:
        """The model's raw scores (logits): float32[n] in the order given."""
        ready = self._loaded()
        scores = np.empty(len(passages), dtype=np.float32)
        if not passages:
            return scores
        rows = ready.tokens.rows(query, passages)
        lengths = [row[0] for row in rows]
        groups = of_equal_length(lengths, TOKENS_TOGETHER, len(rows))
        found = ready.pool.map(
            self._run, [np.stack([rows[at] for at in group]) for group in groups]
        )
        for group, part in zip(groups, found, strict=True):
            scores[group] = part
        return scores

    def unload(self) -> None:
        """Give the memory back; ``load`` brings the model in again."""
        ready, self._ready = self._ready, None
        if ready is not None:
            ready.pool.shutdown()

    def _run(self, pairs: Ids) -> Float32:
        """``pairs`` int64[n, 2, s]: ids and types."""
        ready = self._loaded()
        ids, types = np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1])
        given = {IDS: ids, PLACES: _places(ids, ready.facts)}
        given[TYPES] = types if ready.facts.types > 1 else np.zeros_like(ids)
        scores: Float32 = ready.session.run([SCORES], given)[0]
        return scores

    def _loaded(self) -> _Ready:
        if self._ready is None:
            raise ModelError("The cross-encoder was not loaded")
        return self._ready


def _places(ids: Ids, facts: CrossEncoderFacts) -> Ids:
    if facts.kind != ROBERTA:
        return np.broadcast_to(np.arange(ids.shape[1], dtype=np.int64), ids.shape).copy()
    # as RoBERTa counts: from after the padding, and a <pad> in the text has no place
    words = ids != facts.pad_id
    places: Ids = np.cumsum(words, axis=1) * words + facts.pad_id
    return places
