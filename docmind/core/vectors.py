"""Vectors as the rooms exchange them (apart from ``schema``, so the window needs no numpy)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Float32 = npt.NDArray[np.float32]
UInt32 = npt.NDArray[np.uint32]
UInt8 = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class SparseVector:
    """Sorted, unique ``indices`` (uint32) and finite ``values`` (float32) of equal length."""

    indices: UInt32
    values: Float32


@dataclass(frozen=True, slots=True)
class Embeddings:
    """``dense`` float32[n, d], L2-normalised rows; ``sparse`` has n entries or is empty.
    ``tokens`` were read for them, 0 where that is not told."""

    dense: Float32
    sparse: tuple[SparseVector, ...] = ()
    tokens: int = 0

    def rows(self) -> list[PassageVectors]:
        """Each text's vectors."""
        learned = self.sparse or [None] * len(self.dense)
        return [PassageVectors(row, more) for row, more in zip(self.dense, learned, strict=True)]


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """One passage: ``dense`` float32[d], and the ``learned`` weights of words where there are."""

    dense: Float32
    learned: SparseVector | None = None
