"""Which rows of tokens run together."""

from __future__ import annotations

from collections.abc import Sequence, Sized

import numpy as np
import numpy.typing as npt

Rows = Sequence[Sized]
Ids = npt.NDArray[np.int64]


def longest_first(rows: Rows) -> list[int]:
    """Indices by length, so that no thread is left alone with a long text at the end."""
    return sorted(range(len(rows)), key=lambda index: -len(rows[index]))


def of_equal_length(rows: Rows, tokens: int, most: int) -> list[list[int]]:
    """Indices of rows of equal length, longest first, at most ``most`` and about ``tokens``
    together: no padding. A product of few rows is bound by memory, one of many no longer fits the
    cache."""
    groups: list[list[int]] = []
    for index in longest_first(rows):
        length = len(rows[index])
        last = groups[-1] if groups else []
        fits = len(last) < most and (len(last) + 1) * length <= tokens
        if last and fits and len(rows[last[0]]) == length:
            last.append(index)
        else:
            groups.append([index])
    return groups


def padded(rows: Rows, order: Sequence[int], budget: int, most: int) -> list[int]:
    """The first of ``order`` (longest first) that fit into ``budget`` tokens when padded to the
    length of the longest: at least one, at most ``most``."""
    room = budget // max(1, len(rows[order[0]]))
    return list(order[: max(1, min(room, most))])


def padded_right(rows: Sequence[Ids], value: int) -> Ids:
    """int64[n, longest] of rows of one axis, filled up behind with ``value``."""
    found = np.full((len(rows), max(map(len, rows))), value, dtype=np.int64)
    for target, row in zip(found, rows, strict=True):
        target[: len(row)] = row
    return found
