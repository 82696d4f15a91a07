"""Multilingual cross-encoders such as bge-reranker-v2-m3: FlagEmbedding loads them on a graphics
card, onnxruntime computes them on the processor (``cross_encoder``), and the scores are equal.

FlagEmbedding's own loop (FlagEmbedding 1.4, ``inference/reranker/encoder_only/base.py``) runs the
first batch twice, takes every error for a lack of memory, reads 512 tokens unless told otherwise,
starts a process for each card, and beside transformers 5 makes text of the tokens and tokens of
the text again, which loses unknown signs; so only its model is used here.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from pickle import UnpicklingError
from typing import Any, ClassVar

import numpy as np

from docmind.core.embed.base import DEFAULTS, Embedder, LoadOptions, ModelIdentity
from docmind.core.embed.bge_m3_runs import OutOfCardMemory
from docmind.core.embed.devices import (
    CPU,
    CUDA,
    Chosen,
    LibraryUnusable,
    choose_device,
    is_out_of_memory,
    on_device,
    release_memory,
)
from docmind.core.embed.flag_library import flag_embedding
from docmind.core.embed.grouping import padded_right
from docmind.core.errors import ModelError
from docmind.core.models.checks_cross_encoder import ROBERTA, kind_of
from docmind.core.models.folder import digest_of
from docmind.core.rerank.base import Reranker
from docmind.core.rerank.card_batches import CardBatches
from docmind.core.rerank.cross_encoder import CrossEncoder
from docmind.core.rerank.cross_encoder_folder import CrossEncoderFacts, check_cross_encoder
from docmind.core.rerank.pair_tokens import Ids, PairTokens
from docmind.core.vectors import Float32

log = logging.getLogger(__name__)

_BESIDE_WEIGHTS_MB = 1024  # what a batch of 16,384 tokens needs on a card
_CROWDED = "The graphics card's memory ran out, so the reranker moved to the processor."


class FlagReranker(Reranker):
    """XLM-RoBERTa with one score for a query and a passage (arXiv:2402.03216 describes the model
    that bge-reranker-v2-m3 was trained from), in 16 bits on an NVIDIA card."""

    name: ClassVar[str] = "bge-reranker"
    title: ClassVar[str] = "Multilingual cross-encoder"
    needs_folder: ClassVar[bool] = True
    most_tokens: ClassVar[int] = 1024

    def __init__(self, most_tokens: int = 0) -> None:
        """``most_tokens`` of a pair are read, special tokens included, as far as the model can; 0
        takes the usual length: 1,024 on a card, that of ``CrossEncoder`` on the processor."""
        self._asked = most_tokens
        self._options = DEFAULTS
        self._chosen = Chosen(CPU, "It was not loaded.")
        self._runs: TorchPairs | CrossEncoder | None = None

    @classmethod
    def recognises(cls, folder: Path) -> bool:
        return kind_of(folder) == ROBERTA

    def load(
        self, options: LoadOptions = DEFAULTS, beside: Embedder | None = None
    ) -> ModelIdentity:
        """Check the folder, choose device and runtime, bring the model in. Raises
        ``ModelError``."""
        if options.folder is None:
            raise ModelError("The cross-encoder is used without its files")
        self.unload()
        self._options = options
        facts = check_cross_encoder(options.folder)
        self._chosen = _device(options, facts)
        if self._chosen.device != CPU:
            identity = self._on_card(options, facts)
            if identity is not None:
                return identity
        return self._on_processor()

    def rerank(self, query: str, passages: Sequence[str]) -> Float32:
        """The model's raw scores (logits): float32[n] in the order given."""
        if self._runs is None:
            raise ModelError("The cross-encoder was not loaded")
        try:
            return self._runs.rerank(query, passages)
        except OutOfCardMemory:
            self._fall_back(_CROWDED)
            self._on_processor()
            return self._runs.rerank(query, passages)

    @property
    def device(self) -> str:
        return self._chosen.device

    @property
    def why(self) -> str:
        return self._chosen.why

    def unload(self) -> None:
        """Give the memory back; ``load`` brings the model in again."""
        runs, self._runs = self._runs, None
        if runs is not None:
            runs.unload()
            del runs
            release_memory(self._chosen.device)

    def _on_card(self, options: LoadOptions, facts: CrossEncoderFacts) -> ModelIdentity | None:
        """The identity there; None where it does not run there after all."""
        folder, device = Path(options.folder or ""), self._chosen.device
        length = min(self._asked or self.most_tokens, facts.max_tokens)
        try:
            self._runs = TorchPairs(
                PairTokens(folder, length, facts.vocab),
                facts,
                device,
                CardBatches(device, options.batch_gpu, options.batch_tokens_gpu),
            )
        except OutOfCardMemory:
            self._fall_back(_CROWDED)
            return None
        except LibraryUnusable as fault:
            log.exception("the library for PyTorch does not start")
            self._fall_back(f"{fault}")
            return None
        return ModelIdentity(
            name=self.name,
            digest=digest_of(folder),
            dimension=1,
            max_tokens=length,
            runtime="torch fp16" if device == CUDA else "torch fp32",
        )

    def _on_processor(self) -> ModelIdentity:
        runs = CrossEncoder(self._asked)
        found = runs.load(self._options)
        self._runs = runs
        return ModelIdentity(self.name, found.digest, 1, found.max_tokens, runtime=found.runtime)

    def _fall_back(self, why: str) -> None:
        log.warning("the reranker goes to the processor: %s", why)
        self.unload()
        self._chosen = Chosen(CPU, why)


