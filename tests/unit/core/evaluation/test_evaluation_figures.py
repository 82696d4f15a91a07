"""The figures of rankings, worked out by hand."""

from __future__ import annotations

import math

import pytest

from docmind.core.evaluation.figures import (
    QueryScore,
    RankingFigures,
    figures_of,
    mean_by_class,
    score,
    with_exact,
)


def test_a_perfect_ranking_scores_one() -> None:
    assert score(["a", "b", "c"], {"a": 2.0, "b": 1.0}) == (1.0, 1.0, 1.0)


def test_the_second_place_counts_less() -> None:
    ndcg, recall, mrr = score(["x", "a"], {"a": 1.0, "b": 1.0})
    assert ndcg == pytest.approx((1 / math.log2(3)) / (1 + 1 / math.log2(3)))
    assert (recall, mrr) == (0.5, 0.5)


def test_behind_the_tenth_place_only_recall_counts() -> None:
    ranking = [str(number) for number in range(20)]
    assert score(ranking, {"12": 1.0}) == (0.0, 1.0, 0.0)
    assert score([], {"12": 1.0}) == (0.0, 0.0, 0.0)


def query(cls: str, name: str, value: float) -> QueryScore:
    return QueryScore(name, cls, name, value, value, value)


def test_classes_keep_their_order_and_exact_is_their_mean() -> None:
    scores = [query("fname", "1", 1.0), query("ident", "1", 0.5), query("natural", "1", 0.25)]
    scores += [query("ident", "2", 0.0), query("other", "1", 1.0)]
    figures = with_exact(figures_of(scores))
    assert list(figures) == ["natural", "ident", "fname", "other", "exact"]
    assert figures["ident"] == RankingFigures(2, 0.25, 0.25, 0.25)
    assert figures["exact"].ndcg_at_10 == pytest.approx(2.25 / 3)
    assert figures["exact"].queries == 4
    assert "exact" not in with_exact(figures_of([query("natural", "1", 1.0)]))


def test_a_class_is_averaged_over_the_collections_that_have_it() -> None:
    one = figures_of([query("natural", "1", 1.0), query("fname", "1", 0.5)])
    other = figures_of([query("natural", "1", 0.0)])
    both = mean_by_class([one, other])
    assert both["natural"] == RankingFigures(2, 0.5, 0.5, 0.5)
    assert both["fname"].ndcg_at_10 == 0.5


def test_queries_of_different_classes_may_have_the_same_name() -> None:
    assert query("ident", "1", 1.0).key != query("natural", "1", 1.0).key
