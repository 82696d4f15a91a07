"""A second look when something asked for literally stands in no candidate passage.

A word may stand inside longer ones: this is what finds "aerodynamics" while "aerody" is being
typed, and words glued together. A phrase may stand across the border of two passages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docmind.core import lexical
from docmind.core.schema import ChunkRecord, FileRecord
from docmind.core.search.analyse import Features
from docmind.core.search.parse import Asked
from docmind.core.search.ports import CatalogView
from docmind.core.search.verify import Candidates
from docmind.core.store.base import Candidate, Filter
from docmind.core.store.checks import matches
from docmind.core.store.facts import passage_facts, record_facts

SHORTEST, LONGEST = 3, 100  # code points worth looking for inside words
MOST = 100  # passages
MOST_BORDERS = 60  # passages


def inside_words(
    catalog: CatalogView, part: str, where: Filter | None, seconds: float
) -> tuple[list[ChunkRecord], dict[int, FileRecord]]:
    """Passages that hold ``part`` inside words, within the filter, and their files; what is found
    in ``seconds``."""
    if not SHORTEST <= len(part) <= LONGEST:
        return [], {}
    chunks = catalog.chunks_containing(part, MOST, seconds)
    files = catalog.files(sorted({chunk.file_id for chunk in chunks}))
    if where is not None:
        chunks = [chunk for chunk in chunks if chunk.file_id in files]
        chunks = [chunk for chunk in chunks if _passes(files[chunk.file_id], chunk, where)]
        files = {chunk.file_id: files[chunk.file_id] for chunk in chunks}
    return [chunk for chunk in chunks if chunk.file_id in files], files


def _passes(record: FileRecord, chunk: ChunkRecord, where: Filter) -> bool:
    return matches(passage_facts(record_facts(record), chunk.page, chunk.text), where)


def across_borders(
    catalog: CatalogView, phrase: str, among: Sequence[ChunkRecord]
) -> tuple[set[int], set[str]]:
    """(files, passages) with ``phrase`` in a passage or running over its ends, looked for in the
    page's own text around the first of ``among``."""
    wanted = lexical.verbatim_form(phrase)
    reach = 2 * len(phrase) + 20  # signs and line ends between the words
    files: set[int] = set()
    passages: set[str] = set()
    pages: dict[tuple[int, int | None], str] = {}
    for chunk in among[:MOST_BORDERS]:
        key = (chunk.file_id, chunk.page)
        if key not in pages:
            page = catalog.page(*key)
            pages[key] = page.text if page else ""
        around = pages[key][max(0, chunk.span.start - reach) : chunk.span.end + reach]
        if lexical.contains_verbatim(lexical.verbatim_form(around), wanted):
            files.add(chunk.file_id)
            passages.add(chunk.point_id)
    return files, passages


def missing_part(
    asked: Asked, features: Features, lists: Mapping[str, list[Candidate]], seen: Candidates
) -> str:
    """The one part of the query that stands in no candidate as a word; "" when there is none."""
    if not features.exact_like:
        return ""
    if asked.phrases:
        found = any(lists.get(name) for name in ("words", "stems"))
        return "" if found or asked.text or len(asked.phrases) > 1 else asked.phrases[0]
    if len(features.identifiers) == 1:
        part = features.identifiers[0]
        among = [item.id for item in lists.get("words", [])]
        return "" if seen.holders(part, among)[0] else part
    if lists.get("words") or lists.get("stems"):
        return ""
    return asked.text.strip() if len(lexical.runs(asked.text)) == 1 else ""


def with_found(
    lists: Mapping[str, list[Candidate]], chunks: Sequence[ChunkRecord]
) -> dict[str, list[Candidate]]:
    """``lists`` with the found passages at the head of the unstemmed one."""
    words = lists.get("words", [])
    top = words[0].score if words else 1.0
    known = {item.id for item in words}
    found = [
        Candidate(chunk.point_id, top, chunk.file_id)
        for chunk in chunks
        if chunk.point_id not in known
    ]
    return {**lists, "words": found + words}
