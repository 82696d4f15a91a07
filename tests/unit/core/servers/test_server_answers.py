"""Vectors as servers send them."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
import pytest

from docmind.core.errors import ProviderError
from docmind.core.servers.answers import vectors


def packed(*numbers: float) -> str:
    return base64.b64encode(np.asarray(numbers, dtype="<f4").tobytes()).decode()


@pytest.mark.parametrize(
    "rows",
    [
        [[3.0, 4.0], [0.0, -2.0]],
        [[3, 4], [0, -2]],
        [packed(3, 4), packed(0, -2)],
        [[3e300, 4e300], [0.0, -1e-300]],
    ],
)
def test_vectors_are_normalised(rows: Any) -> None:
    found = vectors(rows, 2, 2)
    assert found.dtype == np.float32
    assert found.flags.c_contiguous
    np.testing.assert_allclose(found, [[0.6, 0.8], [0.0, -1.0]], atol=1e-7)


def test_any_width_where_none_is_known() -> None:
    assert vectors([[1.0] * 384], 1).shape == (1, 384)
    assert vectors([], 0, 384).shape == (0, 384)


def test_unnormalised_slices_become_unit_vectors() -> None:
    """As infinity cuts to fewer numbers: norm 0.408 for 64 of 384."""
    rows = np.random.default_rng(5).normal(scale=0.05, size=(4, 64))
    np.testing.assert_allclose(np.linalg.norm(vectors(rows.tolist(), 4, 64), axis=1), 1, atol=1e-6)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (None, "no vectors for 2 texts"),
        ({"a": 1}, "no vectors for 2 texts"),
        ([[1.0, 2.0]], "1 vectors for 2 texts"),
        ([[1.0, 2.0]] * 3, "3 vectors for 2 texts"),
        ([[1.0, 2.0, 3.0]] * 2, "3 numbers instead of 2"),
        ([[1.0, 2.0], [1.0]], "one length"),
        ([[1.0, 2.0], packed(1, 2)], "one length"),
        ([packed(1, 2), packed(1)], "one length"),
        ([["1.0", "2.0"]] * 2, "one length"),
        ([[None, 1.0]] * 2, "one length"),
        ([[True, False]] * 2, "one length"),
        ([1.0, 2.0], "one length"),
        ([[[1.0, 2.0]]] * 2, "one length"),
        (["no base64!", packed(1, 2)], "one length"),
        (["AAA=", "AAA="], "one length"),
        ([[], []], "0 numbers"),
        ([[1.0, 2.0], [float("nan"), 1.0]], "Vector 2 of 2 is not a number"),
        ([[float("inf"), 2.0], [1.0, 1.0]], "Vector 1 of 2 is not a number"),
        ([packed(1, 2), packed(float("nan"), 1)], "Vector 2 of 2 is not a number"),
        ([[1.0, 2.0], [0.0, -0.0]], "Vector 2 of 2 has no direction"),
        ([[10**400, 1], [1, 1]], "one length"),
    ],
)
def test_what_is_no_vector_is_refused(rows: Any, words: str) -> None:
    with pytest.raises(ProviderError) as caught:
        vectors(rows, 2, 2, "gpu.example")
    assert caught.value.code == "internal_error"
    assert words in caught.value.detail
    assert "gpu.example" in caught.value.title
