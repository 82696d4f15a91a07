"""The vectors of a point as the engine gives them back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from docmind.core.vectors import Float32, PassageVectors, SparseVector

_UNIT_SLACK = 0.05  # 8-bit vectors read back within 1 %
_NOTHING: Mapping[str, object] = {}


def is_sound(payload: Mapping[str, Any] | None, vector: object) -> bool:
    """Whether a point has its payload, and a dense vector of unit length where it has one."""
    if not payload or "file_id" not in payload:
        return False
    dense = _dense(vector)
    return dense is None or abs(float(np.linalg.norm(dense)) - 1.0) < _UNIT_SLACK


def passage_vectors(vector: object) -> PassageVectors | None:
    """The dense vector, again of unit length, and the weights a model gave; None without a dense
    one."""
    dense = _dense(vector)
    if dense is None:
        return None
    length = np.linalg.norm(dense)
    unit = (dense / max(float(length), 1e-12)).astype(np.float32)
    return PassageVectors(unit, _learned(_named(vector).get("learned")))


def _named(vector: object) -> Mapping[str, object]:
    return vector if isinstance(vector, dict) else _NOTHING


def _dense(vector: object) -> Float32 | None:
    dense = _named(vector).get("dense")
    return None if dense is None else np.asarray(dense, dtype=np.float32)


def _learned(sparse: Any) -> SparseVector | None:
    if sparse is None:
        return None
    indices = np.asarray(sparse.indices, dtype=np.uint32)
    values = np.asarray(sparse.values, dtype=np.float32)
    order = np.argsort(indices)
    return SparseVector(indices[order], values[order])
