"""Rows of tokens through a model of PyTorch, a score for each: the loop that rerankers share.

The longest go first, padded, and as many at a time as a budget of tokens allows; where the memory
runs out, half as many from then on. The device is given the next batch before the last is done.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from docmind.core.embed.bge_m3_runs import OutOfCardMemory
from docmind.core.embed.devices import release_memory, unless_crowded
from docmind.core.embed.grouping import longest_first, padded
from docmind.core.rerank.pair_tokens import Ids
from docmind.core.vectors import Float32

log = logging.getLogger(__name__)

Run = Callable[[Sequence[Ids]], Any]
"""Takes rows of tokens, int64[tokens] each; gives a tensor float32[n] on the device."""


class CardBatches:
    """Batches of at most ``most`` rows and about ``tokens`` padded tokens, on ``device``."""

    def __init__(self, device: str, most: int, tokens: int) -> None:
        self._device = device
        self._most = max(1, most)
        self._budget = max(1, tokens)

    @property
    def budget(self) -> int:
        """Padded tokens of a batch."""
        return self._budget

    def scores(self, rows: Sequence[Ids], run: Run) -> Float32:
        """float32[n] in the order given. Raises ``OutOfCardMemory`` when not even one row fits."""
        launched: list[tuple[list[int], Any]] = []
        waiting = longest_first(rows)
        while waiting:
            batch = padded(rows, waiting, self._budget, self._most)
            found = unless_crowded(partial(run, [rows[at] for at in batch]))
            if found is None:
                self._shrink(len(batch), len(rows[batch[0]]))
                continue
            launched.append((batch, found))
            waiting = waiting[len(batch) :]
        scores = np.empty(len(rows), dtype=np.float32)
        for batch, found in launched:
            scores[batch] = found.cpu().numpy()
        return scores

    def _shrink(self, count: int, length: int) -> None:
        """Ask for half from now on; what did not fit today does not fit tomorrow."""
        release_memory(self._device)
        if count == 1:
            raise OutOfCardMemory
        self._budget = max(1, min(self._budget, count * length) // 2)
        log.info("out of memory: batches of %d tokens from now on", self._budget)
