"""Figures of rankings, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from docmind.cli.screen import Screen, one_line
from docmind.core import (
    BaselineReport,
    ComparisonReport,
    EvaluationReport,
    Interval,
    RankingFigures,
    macro_mean,
    mean_figures,
)

Shape = dict[str, Any]
_SHOWN = 70  # characters of a query


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


def held_shape(reports: Sequence[BaselineReport]) -> Shape:
    """What changed since a baseline; ``holds`` is False when a class is lower."""
    return {
        "holds": all(report.holds for report in reports),
        "collections": [_held(report) for report in reports],
    }


def _held(report: BaselineReport) -> Shape:
    return {
        "collection": report.collection,
        "mode": report.mode,
        "split": report.split,
        "notes": list(report.notes),
        "classes": {
            change.cls: {
                "queries": change.interval.queries,
                "before": round(change.before, 4),
                "now": round(change.now, 4),
                **_interval(change.interval),
                "lower": change.lower,
            }
            for change in report.classes
        },
        "worst": [
            {
                "query": item.key,
                "text": item.text,
                "before": round(item.before, 4),
                "now": round(item.now, 4),
            }
            for item in report.worst
        ],
    }


def _interval(interval: Interval) -> Shape:
    return {
        "mean": round(interval.mean, 4),
        "low": round(interval.low, 4),
        "high": round(interval.high, 4),
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
            **_interval(item.interval),
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


def show_held(screen: Screen, reports: Sequence[BaselineReport]) -> None:
    """What changed since a baseline, class by class, and the queries that lost most."""
    for report in reports:
        split = f", split {report.split}" if report.split else ""
        screen.say(screen.strong(one_line(f"{report.collection}, mode {report.mode}{split}")))
        for note in report.notes:
            screen.say(one_line(note))
        screen.say(f"{'nDCG@10':<10}{'queries':>8}{'before':>10}{'now':>9}   now minus before")
        for change in report.classes:
            its = change.interval
            lower = "   LOWER" if change.lower else ""
            screen.say(
                f"{one_line(change.cls):<10}{its.queries:>8}{change.before:>10.4f}"
                f"{change.now:>9.4f}   {_difference(its)}{lower}"
            )
        if report.worst:
            screen.say("Queries that lost most:")
        for item in report.worst:
            screen.say(
                f"  {item.before:.4f} -> {item.now:.4f}  {one_line(item.key)}  "
                f"{screen.faint(one_line(item.text)[:_SHOWN])}"
            )
        screen.say()


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
                way: _difference(differences[way, name].interval)
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


def _difference(its: Interval) -> str:
    sure = " *" if its.is_sure else ""
    return f"{its.mean:+.4f} [{its.low:+.4f}, {its.high:+.4f}]{sure}"


def _mean_of(reports: Sequence[EvaluationReport] | Sequence[ComparisonReport]) -> str:
    return f"mean of {len(reports)} collections"
