"""The words about why a document is or is not among the results (see ``schema``)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from docmind.core.schema import FileState, Problem, QueryPlan, Reason

Verdict = Literal[
    "shown", "further", "left_out", "filtered", "excluded", "not_found", "not_read", "unknown",
    "nothing_asked",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a document stands in one candidate list, by its best passage.

    ``name`` is dense, stems, words, learned, pictures, or name (found by its name alone, without
    scores). ``place`` counts documents from 1 and is None when it is not among the ``listed`` ones.
    ``score`` is its raw score in that list without any filter, None when it has none (it shares no
    word with the query); ``last`` that of the last one listed.
    """

    name: str
    place: int | None
    listed: int
    score: float | None
    last: float | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the document at ``path`` is or is not among the results of a query.

    ``verdict``: shown; further (found, but behind the last result shown); left_out (a candidate
    that is too far off to mean anything); filtered; excluded (it holds an excluded word);
    not_found (in no list); not_read; unknown (not in the library); nothing_asked.
    ``state`` is None for an unknown file, ``problem`` why it could not be read. ``rank`` is its
    place among all results, from 1, whatever the limit, and ``score`` its score; both None when it
    is none of ``total``. ``copy_of`` is the result that stands for it. ``failed_filters`` and
    ``excluded_by`` are as typed. ``held`` are the exact parts of the query that it holds,
    ``missing`` those that it does not. ``reasons`` are sentences, the verdict first; ``needed`` say
    what would bring it up.
    """

    path: Path
    plan: QueryPlan
    verdict: Verdict
    state: FileState | None
    problem: Problem | None = None
    rank: int | None = None
    score: float | None = None
    total: int = 0
    copy_of: Path | None = None
    failed_filters: tuple[str, ...] = ()
    excluded_by: tuple[str, ...] = ()
    lists: tuple[ListPlace, ...] = ()
    held: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
