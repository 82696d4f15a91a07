"""What a runtime of BGE-M3 gives, whichever it is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from docmind.core.embed.bge_m3_words import Ids
from docmind.core.vectors import Float32


class OutOfCardMemory(Exception):
    """Not even one text fits the graphics card."""


@dataclass(frozen=True, slots=True)
class Found:
    """``dense`` float32[n, d], rows normalised; a weight for each token of each row."""

    dense: Float32
    weights: tuple[Float32, ...]


class Runs(ABC):
    """A loaded model. ``one`` and ``vectors`` may run on two threads at a time."""

    runtime: ClassVar[str]

    @abstractmethod
    def vectors(self, rows: Sequence[Ids]) -> Found:
        """What was found for each row, in the order given. May raise ``OutOfCardMemory``."""

    def one(self, row: Ids) -> Found:
        """The same for a single row, on the calling thread."""
        return self.vectors([row])

    @abstractmethod
    def colbert(self, rows: Sequence[Ids]) -> list[Float32]:
        """A vector for each token but the first, normalised: float32[tokens - 1, d] each."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the model and end its threads."""


def in_place(count: int, dimension: int) -> tuple[Float32, list[Float32]]:
    """Room for what is found, to be filled in any order."""
    return np.empty((count, dimension), dtype=np.float32), [np.empty(0, np.float32)] * count


def normalised(rows: Float32) -> Float32:
    """Rows of length 1; a row of zeros stays."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    unit: Float32 = (rows / np.maximum(lengths, 1e-12)).astype(np.float32, copy=False)
    return unit
