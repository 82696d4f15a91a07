"""Any embedding model that was exported for onnxruntime, from its folder and without torch."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from docmind.core.embed.base import DEFAULTS, Embedder, LoadOptions, ModelIdentity, empty
from docmind.core.embed.grouping import of_equal_length
from docmind.core.embed.measured import loses_nothing, with_measured
from docmind.core.embed.onnx_session import open_graph
from docmind.core.embed.pooling import pooled, unit_rows
from docmind.core.embed.sentence_identity import Width, passage_tokens, space_digest, templates
from docmind.core.embed.text import filled, read_tokenizer, speakable
from docmind.core.embed.threads import calm, core_count
from docmind.core.errors import ModelError
from docmind.core.models.checks_onnx import IN_GRAPH, OnnxFacts, check_onnx, has_precision
from docmind.core.models.folder import checksum_of
from docmind.core.models.matryoshka import allowed_dimensions, cut
from docmind.core.vectors import Embeddings, Float32

TOKENS_TOGETHER = 256
_WORDS = "tokenizer.json"
_FAILED = "The model could not be started"


class OnnxFolder(Embedder):
    """A graph that gives vectors of texts or of their tokens, on the processor.

    Texts of equal length run together, so there is no padding (but for graphs of one fixed
    length); several runs go at a time, on one thread each.
    """

    name: ClassVar[str] = "onnx"
    title: ClassVar[str] = "ONNX model"
    query_beside_passages: ClassVar[bool] = True
    needs_folder: ClassVar[bool] = True

    def __init__(self) -> None:
        self._model: _Model | None = None

    def load(self, options: LoadOptions = DEFAULTS) -> ModelIdentity:
        """Check the folder, open its graph and try it on a sentence. Raises ``ModelError``."""
        if options.folder is None:
            raise ModelError("An ONNX model is used without its files")
        folder = options.folder
        facts = check_onnx(folder, _precision(folder, options.precision))
        query, passage = templates(options, facts.layout)
        model = _Model(facts, query, passage, options)
        model.begin(options.dimensions)
        self._model = model
        return with_measured(model.identity(self.name), folder)

    def unload(self) -> None:
        """End its threads and let go of the weights."""
        model, self._model = self._model, None
        if model is not None:
            model.close()

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        """``dense`` float32[n, d], rows L2-normalised, in the order given."""
        return self._loaded().passages(texts)

    def embed_query(self, text: str) -> Embeddings:
        """``dense`` float32[1, d], on the calling thread."""
        return self._loaded().query(text)

    def tokenizer_json(self) -> str:
        """The model's own tokenizer, neither cutting nor padding."""
        return str(_tokenizer(self._loaded().facts.folder).to_str())

    @property
    def why(self) -> str:
        return "Models from ONNX files run on the processor."

    def _loaded(self) -> _Model:
        if self._model is None:
            raise ModelError("The ONNX model was not loaded")
        return self._model


