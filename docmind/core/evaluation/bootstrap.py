"""How sure a difference between two rankings is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 10_000
SEED = 0
_AT_ONCE = 500  # resamples, so that a large collection takes little memory
_LOW, _HIGH = 2.5, 97.5  # percentiles of a 95 % interval


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean difference and its 95 % interval, -1..1. ``queries`` were compared."""

    mean: float
    low: float
    high: float
    queries: int

    @property
    def is_sure(self) -> bool:
        """Whether zero lies outside."""
        return self.low > 0.0 or self.high < 0.0


def paired_interval(
    strata: Sequence[Sequence[float]],
    weights: Sequence[float] | None = None,
    resamples: int = RESAMPLES,
) -> Interval:
    """The weighted sum of the strata's means with its 95 % percentile bootstrap interval.

    Each stratum holds the differences of its queries, one number per query (so both rankings were
    asked the same query: a paired test); queries are drawn with replacement within their stratum.
    ``weights`` are equal and sum to 1 when not given; empty strata are left out. The same numbers
    always give the same interval. Efron and Tibshirani, "An introduction to the bootstrap", 1993,
    chapter 13; for rankings: Sakai, SIGIR 2006.
    """
    shares = weights if weights is not None else [1.0] * len(strata)
    kept = [(np.asarray(its, float), w) for its, w in zip(strata, shares, strict=True) if len(its)]
    total = sum(weight for _, weight in kept)
    if not kept or total <= 0:
        return Interval(0.0, 0.0, 0.0, 0)
    draw = np.random.default_rng(SEED)
    drawn = np.zeros(resamples)
    mean = 0.0
    for differences, weight in kept:
        mean += weight / total * float(differences.mean())
        drawn += weight / total * _means_drawn(draw, differences, resamples)
    low, high = np.percentile(drawn, (_LOW, _HIGH))
    return Interval(mean, float(low), float(high), sum(len(its) for its, _ in kept))


def _means_drawn(
    draw: np.random.Generator, differences: NDArray[np.float64], resamples: int
) -> NDArray[np.float64]:
    """float64[resamples]: the mean of each resample."""
    parts = []
    for start in range(0, resamples, _AT_ONCE):
        size = (min(_AT_ONCE, resamples - start), len(differences))
        parts.append(differences[draw.integers(0, len(differences), size)].mean(axis=1))
    return np.concatenate(parts)