class TorchPairs:
    """The model as FlagEmbedding loads it, on one device, with a loop of its own. Raises
    ``OutOfCardMemory``, ``LibraryUnusable`` and ``ModelError``."""

    def __init__(
        self, tokens: PairTokens, facts: CrossEncoderFacts, device: str, batches: CardBatches
    ) -> None:
        self._tokens = tokens
        self._facts = facts
        self._device = device
        self._batches = batches
        self._model: Any = _loaded(facts, device, tokens.length)

    def rerank(self, query: str, passages: Sequence[str]) -> Float32:
        """Logits: float32[n] in the order given. Raises ``OutOfCardMemory``."""
        pairs = self._tokens.rows(query, passages)
        return self._batches.scores([row[0] for row in pairs], self._run)

    def unload(self) -> None:
        """Let go of the model."""
        self._model = None

    def _run(self, rows: Sequence[Ids]) -> Any:
        import torch

        ids = padded_right(rows, self._facts.pad_id)
        known = padded_right([np.ones_like(row) for row in rows], 0)
        with torch.inference_mode():
            output = self._model(
                input_ids=on_device(ids, self._device),
                attention_mask=on_device(known, self._device),
            )
            return output.logits[:, 0].float()


def _device(options: LoadOptions, facts: CrossEncoderFacts) -> Chosen:
    if facts.kind != ROBERTA:
        return Chosen(CPU, "Models of this kind are small and always run on the processor.")
    numbers = sum(one.nbytes for one in facts.tensors.values()) >> 20  # MiB as they lie on disk
    chosen = choose_device(options.device, numbers // 2 + _BESIDE_WEIGHTS_MB)
    if chosen.device in (CPU, CUDA):
        return chosen
    return choose_device(options.device, numbers + _BESIDE_WEIGHTS_MB)  # in 32 bits there


def _loaded(facts: CrossEncoderFacts, device: str, length: int) -> Any:
    library = flag_embedding().FlagReranker
    folder = next(iter(facts.tensors.values())).path.parent
    try:
        return _from_folder(library, folder, device, length)
    except RuntimeError as error:
        if not is_out_of_memory(error):
            raise _failed(error, folder) from None
    except (OSError, ValueError, KeyError, AttributeError, UnpicklingError) as error:
        raise _failed(error, folder) from None
    release_memory(device)
    raise OutOfCardMemory


def _from_folder(library: Any, folder: Path, device: str, length: int) -> Any:
    flag = library(
        str(folder),
        use_fp16=device == CUDA,
        devices=device,
        max_length=length,
        trust_remote_code=False,
    )
    # FlagEmbedding's object moves its model back to the processor when it is dropped
    model, flag.model = flag.model, None
    if device == CUDA:
        model = model.half()  # which FlagEmbedding only does in its own loop
    return model.to(device).eval()


def _failed(error: Exception, folder: Path) -> ModelError:
    first = str(error).strip().partition("\n")[0].rstrip(".")
    return ModelError(
        "The cross-encoder could not be loaded",
        detail=f"{type(error).__name__}: {first}.",
        hint="Get its files again, or name another reranker in search.reranker.",
        path=folder,
    )
