"""Several vectors as one."""

from __future__ import annotations

import numpy as np
import pytest

from docmind.core.search.blend import MOST_TERMS, blended, mean_terms
from docmind.core.vectors import Float32, SparseVector


def row(*values: float) -> Float32:
    return np.array(values, dtype=np.float32)


def sparse(*pairs: tuple[int, float]) -> SparseVector:
    return SparseVector(
        np.array([term for term, _ in pairs], dtype=np.uint32),
        np.array([weight for _, weight in pairs], dtype=np.float32),
    )


def test_the_sum_has_unit_length_and_lies_between() -> None:
    found = blended([(1.0, row(1, 0)), (1.0, row(0, 1))])
    assert found == pytest.approx(row(0.5**0.5, 0.5**0.5))
    assert found.dtype == np.float32
    near = blended([(0.9, row(1, 0)), (0.1, row(0, 1))])
    assert near[0] > near[1]


def test_one_alone_stays_as_it_is() -> None:
    assert blended([(0.3, row(0.6, 0.8))]) == pytest.approx(row(0.6, 0.8))


def test_opposite_ones_leave_the_first() -> None:
    assert blended([(0.5, row(1, 0)), (0.5, row(-1, 0))]).tolist() == [1.0, 0.0]


def test_weights_of_words_are_averaged() -> None:
    found = mean_terms([sparse((1, 1.0), (7, 0.5)), sparse((3, 0.2), (7, 0.5))])
    assert found is not None
    assert found.indices.tolist() == [1, 3, 7]
    assert found.values.tolist() == pytest.approx([0.5, 0.1, 0.5])
    assert mean_terms([]) is None


def test_only_the_heaviest_are_kept() -> None:
    many = sparse(*((term, 1.0 + term) for term in range(MOST_TERMS + 5)))
    found = mean_terms([many])
    assert found is not None
    assert found.indices.tolist() == list(range(5, MOST_TERMS + 5))
