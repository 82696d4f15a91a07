"""Vectors as servers send them, distrusted."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from docmind.core.errors import ProviderError
from docmind.core.vectors import Float32

_MOST_NUMBERS = 65_536


def vectors(rows: Any, count: int, dimension: int = 0, who: str = "The server") -> Float32:
    """float32[count, d], L2-normalised and C-contiguous, of ``count`` vectors of ``dimension``
    numbers (0 = any): lists of numbers, or base64 of little-endian float32.

    Raises ``ProviderError`` (internal_error) for anything else: another count, another width,
    vectors with NaN or infinity, and those without a direction.
    """
    if not isinstance(rows, list) or len(rows) != count:
        given = len(rows) if isinstance(rows, list) else "no"
        raise _unusable(who, f"It gave {given} vectors for {count} texts.")
    if not count:
        return np.zeros((0, dimension), dtype=np.float32)
    found = _numbers(rows, who)
    width = found.shape[1]
    if not width or width > _MOST_NUMBERS:
        raise _unusable(who, f"A vector has {width} numbers.")
    if dimension and width != dimension:
        raise _unusable(
            who,
            f"A vector has {width} numbers instead of {dimension}.",
            "Another model may answer to the name now: choose the model again.",
        )
    return _normalised(found, who)


def _numbers(rows: Sequence[Any], who: str) -> npt.NDArray[np.float64]:
    given: npt.NDArray[Any]
    try:
        if all(isinstance(row, str) for row in rows):
            given = np.stack([_unpacked(row) for row in rows])
        else:
            given = np.asarray(rows)
    except (ValueError, OverflowError, binascii.Error):
        given = np.zeros(0)
    if given.ndim != 2 or given.dtype.kind not in "fiu":
        raise _unusable(who, "Its vectors are not all lists of numbers of one length.")
    return given.astype(np.float64)


def _unpacked(row: str) -> Float32:
    return np.frombuffer(base64.b64decode(row, validate=True), dtype="<f4").astype(np.float32)


def _normalised(found: npt.NDArray[np.float64], who: str) -> Float32:
    for fault, bad in (
        ("is not a number or infinite", ~np.isfinite(found).all(axis=1)),
        ("has no direction: all its numbers are 0", ~found.any(axis=1)),
    ):
        if bad.any():
            place = int(np.argmax(bad)) + 1
            raise _unusable(who, f"Vector {place} of {len(found)} {fault}.")
    # by the largest number first, so that no square overflows or vanishes
    scaled = found / np.abs(found).max(axis=1, keepdims=True)
    unit = scaled / np.linalg.norm(scaled, axis=1, keepdims=True)
    return np.ascontiguousarray(unit, dtype=np.float32)


def _unusable(who: str, detail: str, hint: str = "") -> ProviderError:
    return ProviderError(
        f"{who} gave vectors that cannot be used",
        detail,
        hint or "Look at the server's own log, and check that its model is one for embeddings.",
        code="internal_error",
    )
