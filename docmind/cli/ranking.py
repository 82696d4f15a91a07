"""Figures of rankings, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from docmind.cli.screen import Screen, one_line
from docmind.core import (
    ComparisonReport,
    Difference,
    EvaluationReport,
    RankingFigures,
    macro_mean,
    mean_figures,
)

Shape = dict[str, Any]


def evaluation_shape(report: EvaluationReport) -> Shape:
    """The JSON of ``docmind eval``; the figures on top are those of the natural queries."""
    classes = {name: _figures(figures) for name, figures in report.classes}
    return {
        "collection": report.collection,
        "mode": report.mode,
        "split": report.split,
        **_figures(report.natural),
        "classes": classes,
    }


def evaluations_shape(reports: Sequence[EvaluationReport]) -> Shape:
    """Several collections, and the mean over them."""
    return {
        "collections": [evaluation_shape(report) for report in reports],
        "macro": {name: _figures(its) for name, its in mean_figures(reports).items()},
    }


def comparisons_shape(reports: Sequence[ComparisonReport]) -> Shape:
    """Ways of ranking, by collection and (when there are several) in the mean."""
    return {
        "split": reports[0].split,
        "collections": [_comparison(report) for report in reports],
        "macro": _comparison(macro_mean(reports)) if len(reports) > 1 else None,
    }


def _comparison(report: ComparisonReport) -> Shape:
    shape: Shape = {"collection": report.collection, "space": report.space}
    if not report.collection:
        shape = {}
    shape["ways"] = {
        way.name: {name: _figures(figures) for name, figures in way.classes} for way in report.ways
    }
    shape["differences"] = [
        {
            "way": item.way,
            "class": item.cls,
            "queries": item.interval.queries,
            "mean": round(item.interval.mean, 4),
            "low": round(item.interval.low, 4),
            "high": round(item.interval.high, 4),
        }
        for item in report.differences
    ]
    return shape


def _figures(figures: RankingFigures) -> Shape:
    return {
        "queries": figures.queries,
        "ndcg@10": round(figures.ndcg_at_10, 4),
        "recall@100": round(figures.recall_at_100, 4),
        "mrr@10": round(figures.mrr_at_10, 4),
    }


def show_evaluations(screen: Screen, reports: Sequence[EvaluationReport]) -> None:
    """A table for each collection, and one of the means over several."""
    for report in reports:
        split = f", split {report.split}" if report.split else ""
        _show_table(screen, f"{report.collection}, mode {report.mode}{split}", "", report.classes)
    if len(reports) > 1:
        _show_table(screen, _mean_of(reports), "", mean_figures(reports).items())


def show_comparisons(screen: Screen, reports: Sequence[ComparisonReport]) -> None:
    """The ways side by side, class by class."""
    for report in reports:
        split = f", split {report.split}" if report.split else ""
        _show_comparison(screen, f"{report.collection}{split}", report)
    if len(reports) > 1:
        _show_comparison(screen, _mean_of(reports), macro_mean(reports))
    first = reports[0].ways[0].name
    screen.say(
        f"{first} minus the way on its line: mean difference of nDCG@10 and its 95 % interval "
        "(paired bootstrap); * where zero lies outside."
    )


def _show_comparison(screen: Screen, head: str, report: ComparisonReport) -> None:
    differences = {(item.way, item.cls): item for item in report.differences}
    first = report.ways[0].name
    screen.say(screen.strong(one_line(head)))
    for name, _ in report.ways[0].classes:
        _show_table(
            screen,
            "",
            name,
            [(way.name, dict(way.classes)[name]) for way in report.ways],
            {
                way: _difference(differences[way, name])
                for way in (one.name for one in report.ways)
                if (way, name) in differences
            },
            f"{first} minus this" if (report.ways[-1].name, name) in differences else "",
        )


def _show_table(
    screen: Screen,
    head: str,
    corner: str,
    rows: Iterable[tuple[str, RankingFigures]],
    beside: dict[str, str] | None = None,
    beside_head: str = "",
) -> None:
    if head:
        screen.say(screen.strong(one_line(head)))
    columns = f"{corner:<10}{'queries':>8}{'nDCG@10':>10}{'recall@100':>12}{'MRR@10':>9}"
    screen.say(f"{columns}   {beside_head}".rstrip())
    for name, figures in rows:
        row = (
            f"{one_line(name):<10}{figures.queries:>8}{figures.ndcg_at_10:>10.4f}"
            f"{figures.recall_at_100:>12.4f}{figures.mrr_at_10:>9.4f}"
        )
        screen.say(f"{row}   {(beside or {}).get(name, '')}".rstrip())
    screen.say()


def _difference(item: Difference) -> str:
    its = item.interval
    sure = " *" if its.is_sure else ""
    return f"{its.mean:+.4f} [{its.low:+.4f}, {its.high:+.4f}]{sure}"


def _mean_of(reports: Sequence[EvaluationReport] | Sequence[ComparisonReport]) -> str:
    return f"mean of {len(reports)} collections"
