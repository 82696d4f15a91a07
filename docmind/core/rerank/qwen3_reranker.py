"""Qwen3-Reranker: a language model that is asked whether a document answers a query.

The score is P(yes), the softmax over its two answers after the last token, as in the README of
Qwen/Qwen3-Reranker-0.6B (arXiv:2506.05176). Of the 150,000 words it could say only these two
are computed, and only after the last token of each document.

Rows are padded behind, not before as in that README: no word looks at what comes after it, so the
scores are the same, no mask is needed, and the positions are those of the text.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
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
    has_torch,
    is_out_of_memory,
    limit_threads,
    on_device,
    release_memory,
    unusable,
)
from docmind.core.embed.grouping import padded_right
from docmind.core.errors import ModelError
from docmind.core.models.checks_qwen3_reranker import (
    Qwen3RerankerFacts,
    check_qwen3_reranker,
    is_qwen3_reranker,
)
from docmind.core.models.folder import digest_of
from docmind.core.rerank.base import Reranker
from docmind.core.rerank.card_batches import CardBatches
from docmind.core.rerank.pair_tokens import Ids
from docmind.core.rerank.qwen3_prompt import INSTRUCTION, Qwen3Prompt
from docmind.core.vectors import Float32

log = logging.getLogger(__name__)

_BESIDE_WEIGHTS_MB = 1024  # what a batch of 16,384 tokens needs on a card
_TOKENS_ON_PROCESSOR = 2_048  # together: a product of more no longer fits its cache


class Qwen3Reranker(Reranker):
    """Qwen3 as a judge, in 16 bits on an NVIDIA card and in 32 elsewhere."""

    name: ClassVar[str] = "qwen3-reranker"
    title: ClassVar[str] = "Qwen3-Reranker"
    needs_folder: ClassVar[bool] = True
    needs_torch: ClassVar[bool] = True
    most_tokens: ClassVar[int] = 2048

    def __init__(self, most_tokens: int = 0, instruction: str = INSTRUCTION) -> None:
        """``most_tokens`` are read of the template, the query and a document together; 0 takes the
        usual length. ``instruction`` says what is looked for."""
        self._asked = most_tokens or self.most_tokens
        self._instruction = instruction
        self._options = DEFAULTS
        self._chosen = Chosen(CPU, "It was not loaded.")
        self._facts: Qwen3RerankerFacts | None = None
        self._prompt: Qwen3Prompt | None = None
        self._judge: _Judge | None = None

    @classmethod
    def recognises(cls, folder: Path) -> bool:
        return is_qwen3_reranker(folder)

    def load(
        self, options: LoadOptions = DEFAULTS, beside: Embedder | None = None
    ) -> ModelIdentity:
        """Check the folder, choose the device, bring the model in. Raises ``ModelError``, also
        where there is no PyTorch."""
        if options.folder is None:
            raise ModelError("Qwen3-Reranker is used without its files")
        self.unload()
        facts = check_qwen3_reranker(options.folder)
        length = min(self._asked, facts.max_tokens)
        prompt = Qwen3Prompt(options.folder, length, self._instruction)
        if not has_torch():
            raise _no_torch("PyTorch is not here.")
        self._options, self._facts, self._prompt = options, facts, prompt
        self._chosen = _device(options, facts)
        self._start()
        return ModelIdentity(
            name=self.name,
            digest=digest_of(options.folder),
            dimension=1,
            max_tokens=length,
            runtime="torch fp16" if self._chosen.device == CUDA else "torch fp32",
        )

    def rerank(self, query: str, passages: Sequence[str]) -> Float32:
        """P(yes) for each passage, 0..1: float32[n] in the order given."""
        if self._judge is None or self._prompt is None:
            raise ModelError("Qwen3-Reranker was not loaded")
        rows = self._prompt.rows(query, passages)
        try:
            return self._judge.scores(rows)
        except OutOfCardMemory:
            self._fall_back()
            return self._judge.scores(rows)

    @property
    def device(self) -> str:
        return self._chosen.device

    @property
    def why(self) -> str:
        return self._chosen.why

    def unload(self) -> None:
        """Give the memory back; ``load`` brings the model in again."""
        if self._judge is not None:
            self._judge = None
            release_memory(self._chosen.device)

    def _start(self) -> None:
        try:
            self._judge = self._made()
        except OutOfCardMemory:
            self._fall_back()

    def _fall_back(self) -> None:
        """Go to the processor. Raises ``ModelError``."""
        log.warning("the graphics card's memory ran out")
        self.unload()
        why = "The graphics card's memory ran out, so the reranker moved to the processor."
        self._chosen = Chosen(CPU, why)
        self._judge = self._made()

    def _made(self) -> _Judge:
        options, prompt, device = self._options, self._prompt, self._chosen.device
        if options.folder is None or prompt is None:
            raise ModelError("Qwen3-Reranker was not loaded")
        if device == CPU:
            batches = CardBatches(device, options.batch_cpu, _TOKENS_ON_PROCESSOR)
        else:
            batches = CardBatches(device, options.batch_gpu, options.batch_tokens_gpu)
        judge = _Judge(options.folder, device, (prompt.no, prompt.yes), batches)
        if device == CPU:
            limit_threads(options.threads)
        return judge


class _Judge:
    """The model on one device: its layers, and the rows of its last matrix for the two answers
    (no, yes). Raises ``OutOfCardMemory`` and ``ModelError``."""

    def __init__(
        self, folder: Path, device: str, answers: tuple[int, int], batches: CardBatches
    ) -> None:
        self._device = device
        self._batches = batches
        self._layers, self._answers = _loaded(folder, device, answers)

    def scores(self, rows: Sequence[Ids]) -> Float32:
        """P(yes): float32[n] in the order given."""
        return self._batches.scores(rows, self._run)

    def _run(self, rows: Sequence[Ids]) -> Any:
        import torch

        ids = on_device(padded_right(rows, 0), self._device)
        ends = on_device(np.array([len(row) - 1 for row in rows], dtype=np.int64), self._device)
        with torch.inference_mode():
            states = self._layers(input_ids=ids, use_cache=False).last_hidden_state
            last = states[torch.arange(len(rows), device=states.device), ends]
            logits = last.float() @ self._answers.T
            return torch.softmax(logits, dim=-1)[:, 1]


def _device(options: LoadOptions, facts: Qwen3RerankerFacts) -> Chosen:
    needed = facts.numbers * 2 >> 20  # MiB in 16 bits
    chosen = choose_device(options.device, needed + _BESIDE_WEIGHTS_MB)
    if chosen.device in (CPU, CUDA):
        return chosen
    return choose_device(options.device, 2 * needed + _BESIDE_WEIGHTS_MB)


def _library() -> tuple[Any, Any]:
    """(PyTorch, the class of the model). Raises ``LibraryUnusable``: they may come from a models
    runtime, which may be damaged."""
    try:
        import torch
        from transformers import Qwen3ForCausalLM
        from transformers.utils.logging import disable_progress_bar
    except Exception as error:  # noqa: BLE001 - a stranger's import may fail in any way
        raise unusable("transformers", error) from None
    disable_progress_bar()  # type: ignore[no-untyped-call]
    return torch, Qwen3ForCausalLM


def _loaded(folder: Path, device: str, answers: tuple[int, int]) -> tuple[Any, Any]:
    """(the layers, float32[2, d] of the answers)."""
    try:
        torch, library = _library()
    except LibraryUnusable as fault:
        raise _no_torch(f"{fault}".partition(", so ")[0] + ".") from None
    try:
        model = library.from_pretrained(
            str(folder.absolute()),
            dtype=torch.float16 if device == CUDA else torch.float32,
            use_safetensors=True,
            local_files_only=True,
        )
        model = model.to(device).eval()
        # the table of all words is not needed where it is not also the one they are read from
        return model.model, model.get_output_embeddings().weight[list(answers)].detach().float()
    except RuntimeError as error:
        if not is_out_of_memory(error):
            raise _failed(error, folder) from None
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise _failed(error, folder) from None
    release_memory(device)
    raise OutOfCardMemory


def _no_torch(detail: str) -> ModelError:
    return ModelError(
        "Qwen3-Reranker needs PyTorch",
        detail=detail,
        hint="Get a models runtime (docmind runtime list), or name another reranker in "
        "search.reranker.",
    )


def _failed(error: Exception, folder: Path) -> ModelError:
    first = str(error).strip().partition("\n")[0].rstrip(".")
    return ModelError(
        "Qwen3-Reranker could not be loaded",
        detail=f"{type(error).__name__}: {first}.",
        hint="Get the model again: docmind models download qwen3-reranker-0.6b",
        path=folder,
    )
