"""BGE-M3: texts of more than a hundred languages as vectors, and a weight for each of their words.

Of its two runtimes the one of the best device is taken: torch on a graphics card, onnxruntime on
the processor.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from operator import methodcaller
from pathlib import Path
from typing import ClassVar, TypeVar

import numpy as np

from docmind.core.embed.base import DEFAULTS, Embedder, LoadOptions, ModelIdentity, empty
from docmind.core.embed.bge_m3_int8 import chosen_int8
from docmind.core.embed.bge_m3_onnx import OnnxRuns, QuantisedRuns
from docmind.core.embed.bge_m3_runs import Found, OutOfCardMemory, Runs
from docmind.core.embed.bge_m3_torch import TorchRuns
from docmind.core.embed.bge_m3_words import Ids, M3Words
from docmind.core.embed.devices import (
    CPU,
    CUDA,
    Chosen,
    LibraryUnusable,
    choose_device,
    has_torch,
    limit_threads,
    release_memory,
)
from docmind.core.embed.measured import with_measured
from docmind.core.embed.weights import stored_tensors
from docmind.core.errors import ModelError
from docmind.core.models.checks_bge_m3 import BgeM3Facts, check_bge_m3
from docmind.core.models.folder import card_in, digest_of
from docmind.core.vectors import Embeddings, Float32

log = logging.getLogger(__name__)
T = TypeVar("T")

PASSAGE_TOKENS = 512
_BESIDE_WEIGHTS_MB = 1024  # what a batch of 16,384 tokens needs on a card


class BgeM3(Embedder):
    """XLM-RoBERTa with heads for the meaning of a text, of its words and of its tokens
    (arXiv:2402.03216); equal to FlagEmbedding's."""

    name: ClassVar[str] = "bge-m3"
    title: ClassVar[str] = "BGE-M3 (more than 100 languages)"
    query_beside_passages: ClassVar[bool] = True
    needs_folder: ClassVar[bool] = True

    def __init__(self) -> None:
        self._options = DEFAULTS
        self._facts: BgeM3Facts | None = None
        self._words: M3Words | None = None
        self._runs: Runs | None = None
        self._chosen = Chosen(CPU, "It was not loaded.")
        self._fell_back = False
        self._moving = threading.Lock()

    def load(self, options: LoadOptions = DEFAULTS) -> ModelIdentity:
        """Check the folder, choose device and runtime, bring the model in. Raises
        ``ModelError``."""
        if options.folder is None:
            raise ModelError("BGE-M3 is used without its files")
        self.unload()
        facts = check_bge_m3(options.folder)
        for path in (facts.weights, facts.sparse, facts.colbert):
            stored_tensors(path)  # refuses whatever is not numbers, before another reader has it
        self._options, self._facts, self._fell_back = options, facts, False
        self._words = M3Words(options.folder, facts.max_tokens)
        self._chosen = _device(options, facts)
        by_torch = self._chosen.device != CPU or _computes_by_torch(options)
        graph = None if by_torch else chosen_int8(options.folder, options.precision)
        self._runs = self._started(by_torch, graph)
        return self._identity(options.folder, "fp32" if graph is None else "int8")

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        """``dense`` float32[n, d], rows L2-normalised, and ``sparse``, in the order given."""
        facts, words = self._loaded()
        if not texts:
            return empty(facts.dimension)
        parts = [
            _embeddings(words, rows, self._with_runs(methodcaller("vectors", rows)))
            for rows in words.windows(texts)
        ]
        return Embeddings(
            dense=np.concatenate([part.dense for part in parts]),
            sparse=tuple(row for part in parts for row in part.sparse),
        )

    def embed_query(self, text: str) -> Embeddings:
        """The same of one text, at once: BGE-M3 has no prompt for queries."""
        _, words = self._loaded()
        row = words.ids([text])[0]
        return _embeddings(words, [row], self._with_runs(methodcaller("one", row)))

    def embed_colbert(self, texts: Sequence[str]) -> list[Float32]:
        """For each text a vector of each token but the first, normalised: float32[tokens, d]. The
        similarity of two texts is the mean over the tokens of one of the best cosine in the
        other."""
        _, words = self._loaded()
        if not texts:
            return []
        return self._with_runs(methodcaller("colbert", words.ids(texts)))

    def tokenizer_json(self) -> str:
        """The model's own tokenizer, neither cutting nor padding."""
        return self._loaded()[1].json()

    @property
    def device(self) -> str:
        return self._chosen.device

    @property
    def why(self) -> str:
        return self._chosen.why

    @property
    def fell_back(self) -> bool:
        return self._fell_back

    def unload(self) -> None:
        """Give the memory back; ``load`` brings the model in again."""
        with self._moving:
            runs, self._runs, self._words = self._runs, None, None
        if runs is not None:
            runs.close()
            del runs
            release_memory(self._chosen.device)

    def _loaded(self) -> tuple[BgeM3Facts, M3Words]:
        if self._facts is None or self._words is None:
            raise ModelError("BGE-M3 was not loaded")
        return self._facts, self._words

    def _with_runs(self, work: Callable[[Runs], T]) -> T:
        runs = self._runs
        if runs is None:
            raise ModelError("BGE-M3 was not loaded")
        try:
            return work(runs)
        except OutOfCardMemory:
            return work(self._moved(runs))

    def _started(self, by_torch: bool = False, graph: Path | None = None) -> Runs:
        facts, _ = self._loaded()
        options = self._options
        if by_torch:
            device = self._chosen.device
            batch = options.batch_cpu if device == CPU else options.batch_gpu
            try:
                runs = TorchRuns(facts, device, batch, options.batch_tokens_gpu)
                limit_threads(options.threads)
                return runs
            except OutOfCardMemory:
                self._fall_back()
            except LibraryUnusable as fault:
                log.exception("the library for PyTorch does not start")
                self._chosen, self._fell_back = Chosen(CPU, f"{fault}"), True
        if graph is not None:
            return QuantisedRuns(graph, facts, options.threads, options.batch_cpu)
        return OnnxRuns(facts, options.threads, options.batch_cpu)

    def _moved(self, crowded: Runs) -> Runs:
        """The runtime of the processor, with the same weights: the index stays as it is."""
        with self._moving:
            if self._runs is None or self._runs is crowded:
                device = self._chosen.device
                self._fall_back()
                crowded.close()
                release_memory(device)
                self._runs = self._started()
            return self._runs

    def _fall_back(self) -> None:
        log.warning("the graphics card's memory ran out")
        self._fell_back = True
        self._chosen = Chosen(
            CPU, "The graphics card's memory ran out, so the model moved to the processor."
        )

    def _identity(self, folder: Path, precision: str) -> ModelIdentity:
        facts, _ = self._loaded()
        card = card_in(folder)
        identity = ModelIdentity(
            name=self.name,
            digest=digest_of(folder),
            dimension=facts.dimension,
            max_tokens=facts.max_tokens,
            precision=precision,
            passage_tokens=(card.passage_tokens if card else 0) or PASSAGE_TOKENS,
            runtime=_runtime(self._runs, self._chosen.device),
            learned=True,
        )
        return with_measured(identity, folder)


def _embeddings(words: M3Words, rows: Sequence[Ids], found: Found) -> Embeddings:
    pairs = zip(rows, found.weights, strict=True)
    return Embeddings(found.dense, tuple(words.sparse(ids, weights) for ids, weights in pairs))


def _computes_by_torch(options: LoadOptions) -> bool:
    """Whether PyTorch is to compute on the processor, and there is one."""
    return options.wants_torch_on_processor and has_torch()


def _device(options: LoadOptions, facts: BgeM3Facts) -> Chosen:
    if options.precision == "int8":
        return Chosen(CPU, "The quantised model runs on the processor only.")
    needed = facts.weights.stat().st_size >> 20
    chosen = choose_device(options.device, needed // 2 + _BESIDE_WEIGHTS_MB)
    if chosen.device in (CPU, CUDA):
        return chosen
    return choose_device(options.device, needed + _BESIDE_WEIGHTS_MB)  # in 32 bits there


def _runtime(runs: Runs | None, device: str) -> str:
    if isinstance(runs, TorchRuns):
        return "torch fp16" if device == CUDA else "torch fp32"
    return runs.runtime if runs is not None else ""
