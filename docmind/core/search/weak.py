"""Which results stand below the line: those at the end that say little of what was asked.

A result stands above it when something was found exactly, its meaning is at least as near as the
model's calibrated floor, or it holds half of the words asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from docmind.core import lexical
from docmind.core.schema import Hit
from docmind.core.search import fuse
from docmind.core.search.answer import COVERED, Lists, Search
from docmind.core.search.copies import Folded
from docmind.core.search.verify import Candidates


def with_weak(
    search: Search,
    lists: Lists,
    hits: Sequence[Hit],
    shown: Sequence[Folded],
    candidates: Candidates,
    *,
    close: bool,
) -> tuple[Hit, ...]:
    """``hits``, the last ones marked weak up to the first that convinces; all of them when nothing
    is ``close``. Files known by their names alone stand where they are listed."""
    if search.like is not None:  # how near is near enough was measured for questions
        return tuple(hits)
    leads = {folded.lead.file_id: folded.lead for folded in shown}
    near: dict[int, float] = {}
    for item in lists.get("dense", []):
        near.setdefault(item.file_id, item.score)  # best first
    strong, found = len(hits), False
    for place in range(len(hits) - 1, -1 + close, -1):
        lead = leads.get(hits[place].file_id)
        if lead is not None:
            if _convinces(search, hits[place], lead, near, candidates):
                break
            found = True
        strong = place
    if not found:
        return tuple(hits)
    return (*hits[:strong], *(replace(hit, weak=True) for hit in hits[strong:]))


def _convinces(
    search: Search,
    hit: Hit,
    lead: fuse.Scored,
    near: Mapping[int, float],
    candidates: Candidates,
) -> bool:
    if lead.exact or "pictures" in lead.parts:
        return True
    reads = search.identity if search.features.script_known else None
    if reads is not None and near.get(hit.file_id, -1.0) >= reads.floor:
        return True
    chunk = candidates.known(lead)[0]
    held = f"{hit.title}\n{hit.path.name}\n{chunk.text}"
    return lexical.coverage(search.asked.wanted, held) >= COVERED
