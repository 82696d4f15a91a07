"""Several vectors as one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from docmind.core.vectors import Float32, SparseVector

MOST_TERMS = 128  # of learned weights put together, the heaviest


def blended(parts: Sequence[tuple[float, Float32]]) -> Float32:
    """float32[d] of unit length: the weighted sum of vectors of unit length (at least one)."""
    total = np.sum([weight * vector for weight, vector in parts], axis=0)
    length = float(np.linalg.norm(total))
    if length < 1e-6:  # they cancel each other out: the first one decides
        return parts[0][1]
    unit: Float32 = (total / length).astype(np.float32)
    return unit


def mean_terms(parts: Sequence[SparseVector]) -> SparseVector | None:
    """The mean of learned weights, the heaviest ``MOST_TERMS`` of them; None without any."""
    if not parts:
        return None
    indices = np.concatenate([part.indices for part in parts])
    values = np.concatenate([part.values for part in parts])
    terms, places = np.unique(indices, return_inverse=True)
    sums = np.bincount(places, weights=values, minlength=len(terms)) / len(parts)
    kept = np.sort(np.argsort(-sums, kind="stable")[:MOST_TERMS])
    return SparseVector(terms[kept].astype(np.uint32), sums[kept].astype(np.float32))
