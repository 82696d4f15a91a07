"""One search under way, and what of its documents becomes the answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from docmind.core import lexical
from docmind.core.embed.base import ModelIdentity
from docmind.core.schema import Hit, Query, QueryPlan, SearchAnswer
from docmind.core.schema_facets import Facet
from docmind.core.search import fuse
from docmind.core.search.analyse import Features
from docmind.core.search.copies import CopyFinder, Folded, Folding
from docmind.core.search.likeness import Likeness
from docmind.core.search.parse import Asked
from docmind.core.search.present import MOST_PASSAGES
from docmind.core.search.sorting import CUT, SORTED
from docmind.core.search.verify import Candidates, Part
from docmind.core.store.base import Candidate, Filter

MOST_READ = 1 + MOST_PASSAGES  # passages of one document
_SPARE = 10  # documents read beyond those asked for, should some be left out
TAIL = 0.15  # documents found by meaning alone, this far below the floor, are left out

Lists = dict[str, list[Candidate]]


@dataclass(slots=True)
class Search:
    """One search under way."""

    query: Query
    asked: Asked
    features: Features
    identity: ModelIdentity | None
    where: Filter | None
    limit: int
    notes: list[str] = field(default_factory=list)
    timings: list[tuple[str, float]] = field(default_factory=list)
    since: float = 0.0
    inside: str = ""  # the part of the query that was found inside words only
    meaning: npt.NDArray[np.float32] | None = None  # the query's vector, float32[d]
    like: Likeness | None = None  # what results are to be like
    words_only: str = ""  # why meaning was not asked although it was wanted

    @property
    def is_sorted(self) -> bool:
        """Whether another order than the best first was asked for."""
        return self.query.sort != "relevance"

    def limit_of(self, leg: str) -> int:
        """How many candidates a leg is asked for."""
        worded = leg in ("stems", "words") and self.query.like is None
        return max(self.limit, SORTED) if self.is_sorted and worded else self.limit

    give_way: Callable[[], None] = lambda: None  # between steps: may wait for something urgent

    def lap(self, step: str) -> None:
        """Note how long a step took; the next one begins when this search may go on."""
        now = time.perf_counter()
        self.timings.append((step, round((now - self.since) * 1000, 3)))
        self.give_way()
        self.since = time.perf_counter()


def asks_for_something(search: Search) -> bool:
    """Whether there is anything to look for beside filters."""
    return search.like is not None or any(map(str.isalnum, search.asked.wanted))


def missing_phrases(asked: Asked, hits: Sequence[Hit], parts: Sequence[Part]) -> list[str]:
    """A sentence for each phrase that no hit holds, unless one joined to it by OR is held."""
    held = {term for hit in hits for reason in hit.why for term in reason.terms}
    either = {text: group for group in asked.alternatives for text in group}
    return [
        f"No document holds “{part.text}” word for word."
        for part in parts
        if part.label == "phrase" and hits and held.isdisjoint(either.get(part.text, (part.text,)))
    ]


def more_than_sorted(search: Search, lists: Lists) -> list[str]:
    """A sentence where more holds the words than was put in the order asked for."""
    if not search.is_sorted or search.query.like is not None:
        return []
    cut = any(len(lists.get(leg, ())) >= search.limit_of(leg) for leg in ("stems", "words"))
    return [CUT] if cut else []


def best_known(ordered: Sequence[fuse.Scored], candidates: Candidates) -> fuse.Scored | None:
    """The best of some documents, best first, that the catalog (still) knows, with its passages
    read; None where the first ones are all gone."""
    first = ordered[:_SPARE]
    candidates.read(key for item in first for key in item.ranked_passages()[:1])
    return next((item for item in first if candidates.known(item)), None)


def take(
    search: Search,
    ordered: Sequence[fuse.Scored],
    candidates: Candidates,
    finder: CopyFinder | None = None,
) -> tuple[list[Folded], set[int]]:
    """The documents to show, copies put together by ``finder``, and the ids of all that match. Left
    out are those the catalog does not know (any more), and those that share nothing but small
    words ("in", "the") with the query."""
    limit = max(search.query.limit, 0)
    wanted = lexical.content_words(search.asked.wanted, search.features.language)
    thin = [bool(wanted) and item.parts.keys() == {"words"} and not item.exact for item in ordered]
    matching = {item.file_id for item, is_thin in zip(ordered, thin, strict=True) if not is_thin}
    folding = Folding(finder, candidates, search.asked.wanted)
    step = limit + _SPARE
    for start in range(0, len(ordered), step):
        batch = ordered[start : start + step]
        candidates.read(key for item in batch for key in item.ranked_passages()[:MOST_READ])
        for item, is_thin in zip(batch, thin[start : start + step], strict=True):
            if not candidates.known(item):
                matching.discard(item.file_id)
            elif not is_thin or candidates.has_any(item, wanted):
                matching.add(item.file_id)
                folding.take(item, limit)
        if len(folding.shown) >= limit:
            break
    return folding.shown, matching


def without_tail(search: Search, lists: Lists, ordered: list[fuse.Scored]) -> list[fuse.Scored]:
    """Leave out documents that only meaning found, too far off to mean anything."""
    identity = search.identity
    if identity is None or not identity.knows_meaning or search.query.mode == "words":
        return ordered
    lexical_lists = ("stems", "words", "learned", "pictures")
    worded = {item.file_id for name in lexical_lists for item in lists.get(name, [])}
    if not search.features.script_known:
        # what a model that cannot read the query finds is chance
        return [item for item in ordered if item.file_id in worded] or ordered
    dense = lists.get("dense", [])
    near = {item.file_id for item in dense if item.score >= identity.floor - TAIL}
    if search.is_sorted:
        sure = {item.file_id for item in dense if item.score >= identity.floor}
        near = sure if sure or worded else near
    return [item for item in ordered if item.file_id in worded or item.file_id in near]


def least_likeness(search: Search) -> float | None:
    """The cosine below which what only meaning found is left out; None where that is not known."""
    identity = search.identity
    if identity is None or not identity.knows_meaning or not search.features.script_known:
        return None
    return identity.floor - TAIL


def make_answer(
    search: Search,
    hits: tuple[Hit, ...],
    total: int,
    alpha: float,
    found: Mapping[str, int],
    began: float,
    *,
    close: bool,
    facets: tuple[Facet, ...] = (),
) -> SearchAnswer:
    """The answer with its plan; ``found`` counts the candidates of each leg that was asked."""
    asked = search.asked
    plan = QueryPlan(
        mode=search.query.mode,
        legs=tuple(found),
        alpha=round(alpha, 4),
        exact_like=search.features.exact_like,
        phrases=asked.phrases,
        identifiers=search.features.identifiers,
        excluded=asked.excluded,
        filters=asked.filters,
        notes=tuple(search.notes),
        alternatives=asked.alternatives,
        faults=asked.faults,
        like=search.like.told if search.like is not None else "",
        found=tuple(found.items()),
        sort=search.query.sort,
        words_only=search.words_only,
    )
    took = round((time.perf_counter() - began) * 1000, 3)
    timings = tuple(search.timings)
    return SearchAnswer(search.query.text, plan, hits, total, took, close, timings, facets)
