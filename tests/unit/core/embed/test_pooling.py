"""One vector from those of the tokens, wherever the padding stands."""

from __future__ import annotations

import numpy as np
import pytest

from docmind.core.embed.pooling import pooled, unit_rows

TOKENS = np.arange(24, dtype=np.float32).reshape(2, 4, 3)
LEFT = np.array([[0, 0, 1, 1], [0, 1, 1, 1]])
RIGHT = np.array([[1, 1, 0, 0], [1, 1, 1, 0]])


@pytest.mark.parametrize(
    ("pooling", "mask", "rows"),
    [
        ("cls", RIGHT, [TOKENS[0, 0], TOKENS[1, 0]]),
        ("cls", LEFT, [TOKENS[0, 2], TOKENS[1, 1]]),
        ("last_token", RIGHT, [TOKENS[0, 1], TOKENS[1, 2]]),
        ("last_token", LEFT, [TOKENS[0, 3], TOKENS[1, 3]]),
        ("mean", RIGHT, [TOKENS[0, :2].mean(0), TOKENS[1, :3].mean(0)]),
        ("mean", LEFT, [TOKENS[0, 2:].mean(0), TOKENS[1, 1:].mean(0)]),
    ],
)
def test_padding_never_counts(pooling: str, mask: np.ndarray, rows: list[np.ndarray]) -> None:
    assert np.allclose(pooled(TOKENS, mask, pooling), rows)


def test_rows_get_the_length_of_one() -> None:
    found = unit_rows(np.array([[3.0, 4.0], [0.0, 0.0]]))
    assert found.dtype == np.float32
    assert np.allclose(found, [[0.6, 0.8], [0.0, 0.0]])
