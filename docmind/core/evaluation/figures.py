"""The figures of a ranking: nDCG@10, recall@100 and MRR@10, per query and as means."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

NATURAL = "natural"
EXACT = "exact"  # the mean over the classes of exact look-ups
CLASSES = (NATURAL, "ident", "phrase", "fname")
DEPTH = 100  # documents asked for: recall is measured there
TOP = 10

Score = tuple[float, float, float]
"""(nDCG@10, recall@100, reciprocal rank in the top 10) of one query, each 0..1."""


@dataclass(frozen=True, slots=True)
class RankingFigures:
    """Means over ``queries`` queries, each 0..1."""

    queries: int
    ndcg_at_10: float
    recall_at_100: float
    mrr_at_10: float


@dataclass(frozen=True, slots=True)
class QueryScore:
    """The figures of one query, each 0..1. ``id`` is unique within its class ``cls``."""

    id: str
    cls: str
    text: str
    ndcg_at_10: float
    recall_at_100: float
    mrr_at_10: float

    @property
    def key(self) -> str:
        """Unique among all queries of a collection."""
        return f"{self.cls}/{self.id}"


def score(ranking: Sequence[str], relevant: Mapping[str, float]) -> Score:
    """The figures of one ranking of row ids; nDCG has linear gain, as in trec_eval."""
    gained = _discounted([relevant.get(document, 0.0) for document in ranking[:TOP]])
    ideal = _discounted(sorted(relevant.values(), reverse=True)[:TOP])
    found = sum(document in relevant for document in ranking[:DEPTH])
    first = next((i for i, document in enumerate(ranking[:TOP], 1) if document in relevant), 0)
    return gained / ideal, found / len(relevant), 1.0 / first if first else 0.0


def _discounted(grades: Sequence[float]) -> float:
    return sum(grade / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def by_class(scores: Iterable[QueryScore]) -> dict[str, list[QueryScore]]:
    """Scores by class, in the usual order of classes."""
    found: dict[str, list[QueryScore]] = {}
    for item in scores:
        found.setdefault(item.cls, []).append(item)
    order = sorted(found, key=lambda cls: (CLASSES.index(cls) if cls in CLASSES else 9, cls))
    return {cls: found[cls] for cls in order}


def means(scores: Sequence[QueryScore]) -> RankingFigures:
    """The means over queries; zeros when there are none."""
    count = max(len(scores), 1)
    return RankingFigures(
        len(scores),
        sum(item.ndcg_at_10 for item in scores) / count,
        sum(item.recall_at_100 for item in scores) / count,
        sum(item.mrr_at_10 for item in scores) / count,
    )


def figures_of(scores: Iterable[QueryScore]) -> dict[str, RankingFigures]:
    """The figures of each class."""
    return {cls: means(items) for cls, items in by_class(scores).items()}


def mean_of(figures: Sequence[RankingFigures]) -> RankingFigures:
    """The mean of means, each counting the same (``queries`` is their sum)."""
    count = max(len(figures), 1)
    return RankingFigures(
        sum(item.queries for item in figures),
        sum(item.ndcg_at_10 for item in figures) / count,
        sum(item.recall_at_100 for item in figures) / count,
        sum(item.mrr_at_10 for item in figures) / count,
    )


def with_exact(figures: Mapping[str, RankingFigures]) -> dict[str, RankingFigures]:
    """``figures`` with "exact", the mean over all classes but the natural one, when there are."""
    exact = [item for cls, item in figures.items() if cls not in (NATURAL, EXACT)]
    return {**figures, EXACT: mean_of(exact)} if exact else dict(figures)


def mean_by_class(
    collections: Sequence[Mapping[str, RankingFigures]],
) -> dict[str, RankingFigures]:
    """The mean over collections of each class, over those that have it."""
    classes = dict.fromkeys(cls for figures in collections for cls in figures)
    order = [cls for cls in (*CLASSES, EXACT) if cls in classes]
    order += sorted(classes.keys() - set(order))
    return {cls: mean_of([its[cls] for its in collections if cls in its]) for cls in order}
