"""Ways of ranking side by side on the small collection, on a real index."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import ranking

from docmind.core.evaluation import WAYS, ComparisonReport, compare_rankings, macro_mean
from docmind.core.evaluation.figures import figures_of

pytestmark = pytest.mark.quality

COLLECTION = Path(__file__).parent / "collection"


@pytest.fixture(scope="module")
def report(shared_cache: Path) -> Iterator[ComparisonReport]:
    before = os.environ.get("DOCMIND_CACHE_DIR")
    os.environ["DOCMIND_CACHE_DIR"] = str(shared_cache)
    yield compare_rankings(COLLECTION)
    if before is None:
        del os.environ["DOCMIND_CACHE_DIR"]
    else:
        os.environ["DOCMIND_CACHE_DIR"] = before


def test_every_way_answers_every_query(report: ComparisonReport) -> None:
    assert tuple(way.name for way in report.ways) == WAYS
    keys = {tuple(score.key for score in way.scores) for way in report.ways}
    assert len(keys) == 1
    assert len(set(keys.pop())) == 46
    assert report.space.startswith("starter-")


def test_figures_are_the_means_of_the_scores(report: ComparisonReport) -> None:
    for way in report.ways:
        figures = dict(way.classes)
        assert list(figures) == ["natural", "ident", "phrase", "fname", "exact"]
        assert figures_of(way.scores) == {cls: figures[cls] for cls in figures if cls != "exact"}


def test_our_fusion_is_not_below_the_classic_ones(report: ComparisonReport) -> None:
    differences = {(item.way, item.cls): item.interval for item in report.differences}
    assert set(differences) == {(way, cls) for way in WAYS[1:] for cls in ("natural", "exact")}
    for its in differences.values():
        assert its.mean >= 0.0
        assert its.low <= its.mean <= its.high


def test_the_mean_of_one_collection_twice_is_itself_but_surer(report: ComparisonReport) -> None:
    both = macro_mean([report, report])
    for ours, mean in zip(report.ways, both.ways, strict=True):
        for (name, one), (_, two) in zip(ours.classes, mean.classes, strict=True):
            assert two.ndcg_at_10 == pytest.approx(one.ndcg_at_10), name
            assert two.queries == 2 * one.queries
    for one, two in zip(report.differences, both.differences, strict=True):
        assert two.interval.mean == pytest.approx(one.interval.mean)
        assert two.interval.high - two.interval.low <= one.interval.high - one.interval.low + 1e-9


def test_the_tables_of_the_papers(report: ComparisonReport) -> None:
    lines = list(ranking.tables([report, report]))
    assert lines[0] == "**Mean of 2 collections**"
    assert sum(line.startswith("| rrf60 |") for line in lines) == 6
    text = "a\n<!-- all:begin -->\nold\n<!-- all:end -->\nb\n"
    assert ranking.with_tables(text, "all", "new") == text.replace("old", "new")
