"""``docmind eval``: how good the ranking is, on collections with known answers."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from docmind import core
from docmind.cli.bar import Bar
from docmind.cli.opening import DONE, FAILED
from docmind.cli.ranking import (
    comparisons_shape,
    evaluation_shape,
    evaluations_shape,
    held_shape,
    show_comparisons,
    show_evaluations,
    show_held,
)
from docmind.cli.screen import Screen

Progress = Callable[[str, int, int], None]


def measure(options: argparse.Namespace, screen: Screen) -> int:
    """Run the collections through the real pipeline and print their figures.

    Returns the exit status.
    """
    folders = [Path(os.path.normpath(folder.absolute())) for folder in options.folders]
    if options.compare is not None:
        return _compare(folders, options, screen)
    baseline = None
    if options.baseline is not None:
        baseline = core.Baseline.read(options.baseline)
        for folder in folders:
            baseline.require(folder.name, options.mode, options.split)
    elif options.tolerance is not None:
        raise core.UsageError("--tolerance is for --baseline", hint="Name the file to hold against")
    reports = []
    for folder in folders:
        with _progress(options, screen, folder) as show:
            reports.append(core.evaluate(folder, options.mode, options.split, progress=show))
    if options.save_baseline is not None:
        core.save_baseline(options.save_baseline, reports)
    if baseline is not None:
        return _hold(baseline, reports, options, screen)
    screen.answer(reports, options.json, _evaluated, show_evaluations)
    return DONE


def _hold(
    baseline: core.Baseline,
    reports: Sequence[core.EvaluationReport],
    options: argparse.Namespace,
    screen: Screen,
) -> int:
    """Say what changed since the baseline; status 1 when a class is lower."""
    found = [baseline.held_against(report, options.tolerance) for report in reports]
    screen.answer(found, options.json, held_shape, show_held)
    if all(report.holds for report in found):
        return DONE
    screen.tell("docmind: the ranking is lower than the baseline")
    return FAILED


def _evaluated(reports: Sequence[core.EvaluationReport]) -> dict[str, Any]:
    return evaluation_shape(reports[0]) if len(reports) == 1 else evaluations_shape(reports)


def _compare(folders: Sequence[Path], options: argparse.Namespace, screen: Screen) -> int:
    if options.baseline is not None or options.save_baseline is not None:
        raise core.UsageError(
            "A baseline is of one way of ranking", hint="Leave out --compare, or the baseline."
        )
    ways = core.chosen_ways(options.compare)
    reports = []
    for folder in folders:
        with _progress(options, screen, folder) as show:
            reports.append(core.compare_rankings(folder, ways, options.split, progress=show))
    screen.answer(reports, options.json, comparisons_shape, show_comparisons)
    return DONE


@contextmanager
def _progress(options: argparse.Namespace, screen: Screen, folder: Path) -> Iterator[Progress]:
    """What a measurement tells of its progress, on one line that goes away."""
    bar = Bar(screen)

    def show(stage: str, done: int, total: int) -> None:
        if not options.json:
            bar.write(f"{folder.name}: {stage} {done:,} of {total:,}")

    try:
        yield show
    finally:
        bar.clear()
