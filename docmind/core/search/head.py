"""Which results a reranker may move, and where they stand then: the rules, without any model.

Scores of the reranker and of the search are blended (``BLEND``): a linear interpolation, as
arXiv:1903.10972 does with BM25, of scores spread to 0..1 over the head, as arXiv:2210.11934 found
best for scores of two kinds. The weight is not trained and was not measured with a real reranker:
neither side overrules the other. A document counts by its best passage (arXiv:1905.09217).

What holds a part of the query literally keeps its place, and nothing passes it on either side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from docmind.core.schema import Hit

LEAST, MOST = 4, 50  # passages read: fewer are not worth it, more are too far down
BLEND = 0.5  # the reranker's share
SHARE = 0.8  # of the budget is planned for
EASING = 0.2  # a slower reranker is believed at once, a faster one by and by
LITERAL = ("name", "phrase", "identifier")


class Pace:
    """Seconds that a passage takes, learned from what was measured. Thread-safe."""

    def __init__(self) -> None:
        self._each = 0.0

    @property
    def known(self) -> bool:
        """Whether anything was measured."""
        return self._each > 0

    def measured(self, seconds: float, passages: int) -> None:
        """Believe this measurement."""
        self._each = max(seconds / passages, 1e-9)

    def seen(self, seconds: float, passages: int) -> None:
        """Take it into account."""
        each = seconds / passages
        self._each = each if each > self._each else self._each + EASING * (each - self._each)

    def fits(self, budget: float) -> int:
        """How many passages fit into a budget of seconds, ``MOST`` at most."""
        return min(int(SHARE * budget / self._each), MOST) if self.known else 0


def may_move(hit: Hit) -> bool:
    """False for what was found by its name alone, or holds a part of the query literally."""
    literal = any(reason.label in LITERAL and reason.score is not None for reason in hit.why)
    return hit.read and not literal and bool(hit.best.point_id)


def reordered(hits: Sequence[Hit], scores: Mapping[int, float]) -> tuple[Hit, ...]:
    """``hits`` with those at the places of ``scores`` in the order of the blend. The others keep
    their places, and none passes them; a place keeps its rank and its score. Equal ones stay in
    the order given."""
    places = sorted(scores)
    blend = dict(
        zip(
            places,
            blended([hits[at].score for at in places], [scores[at] for at in places]),
            strict=True,
        )
    )
    ordered = list(hits)
    for run in _runs(places):
        best = sorted(run, key=lambda at: (-round(blend[at], 9), at))
        for at, chosen in zip(run, best, strict=True):
            ordered[at] = replace(hits[chosen], rank=hits[at].rank, score=hits[at].score)
    return tuple(ordered)


def blended(found: Sequence[float], read: Sequence[float]) -> list[float]:
    """Scores of the search and of the reranker as one, 0..1."""
    both = zip(_spread(found), _spread(read), strict=True)
    return [(1.0 - BLEND) * one + BLEND * other for one, other in both]


def _spread(scores: Sequence[float]) -> list[float]:
    low, high = min(scores, default=0.0), max(scores, default=0.0)
    if high - low < 1e-9:
        return [0.0] * len(scores)
    return [(score - low) / (high - low) for score in scores]


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    """Places with none missing in between."""
    run: list[int] = []
    for at in places:
        if run and at != run[-1] + 1:
            yield run
            run = []
        run.append(at)
    if run:
        yield run
