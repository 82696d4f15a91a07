"""``docmind eval``: how good the ranking is, on a collection with known answers."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from docmind import core
from docmind.cli.bar import Bar
from docmind.cli.screen import Screen


def measure(options: argparse.Namespace, screen: Screen) -> int:
    """Run the collection through the real pipeline and print its figures."""
    folder = Path(os.path.normpath(options.folder.absolute()))
    bar = Bar(screen)

    def show(stage: str, done: int, total: int) -> None:
        if not options.json:
            bar.write(f"{stage.capitalize():<10} {done:,} of {total:,}")

    try:
        report = core.evaluate(folder, options.mode, options.split, progress=show)
    finally:
        bar.clear()
    if options.json:
        screen.json(evaluation_shape(report))
        return 0
    split = f", split {report.split}" if report.split else ""
    screen.say(f"{report.collection}, mode {report.mode}{split}")
    screen.say(f"{'':<10}{'queries':>8}{'nDCG@10':>10}{'recall@100':>12}{'MRR@10':>9}")
    for name, figures in report.classes:
        screen.say(
            f"{name:<10}{figures.queries:>8}{figures.ndcg_at_10:>10.4f}"
            f"{figures.recall_at_100:>12.4f}{figures.mrr_at_10:>9.4f}"
        )
    return 0


def evaluation_shape(report: core.EvaluationReport) -> dict[str, Any]:
    """The JSON of ``docmind eval``; the figures on top are those of the natural queries."""
    classes = {name: _figures(figures) for name, figures in report.classes}
    return {
        "collection": report.collection,
        "mode": report.mode,
        "split": report.split,
        **_figures(report.natural),
        "classes": classes,
    }


def _figures(figures: core.RankingFigures) -> dict[str, Any]:
    return {
        "queries": figures.queries,
        "ndcg@10": round(figures.ndcg_at_10, 4),
        "recall@100": round(figures.recall_at_100, 4),
        "mrr@10": round(figures.mrr_at_10, 4),
    }
