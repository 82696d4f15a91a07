"""BGE-M3 on a graphics card: FlagEmbedding loads it, its own loop is not used.

That loop runs the first batch twice, pads by count instead of by tokens, keeps the card waiting
for the tokenizer, hides every error as a lack of memory and never gets over a real one.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pickle import UnpicklingError
from typing import Any, ClassVar

import numpy as np

from docmind.core.embed.bge_m3_runs import Found, OutOfCardMemory, Runs, in_place
from docmind.core.embed.bge_m3_words import Ids
from docmind.core.embed.devices import (
    CUDA,
    is_out_of_memory,
    on_device,
    release_memory,
    unless_crowded,
)
from docmind.core.embed.flag_library import flag_embedding
from docmind.core.embed.grouping import longest_first, padded, padded_right
from docmind.core.embed.weights import stored_tensors
from docmind.core.errors import ModelError
from docmind.core.models.checks_bge_m3 import BgeM3Facts
from docmind.core.vectors import Float32

log = logging.getLogger(__name__)

_IN_FLIGHT = 2  # batches that the card has while results are taken from an earlier one
_TOKENS_IN_WORDS = 8_192  # vectors of words are many numbers: 32 MiB of them at once
_HEADS = ("sparse_linear", "colbert_linear")


@dataclass(frozen=True, slots=True)
class _Launched:
    """A batch that the card works on: ``ready`` is None where results are there at once."""

    batch: list[int]
    dense: Any
    weights: Any
    ready: Any


class TorchRuns(Runs):
    """The full weights, in 16 bits on an NVIDIA card and in 32 elsewhere."""

    runtime: ClassVar[str] = "torch"

    def __init__(
        self, facts: BgeM3Facts, device: str, batch: int = 64, tokens: int = 16_384
    ) -> None:
        self._facts = facts
        self._device = device
        self._most = max(1, batch)
        self._budget = max(1, tokens)
        self._model = _loaded(facts, device)

    def vectors(self, rows: Sequence[Ids]) -> Found:
        """What was found for each row, in the order given. Raises ``OutOfCardMemory``."""
        dense, weights = in_place(len(rows), self._facts.dimension)
        flying: deque[_Launched] = deque()

        def land() -> None:
            landed = flying.popleft()
            if landed.ready is not None:
                landed.ready.synchronize()
            dense[landed.batch] = landed.dense.numpy()
            for at, row in zip(landed.batch, landed.weights.numpy(), strict=True):
                weights[at] = row[: len(rows[at])].copy()

        model = self._present()
        waiting = longest_first(rows)
        while waiting:
            batch = padded(rows, waiting, self._budget, self._most)
            launched = unless_crowded(
                partial(self._launch, model, batch, [rows[at] for at in batch])
            )
            if launched is None:
                while flying:
                    land()
                self._shrink(len(batch), len(rows[batch[0]]))
                continue
            flying.append(launched)
            waiting = waiting[len(batch) :]
            if len(flying) > _IN_FLIGHT:
                land()
        while flying:
            land()
        return Found(dense, tuple(weights))

    def colbert(self, rows: Sequence[Ids]) -> list[Float32]:
        """A vector for each token but the first, normalised. Raises ``OutOfCardMemory``."""
        model = self._present()
        found: dict[int, Float32] = {}
        waiting = longest_first(rows)
        while waiting:
            batch = padded(rows, waiting, min(self._budget, _TOKENS_IN_WORDS), self._most)
            vectors = unless_crowded(partial(self._tokens, model, [rows[at] for at in batch]))
            if vectors is None:
                self._shrink(len(batch), len(rows[batch[0]]))
                continue
            for at, words in zip(batch, vectors, strict=True):
                found[at] = words[: len(rows[at]) - 1].copy()
            waiting = waiting[len(batch) :]
        return [found[at] for at in range(len(rows))]

    def close(self) -> None:
        """Let go of the model."""
        self._model = None
        release_memory(self._device)

    def _present(self) -> Any:
        """The model; another thread may just have found that there is no room for it."""
        model = self._model
        if model is None:
            raise OutOfCardMemory
        return model

    def _tokens(self, model: Any, rows: Sequence[Ids]) -> Float32:
        import torch

        with torch.inference_mode():
            output = model(self._inputs(rows), return_dense=False, return_colbert_vecs=True)
            unit = torch.nn.functional.normalize(output["colbert_vecs"].float(), dim=-1)
        vectors: Float32 = unit.cpu().numpy()
        return vectors

    def _launch(self, model: Any, batch: list[int], rows: Sequence[Ids]) -> _Launched:
        import torch

        with torch.inference_mode():
            output = model(self._inputs(rows), return_dense=True, return_sparse=True)
            # in 32 bits, or lengths would be off by a thousandth
            dense = torch.nn.functional.normalize(output["dense_vecs"].float(), dim=-1)
            weights = output["sparse_vecs"].squeeze(-1).float()
        if self._device != CUDA:
            return _Launched(batch, dense.cpu(), weights.cpu(), None)
        ready: Any = torch.cuda.Event()  # type: ignore[no-untyped-call]
        launched = _Launched(batch, _coming(dense), _coming(weights), ready)
        ready.record()
        return launched

    def _inputs(self, rows: Sequence[Ids]) -> dict[str, Any]:
        ids = padded_right(rows, self._facts.pad_id)
        mask = padded_right([np.ones_like(row) for row in rows], 0)
        return {
            "input_ids": on_device(ids, self._device),
            "attention_mask": on_device(mask, self._device),
        }

    def _shrink(self, count: int, length: int) -> None:
        """Ask for half from now on; what did not fit today does not fit tomorrow."""
        release_memory(self._device)
        if count == 1:
            raise OutOfCardMemory
        self._budget = max(1, min(self._budget, count * length) // 2)
        log.info("out of memory: batches of %d tokens from now on", self._budget)


def _coming(there: Any) -> Any:
    """Room here for what is on the card, copied when the card comes to it."""
    import torch

    here = torch.empty(there.shape, pin_memory=True)
    here.copy_(there, non_blocking=True)
    return here


def _loaded(facts: BgeM3Facts, device: str) -> Any:
    library = flag_embedding().BGEM3FlagModel
    try:
        return _from_folder(library, facts, device)
    except RuntimeError as error:
        if not is_out_of_memory(error):
            raise _failed(error, facts) from None
    except (OSError, ValueError, KeyError, AttributeError, UnpicklingError) as error:
        raise _failed(error, facts) from None
    release_memory(device)
    raise OutOfCardMemory


def _from_folder(library: Any, facts: BgeM3Facts, device: str) -> Any:
    heads = {name: stored_tensors(path) for name, path in _heads(facts).items()}
    flag = library(
        str(facts.weights.parent.absolute()),
        use_fp16=device == CUDA,
        devices=device,
        normalize_embeddings=False,
        trust_remote_code=False,
        colbert_dim=heads["colbert_linear"]["bias"].shape[0],
    )
    # FlagEmbedding's object moves its model back to the processor when it is dropped
    model, flag.model = flag.model, None
    _fill_heads(model, heads)
    return model.to(device).eval()


def _heads(facts: BgeM3Facts) -> dict[str, Any]:
    return dict(zip(_HEADS, (facts.sparse, facts.colbert), strict=True))


def _fill_heads(model: Any, heads: dict[str, Any]) -> None:
    """FlagEmbedding reads .pt files only, and fills both heads with random numbers where one is
    missing; so they are always set here."""
    import torch

    for name, parts in heads.items():
        state = {part: torch.from_numpy(one.numbers().copy()) for part, one in parts.items()}
        getattr(model, name).load_state_dict(state)


def _failed(error: Exception, facts: BgeM3Facts) -> ModelError:
    first = str(error).strip().partition("\n")[0].rstrip(".")
    return ModelError(
        "BGE-M3 could not be loaded",
        detail=f"{type(error).__name__}: {first}.",
        hint="Get the model again: docmind models download bge-m3",
        path=facts.weights.parent,
    )
