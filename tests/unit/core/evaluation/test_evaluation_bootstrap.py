"""Paired bootstrap intervals: repeatable, honest about chance, and the textbook's on the mean."""

from __future__ import annotations

import math
import random

import pytest

from docmind.core.evaluation.bootstrap import Interval, paired_interval


def test_no_differences_no_width() -> None:
    assert paired_interval([[0.25] * 30]) == Interval(0.25, 0.25, 0.25, 30)
    assert paired_interval([[0.0, 0.0]]).is_sure is False


def test_nothing_to_compare() -> None:
    assert paired_interval([]) == Interval(0.0, 0.0, 0.0, 0)
    assert paired_interval([[]]) == Interval(0.0, 0.0, 0.0, 0)
    assert paired_interval([[], [0.5]]).mean == 0.5


def test_the_same_numbers_give_the_same_interval() -> None:
    numbers = [random.Random(3).gauss(0.0, 1.0) for _ in range(40)]
    assert paired_interval([numbers]) == paired_interval([numbers])


def test_it_is_as_wide_as_the_normal_interval_of_a_mean() -> None:
    """For 400 numbers with deviation s the 95 % interval of their mean is about 1.96 s / 20."""
    draw = random.Random(5)
    numbers = [draw.gauss(0.1, 0.5) for _ in range(400)]
    mean = sum(numbers) / 400
    deviation = math.sqrt(sum((number - mean) ** 2 for number in numbers) / 400)
    found = paired_interval([numbers])
    assert found.mean == pytest.approx(mean)
    assert found.low == pytest.approx(mean - 1.96 * deviation / 20, abs=0.004)
    assert found.high == pytest.approx(mean + 1.96 * deviation / 20, abs=0.004)
    assert found.is_sure


def test_chance_is_not_sure() -> None:
    assert not paired_interval([[0.5, -0.5] * 20]).is_sure


def test_strata_count_by_their_weight_not_by_their_queries() -> None:
    assert paired_interval([[1.0] * 100, [0.0] * 2]).mean == 0.5
    weighted = paired_interval([[1.0] * 100, [0.0] * 2], weights=[1.0, 3.0])
    assert weighted.mean == 0.25
    assert weighted.queries == 102


def test_strata_are_drawn_apart() -> None:
    """Two constant strata: drawn together their mean would vary."""
    found = paired_interval([[1.0] * 5, [0.0] * 5])
    assert (found.low, found.high) == (0.5, 0.5)


def test_fewer_resamples_than_a_block_are_as_many() -> None:
    assert paired_interval([[0.0, 1.0]], resamples=10).queries == 2
