"""Which results convince, and which stand below the line: those at the end that say little of what
was asked.

A result convinces when something was found exactly, its meaning is at least as near as the model's
calibrated floor, or it holds half of the words asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from docmind.core import lexical
from docmind.core.schema import Hit
from docmind.core.search import fuse
from docmind.core.search.answer import Lists, Search
from docmind.core.search.copies import Folded
from docmind.core.search.verify import Candidates

COVERED = 0.5  # share of the query's words that makes a result convincing


class Convincing:
    """Tells which documents of one search are a convincing match."""

    def __init__(self, search: Search, lists: Lists, candidates: Candidates) -> None:
        reads = search.identity if search.features.script_known else None
        self._floor = None if reads is None else reads.floor
        self._near: dict[int, float] = {}
        for item in lists.get("dense", []):
            self._near.setdefault(item.file_id, item.score)  # best first
        self._candidates = candidates
        self._coverage = lexical.Coverage(search.asked.wanted)

    def is_close(self, best: fuse.Scored) -> bool:
        """Whether the best document is a convincing match, or any other one is near enough."""
        return self._is_near(max(self._near.values(), default=None)) or self.convinces(best)

    def convinces(self, document: fuse.Scored) -> bool:
        """Whether this one is; its passages have been read."""
        if document.exact or "pictures" in document.parts:
            return True
        if self._is_near(self._near.get(document.file_id)):
            return True
        chunk = self._candidates.known(document)[0]
        record = self._candidates.files[document.file_id]
        held = f"{record.title}\n{record.path.name}\n{chunk.text}"
        return self._coverage.of(held) >= COVERED

    def _is_near(self, likeness: float | None) -> bool:
        return likeness is not None and self._floor is not None and likeness >= self._floor


def with_weak(
    search: Search,
    hits: Sequence[Hit],
    shown: Sequence[Folded],
    convincing: Convincing,
    called: Collection[int] = (),
    *,
    close: bool,
) -> tuple[Hit, ...]:
    """``hits``, the last ones marked weak up to the first that convinces; all of them when nothing
    is ``close``. Files known by their names alone stand where they are listed; those ``called``
    exactly as asked (file ids) convince."""
    if search.like is not None:  # how near is near enough was measured for questions
        return tuple(hits)
    if search.is_sorted:  # weak ones stand between the others
        return tuple(hits)
    leads = {folded.lead.file_id: folded.lead for folded in shown}
    strong, found = len(hits), False
    for place in range(len(hits) - 1, -1 + close, -1):
        if hits[place].file_id in called:
            break
        lead = leads.get(hits[place].file_id)
        if lead is not None:
            if convincing.convinces(lead):
                break
            found = True
        strong = place
    if not found:
        return tuple(hits)
    return (*hits[:strong], *(replace(hit, weak=True) for hit in hits[strong:]))
