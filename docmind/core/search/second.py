"""A second look when the words of a query stand nowhere as words: perhaps inside longer ones.

This is what finds "aerodynamics" while "aerody" is being typed, and words glued together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from docmind.core import lexical
from docmind.core.schema import ChunkRecord, FileRecord
from docmind.core.search.analyse import Features
from docmind.core.search.parse import Asked
from docmind.core.search.ports import CatalogView
from docmind.core.search.verify import Candidates
from docmind.core.store.base import Candidate, Filter
from docmind.core.store.checks import matches

SHORTEST = 3  # code points worth looking for inside words
MOST = 100  # passages


def inside_words(
    catalog: CatalogView, part: str, where: Filter | None
) -> tuple[list[ChunkRecord], dict[int, FileRecord]]:
    """Passages that hold ``part`` inside words, within the filter, and their files."""
    if len(part) < SHORTEST:
        return [], {}
    chunks = catalog.chunks_containing(part, MOST)
    files = catalog.files(sorted({chunk.file_id for chunk in chunks}))
    if where is not None:
        files = {key: record for key, record in files.items() if matches(_payload(record), where)}
    return [chunk for chunk in chunks if chunk.file_id in files], files


def missing_part(
    asked: Asked, features: Features, lists: Mapping[str, list[Candidate]], seen: Candidates
) -> str:
    """The one part of the query that stands in no candidate as a word; "" when there is none."""
    if asked.phrases or not features.exact_like:
        return ""
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


def _payload(record: FileRecord) -> dict[str, int | str | list[str]]:
    path: Path = record.path
    return {
        "file_id": record.file_id,
        "kind": record.kind,
        "suffix": path.suffix.lstrip(".").casefold(),
        "folders": [folder.as_posix() for folder in path.parents],
    }