class _Model:
    """An open graph with its tokenizer and threads."""

    def __init__(self, facts: OnnxFacts, query: str, passage: str, options: LoadOptions) -> None:
        self.facts = facts
        self._query, self._passage = query, passage
        self._tokenizer = _tokenizer(facts.folder)
        self._tokenizer.enable_truncation(facts.max_tokens)
        self._session = open_graph(facts.graph, _FAILED)
        self._pool = ThreadPoolExecutor(
            options.threads or core_count(), thread_name_prefix="onnx", initializer=calm
        )
        # In 8 bits one scale holds for all sums of a run: a text must not depend on its company.
        most = 1 if facts.precision == "int8" else max(1, options.batch_cpu)
        self._most = min(most, facts.together or most)
        self._cut = 0
        self._width = 0

    def begin(self, dimensions: int) -> None:
        """Try the graph on a sentence, and cut its vectors to ``dimensions`` from then on. Raises
        ``ModelError`` where it gives no vector, or was not trained to be cut."""
        self._width = self._tried()
        layout = self.facts.layout
        self._cut = allowed_dimensions(
            Width(self.facts.folder.name, self._width, layout.matryoshka), dimensions
        )

    def identity(self, name: str) -> ModelIdentity:
        """What makes its vectors comparable."""
        facts = self.facts
        sums = [checksum_of(facts.folder, one) for one in (*facts.weights, _WORDS)]
        pooling = facts.layout.pooling or facts.pooling
        return ModelIdentity(
            name=name,
            digest=space_digest([*sums, facts.output, str(facts.layout.lower_case)]),
            dimension=self._cut or self._width,
            max_tokens=facts.max_tokens,
            precision=facts.precision,
            passage_tokens=passage_tokens(self._tokenizer, self._passage, facts.max_tokens),
            runtime=f"onnxruntime {facts.precision}",
            model=facts.folder.name,
            pooling=pooling,
            query_template=self._query,
            passage_template=self._passage,
            shortened=bool(self._cut),
        )

    def passages(self, texts: Sequence[str]) -> Embeddings:
        """Their vectors, in the order given."""
        if not texts:
            return empty(self._cut or self._width)
        rows = self._ids([filled(self._passage, text) for text in texts])
        groups = of_equal_length(rows, TOKENS_TOGETHER, self._most)
        dense = np.empty((len(rows), self._cut or self._width), dtype=np.float32)
        found = self._pool.map(self._run, [[rows[at] for at in group] for group in groups])
        for group, vectors in zip(groups, found, strict=True):
            dense[group] = vectors
        return Embeddings(dense=dense, tokens=sum(map(len, rows)))

    def query(self, text: str) -> Embeddings:
        """The vector of a question."""
        rows = self._ids([filled(self._query, text)])
        return Embeddings(dense=self._run(rows), tokens=len(rows[0]))

    def close(self) -> None:
        """End its threads, when what runs is done."""
        self._pool.shutdown()
        self._session = None

    def _ids(self, texts: Sequence[str]) -> list[list[int]]:
        lower = self.facts.layout.lower_case
        spoken = [speakable(text.lower() if lower else text) for text in texts]
        encoded = self._tokenizer.encode_batch_fast(spoken)
        # a tokenizer without special tokens makes nothing of an empty text, and a graph wants one
        return [encoding.ids or [self._filler()] for encoding in encoded]

    def _filler(self) -> int:
        """A token to fill up with."""
        for word in ("[PAD]", "<pad>", "<|endoftext|>"):
            found = self._tokenizer.token_to_id(word)
            if found is not None:
                return int(found)
        return 0

    def _run(self, rows: Sequence[Sequence[int]]) -> Float32:
        return cut(unit_rows(self._raw(rows)), self._cut)

    def _raw(self, rows: Sequence[Sequence[int]]) -> Float32:
        """float32[n, d] as the graph and the pooling have it."""
        ids, mask = self._padded(rows)
        output = self._session.run([self.facts.output], self._inputs(ids, mask))[0][: len(rows)]
        numbers: Float32 = np.asarray(output, dtype=np.float32)
        if self.facts.pooling == IN_GRAPH:
            return numbers
        if numbers.ndim != 3:
            raise _unlike(self.facts.graph, f"{self.facts.output} is no vector for each token")
        return pooled(numbers, mask[: len(rows)], self.facts.pooling)

    def _padded(
        self, rows: Sequence[Sequence[int]]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """(ids, mask) int64[n, t]; filled up only for graphs of a fixed form, on the side that the
        tokenizer of the model does."""
        length = self.facts.length or len(rows[0])
        count = self.facts.together or len(rows)
        ids = np.full((count, length), self._filler(), dtype=np.int64)
        mask = np.zeros_like(ids)
        for at, row in enumerate(rows):
            place = slice(-len(row), None) if self.facts.layout.pads_left else slice(len(row))
            ids[at, place], mask[at, place] = row, 1
        mask[len(rows) :, 0] = 1  # a row without any token would be divided by zero
        return ids, mask

    def _inputs(
        self, ids: npt.NDArray[np.int64], mask: npt.NDArray[np.int64]
    ) -> dict[str, npt.NDArray[Any]]:
        given = {
            "input_ids": ids,
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(ids),
            "position_ids": np.maximum(np.cumsum(mask, axis=1) - 1, 0),
        }
        kind = np.int32 if self.facts.small_ids else np.int64
        return {name: given[name].astype(kind, copy=False) for name in self.facts.inputs}

    def _tried(self) -> int:
        """The width of its vectors."""
        try:
            found = self._raw(self._ids(["A sentence to try it on."]))
        except ModelError:
            raise
        except Exception as error:  # noqa: BLE001 - onnxruntime's errors share no public base
            raise _unlike(self.facts.graph, str(error).strip().partition("\n")[0]) from None
        if found.ndim != 2 or len(found) != 1 or not found.shape[1]:
            raise _unlike(self.facts.graph, f"{self.facts.output} is no vector for each text")
        if not np.isfinite(found).all() or not found.any():
            raise _unlike(self.facts.graph, "What it computes are no numbers")
        return int(found.shape[1])


def _precision(folder: Path, wanted: str) -> str:
    """full, int8, or auto: int8 where that alone is there, or loses nothing as was measured."""
    if wanted == "auto" and has_precision(folder, "int8") and loses_nothing(folder):
        return "int8"
    return wanted


def _tokenizer(folder: Path) -> Any:
    return read_tokenizer(folder / _WORDS, "The tokenizer of the model cannot be read")


def _unlike(graph: Path, detail: str) -> ModelError:
    return ModelError(
        "The graph does not compute what its folder says",
        detail=f"{detail.rstrip('.')}.",
        hint="Get the folder again as its makers publish it, or export it again.",
        path=graph,
    )
