"""Classic ways to fuse ranked lists, as references to measure our own fusion against.

Each takes the lists of one query as documents with scores, best first, and gives one order of
documents. Nothing here answers a search.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence

from docmind.core.store.base import Candidate

FUSED = ("dense", "stems")  # the lists that the references fuse: meaning, and BM25
LISTED = 100  # documents of each list, as where the references were first measured
_SIGMAS = 3.0
_MIDDLE = 0.5

Ranked = Sequence[tuple[int, float]]
"""Documents of one list with their scores, best first."""


def by_document(candidates: Sequence[Candidate], limit: int = LISTED) -> list[tuple[int, float]]:
    """The first ``limit`` documents of a list of passages, each with its best passage's score.

    ``candidates`` are best first.
    """
    best: dict[int, float] = {}
    for candidate in candidates:
        best.setdefault(candidate.file_id, candidate.score)
        if len(best) == limit:
            break
    return list(best.items())


def reciprocal_rank_fusion(lists: Sequence[Ranked], k: float = 60.0, first: int = 1) -> list[int]:
    """Documents by the sum of ``1 / (k + rank)`` over the lists, with equal weights.

    Ranks count from ``first``. Cormack, Clarke and Büttcher, "Reciprocal rank fusion outperforms
    Condorcet and individual rank learning methods", SIGIR 2009, count from 1 with k = 60; Qdrant
    (lib/segment/src/common/reciprocal_rank_fusion.rs) counts from 0 with k = 2 by default.
    """
    totals: dict[int, float] = {}
    for ranked in lists:
        for rank, (document, _) in enumerate(ranked, first):
            totals[document] = totals.get(document, 0.0) + 1.0 / (k + rank)
    return _in_order(totals)


def distribution_based_score_fusion(lists: Sequence[Ranked]) -> list[int]:
    """Documents by the sum of their scores, each list scaled so that its mean minus three standard
    deviations is 0 and its mean plus three is 1.

    Mazzeschi, "Distribution-Based Score Fusion (DBSF), a new approach to vector search ranking",
    2023, in the form of Qdrant (lib/segment/src/common/score_fusion.rs): sample deviation, nothing
    clamped, 0.5 where a list has one document or no spread.
    """
    totals: dict[int, float] = {}
    for ranked in lists:
        for document, share in _scaled(ranked):
            totals[document] = totals.get(document, 0.0) + share
    return _in_order(totals)


def fused_by(name: str, lists: Mapping[str, Sequence[Candidate]]) -> list[int]:
    """The documents of raw candidate lists in the order of a reference: rrf60, rrf2 or dbsf.

    Raises ``KeyError`` for another name.
    """
    ranked = [by_document(lists[leg]) for leg in FUSED if lists.get(leg)]
    return REFERENCES[name](ranked)


def _scaled(ranked: Ranked) -> list[tuple[int, float]]:
    scores = [score for _, score in ranked]
    spread = statistics.stdev(scores) if len(scores) > 1 else 0.0
    if spread <= 0.0:
        return [(document, _MIDDLE) for document, _ in ranked]
    low = statistics.fmean(scores) - _SIGMAS * spread
    width = 2 * _SIGMAS * spread
    return [(document, (score - low) / width) for document, score in ranked]


def _in_order(totals: Mapping[int, float]) -> list[int]:
    """Best first; equal ones by id, so that a run can be repeated."""
    return sorted(totals, key=lambda document: (-round(totals[document], 12), document))


def _rrf60(lists: Sequence[Ranked]) -> list[int]:
    return reciprocal_rank_fusion(lists)


def _rrf2(lists: Sequence[Ranked]) -> list[int]:
    return reciprocal_rank_fusion(lists, k=2.0, first=0)


REFERENCES = {"rrf60": _rrf60, "rrf2": _rrf2, "dbsf": distribution_based_score_fusion}
