"""One way of ranking, measured on a collection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from docmind.core.evaluation.collection import (
    AskedQuery,
    ReportProgress,
    opened_collection,
    silent,
)
from docmind.core.evaluation.figures import (
    NATURAL,
    QueryScore,
    RankingFigures,
    Score,
    figures_of,
    mean_by_class,
    means,
    with_exact,
)
from docmind.core.schema import Mode
from docmind.core.settings import Settings


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """``natural`` holds the figures of ordinary questions, ``classes`` (name, figures) of all.

    ``scores`` are those of every query; ``space`` names the model's embedding space.
    """

    collection: str
    mode: Mode
    split: str | None
    natural: RankingFigures
    classes: tuple[tuple[str, RankingFigures], ...]
    scores: tuple[QueryScore, ...] = ()
    space: str = ""


def evaluate(
    folder: Path,
    mode: Mode = "auto",
    split: str | None = None,
    settings: Settings | None = None,
    progress: ReportProgress | None = None,
) -> EvaluationReport:
    """Index the collection in ``folder`` into a temporary library and ask its queries.

    Raises as ``opened_collection``.
    """
    report = progress or silent
    scores: list[QueryScore] = []
    with opened_collection(folder, split, settings, progress) as collection:
        queries = collection.queries
        for done, asked in enumerate(queries):
            report("searching", done, len(queries))
            scores.append(scored(asked, collection.score(asked, mode)))
        space = collection.engine.space
    figures = figures_of(scores)
    return EvaluationReport(
        collection=folder.name,
        mode=mode,
        split=split,
        natural=figures.get(NATURAL, means([])),
        classes=tuple(figures.items()),
        scores=tuple(scores),
        space=space,
    )


def mean_figures(reports: Sequence[EvaluationReport]) -> dict[str, RankingFigures]:
    """The mean over collections by class, each counting the same; "exact" is the mean over the
    classes of exact look-ups."""
    return mean_by_class([with_exact(dict(report.classes)) for report in reports])


def scored(asked: AskedQuery, found: Score) -> QueryScore:
    """The figures of a query under its name."""
    return QueryScore(asked.id, asked.cls, asked.text, *found)
