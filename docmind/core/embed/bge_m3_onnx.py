"""BGE-M3 on the processor: onnxruntime, several texts at a time, without torch.

On two cores with AVX-512 this is faster than torch at the same precision (see
tests/perf/bge_m3_throughput.py), most of all for a short query.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from docmind.core.embed.bge_m3_graph import (
    DENSE,
    HIDDEN,
    IDS,
    PLACES,
    SPARSE,
    WORDS,
    Form,
    graph_over,
)
from docmind.core.embed.bge_m3_runs import Found, Runs, in_place, normalised
from docmind.core.embed.bge_m3_words import Ids
from docmind.core.embed.grouping import of_equal_length
from docmind.core.embed.onnx_session import open_graph
from docmind.core.embed.threads import calm, core_count
from docmind.core.embed.weights import Stored, stored_tensors
from docmind.core.errors import ModelError
from docmind.core.models.checks_bge_m3 import BgeM3Facts
from docmind.core.vectors import Float32

TOKENS_TOGETHER = 256
_FAILED = "BGE-M3 could not be started"


class OnnxRuns(Runs):
    """The full weights, mapped from the model's own files."""

    runtime: ClassVar[str] = "onnxruntime fp32"

    def __init__(self, facts: BgeM3Facts, threads: int = 0, together: int = 8) -> None:
        self._facts = facts
        self._session = self._opened()
        self._together = max(1, together)
        self._head: tuple[Float32, Float32] | None = None
        self._pool = ThreadPoolExecutor(
            threads or core_count(), thread_name_prefix="bge-m3", initializer=calm
        )

    def vectors(self, rows: Sequence[Ids]) -> Found:
        """What was found for each row, in the order given."""
        dense, weights = in_place(len(rows), self._facts.dimension)
        groups = of_equal_length(rows, TOKENS_TOGETHER, self._together)
        found = self._pool.map(self._run, [[rows[at] for at in group] for group in groups])
        for group, (vectors, weighed) in zip(groups, found, strict=True):
            dense[group] = vectors
            for at, row in zip(group, weighed, strict=True):
                weights[at] = row
        return Found(dense, tuple(weights))

    def one(self, row: Ids) -> Found:
        """What was found for one row, on the calling thread."""
        dense, weights = self._run([row])
        return Found(dense, (weights[0],))

    def colbert(self, rows: Sequence[Ids]) -> list[Float32]:
        """A vector for each token but the first, normalised."""
        return list(self._pool.map(self._tokens, rows))

    def close(self) -> None:
        """End its threads, when what runs is done, and let go of the weights."""
        self._pool.shutdown()
        self._session = None

    def _opened(self) -> Any:
        tensors = tensors_of(self._facts)
        graph = graph_over(tensors, form_of(self._facts))
        return open_graph(graph, _FAILED, _folder_of(tensors))

    def _run(self, rows: Sequence[Ids]) -> list[Float32]:
        found: list[Float32] = self._session.run([DENSE, WORDS], self._inputs(rows))
        return found

    def _tokens(self, row: Ids) -> Float32:
        hidden: Float32 = self._session.run([HIDDEN], self._inputs([row]))[0][0]
        matrix, bias = self._colbert_head()
        return normalised(hidden[1:] @ matrix.T + bias)

    def _inputs(self, rows: Sequence[Ids]) -> dict[str, Ids]:
        ids = np.stack(rows)
        # as RoBERTa counts: from after the padding, and a <pad> in the text has no place
        words = ids != self._facts.pad_id
        return {IDS: ids, PLACES: np.cumsum(words, axis=1) * words + self._facts.pad_id}

    def _colbert_head(self) -> tuple[Float32, Float32]:
        if self._head is None:
            parts = stored_tensors(self._facts.colbert)
            self._head = (np.array(parts["weight"].numbers()), np.array(parts["bias"].numbers()))
        return self._head


class QuantisedRuns(OnnxRuns):
    """Weights and sums in 8 bits, from the graph that ``bge_m3_int8`` wrote."""

    runtime: ClassVar[str] = "onnxruntime int8"

    def __init__(self, graph: Path, facts: BgeM3Facts, threads: int = 0, together: int = 8) -> None:
        self._graph = graph
        # one scale for all sums of a run: a text must not depend on its company
        super().__init__(facts, threads, together=1)

    def _opened(self) -> Any:
        return open_graph(self._graph, _FAILED)


def form_of(facts: BgeM3Facts) -> Form:
    """What the graph needs beside the weights."""
    return Form(facts.layers, facts.heads, facts.eps)


def tensors_of(facts: BgeM3Facts) -> dict[str, Stored]:
    """Where the weights of the encoder and of the head for words lie. Raises ``ModelError``."""
    found = {
        name.removeprefix("roberta."): one for name, one in stored_tensors(facts.weights).items()
    }
    head = stored_tensors(facts.sparse)
    return found | {f"{SPARSE}.{part}": one for part, one in head.items()}


def _folder_of(tensors: dict[str, Stored]) -> Path:
    folders = {one.path.parent for one in tensors.values()}
    if len(folders) > 1:
        raise ModelError(
            "The files of BGE-M3 lie in several folders",
            hint="Copy them into one folder.",
            path=min(folders),
        )
    return folders.pop()
