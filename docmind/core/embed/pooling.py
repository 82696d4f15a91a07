"""How the vectors of tokens become the vector of a text."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from docmind.core.vectors import Float32


def pooled(tokens: Float32, mask: npt.NDArray[np.int64], pooling: str) -> Float32:
    """float32[n, d] of float32[n, t, d]: the first token (cls), the last (last_token) or the mean,
    of those where ``mask`` int64[n, t] is 1; the padding may stand on either side."""
    rows = np.arange(len(tokens))
    if pooling == "cls":
        first: Float32 = tokens[rows, np.argmax(mask, axis=1)]
        return first
    if pooling == "last_token":
        last: Float32 = tokens[rows, mask.shape[1] - 1 - np.argmax(mask[:, ::-1], axis=1)]
        return last
    weights = mask.astype(np.float32)[:, :, None]
    mean: Float32 = (tokens * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-9)
    return mean


def unit_rows(dense: Float32) -> Float32:
    """Rows of length 1, float32; a row of zeros stays."""
    rows = dense.astype(np.float32, copy=False)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Float32 = rows / np.maximum(lengths, np.float32(1e-12))
    return unit
