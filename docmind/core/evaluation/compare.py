"""Several ways of ranking on the same index: the modes, and classic fusions of the same lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from docmind.core.errors import UsageError
from docmind.core.evaluation.bootstrap import Interval, paired_interval
from docmind.core.evaluation.collection import (
    AskedQuery,
    Collection,
    ReportProgress,
    opened_collection,
    silent,
)
from docmind.core.evaluation.figures import (
    DEPTH,
    EXACT,
    NATURAL,
    QueryScore,
    RankingFigures,
    by_class,
    figures_of,
    mean_by_class,
    score,
    with_exact,
)
from docmind.core.evaluation.run import scored
from docmind.core.schema import Mode
from docmind.core.search.baselines import REFERENCES, fused_by
from docmind.core.settings import Settings

_MODES: dict[str, Mode] = {"auto": "auto", "words": "words", "meaning": "meaning"}
WAYS: tuple[str, ...] = (*_MODES, *REFERENCES)
SAMPLE = 8  # passages by which a reranker is measured before the first query
RERANKED = "reranked"
"""Mode auto with the reranker of the settings, within its budget: what a person gets."""


@dataclass(frozen=True, slots=True)
class WayReport:
    """One way of ranking: its figures by class ("exact" is the mean over the classes of exact
    look-ups), and ``scores`` of every query (none in a mean over collections)."""

    name: str
    classes: tuple[tuple[str, RankingFigures], ...]
    scores: tuple[QueryScore, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """nDCG@10 of the first way minus that of ``way``, on class ``cls``: natural or exact."""

    way: str
    cls: str
    interval: Interval


@dataclass(frozen=True, slots=True)
class ComparisonReport:
    """``ways`` in the order asked for; ``differences`` compare the first one with the others.

    ``collection`` is "" in the mean over collections.
    """

    collection: str
    split: str | None
    ways: tuple[WayReport, ...]
    differences: tuple[Difference, ...]
    space: str = ""


def chosen_ways(names: str = "") -> tuple[str, ...]:
    """The ways named in a list with commas, ``WAYS`` when empty; auto comes first.

    Raises ``UsageError`` for an unknown one.
    """
    asked = [name.strip() for name in names.split(",") if name.strip()] or list(WAYS)
    for name in asked:
        if name not in (*WAYS, RERANKED):
            raise UsageError(
                f"There is no way of ranking called {name}",
                hint=f"There are: {', '.join((*WAYS, RERANKED))}. Folders stand before --compare.",
            )
    return tuple(dict.fromkeys(("auto", *asked)))


def compare_rankings(
    folder: Path,
    ways: Sequence[str] = WAYS,
    split: str | None = None,
    settings: Settings | None = None,
    progress: ReportProgress | None = None,
) -> ComparisonReport:
    """Index the collection in ``folder`` once and rank its queries in several ways.

    ``ways`` are some of ``WAYS`` and ``RERANKED``; the others are compared with the first. Raises
    as ``opened_collection``, and ``UsageError`` when there is no reranker that could be asked.
    """
    report = progress or silent
    scores: dict[str, list[QueryScore]] = {way: [] for way in ways}
    with opened_collection(folder, split, settings, progress) as collection:
        if RERANKED in ways:
            _require_reranker(collection)
        for done, asked in enumerate(collection.queries):
            report("searching", done, len(collection.queries))
            for way, ranking in _rankings(collection, asked, ways).items():
                scores[way].append(scored(asked, score(ranking, asked.relevant)))
        space = collection.engine.space
    reports = tuple(
        WayReport(way, tuple(with_exact(figures_of(its)).items()), tuple(its))
        for way, its in scores.items()
    )
    return ComparisonReport(folder.name, split, reports, _differences([reports]), space)


def macro_mean(reports: Sequence[ComparisonReport]) -> ComparisonReport:
    """The mean over collections, each counting the same. The ways must be the same in all."""
    ways = tuple(
        WayReport(its[0].name, tuple(mean_by_class([dict(one.classes) for one in its]).items()))
        for its in zip(*(report.ways for report in reports), strict=True)
    )
    differences = _differences([report.ways for report in reports])
    return ComparisonReport("", reports[0].split, ways, differences, reports[0].space)


def _require_reranker(collection: Collection) -> None:
    """Have it loaded and measured before the first query. Raises ``UsageError``."""
    catalog = collection.engine.catalog
    some = [
        chunk.text
        for file_id in [*collection.rows][:SAMPLE]
        for chunk in catalog.file_chunks(file_id, 1)
    ]
    if not collection.engine.reranks(collection.queries[0].text, some):
        reranker = collection.engine.status().reranker
        raise UsageError(
            "There is no reranker to compare with",
            detail=f"{reranker or 'None is set'}, or not even four passages fit its budget.",
            hint="See search.reranker and search.rerank_budget_ms in the settings.",
        )


def _rankings(
    collection: Collection, asked: AskedQuery, ways: Sequence[str]
) -> dict[str, list[str]]:
    """Row ids in the order of each way; the lists that references fuse are asked for once."""
    needs_lists = any(way in REFERENCES for way in ways)
    lists = collection.lists(asked.text) if needs_lists else {}
    found = {}
    for way in ways:
        if way == RERANKED:
            found[way] = collection.ranking(asked.text, "auto", rerank=True)
        elif way in REFERENCES:
            order = fused_by(way, lists)[:DEPTH]
            found[way] = [collection.rows[file_id] for file_id in order]
        else:
            found[way] = collection.ranking(asked.text, _MODES[way])
    return found


def _differences(collections: Sequence[tuple[WayReport, ...]]) -> tuple[Difference, ...]:
    """The first way against each other one, over one collection or the mean of several."""
    found = []
    for place in range(1, len(collections[0])):
        strata: dict[str, list[list[float]]] = {NATURAL: [], EXACT: []}
        weights: dict[str, list[float]] = {NATURAL: [], EXACT: []}
        for ways in collections:
            gained = _gained(ways[0].scores, ways[place].scores)
            classes = {cls: its for cls, its in gained.items() if cls != NATURAL}
            if NATURAL in gained:
                strata[NATURAL].append(gained[NATURAL])
                weights[NATURAL].append(1.0)
            strata[EXACT].extend(classes.values())
            weights[EXACT].extend(1.0 / len(classes) for _ in classes)
        name = collections[0][place].name
        found += [
            Difference(name, cls, paired_interval(strata[cls], weights[cls]))
            for cls in (NATURAL, EXACT)
            if strata[cls]
        ]
    return tuple(found)


def _gained(ours: Sequence[QueryScore], others: Sequence[QueryScore]) -> dict[str, list[float]]:
    """Differences of nDCG@10 by class, query by query."""
    theirs = {item.key: item.ndcg_at_10 for item in others}
    return {
        cls: [item.ndcg_at_10 - theirs[item.key] for item in items]
        for cls, items in by_class(ours).items()
    }
