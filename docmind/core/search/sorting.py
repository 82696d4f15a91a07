"""Another order than the best first: the newest, by file name, or the largest first.

It is an order of all that matches, not of the best few: words are looked for in many more passages,
and what meaning alone found has to convince, because a weak match has no end to stand at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from docmind.core import lexical
from docmind.core.schema import Hit, Sort
from docmind.core.schema_facets import Traits
from docmind.core.search.fuse import Scored

SORTED = 5000  # passages per list of words
CUT = "More was found than could be sorted; another word or a filter leaves less."

_Place = tuple[str, int, int]


def by(sort: Sort, found: Iterable[Scored], traits: Mapping[int, Traits]) -> list[Scored]:
    """The documents found in the order asked for; those that the catalog does not know (any more)
    are left out."""
    known = [item for item in found if item.file_id in traits]
    return sorted(known, key=lambda item: _place_of(sort, item.file_id, traits[item.file_id]))


def hits_by(sort: Sort, hits: Sequence[Hit], limit: int) -> tuple[Hit, ...]:
    """The first ``limit`` of some hits in the order asked for, with new ranks."""
    listed = sorted(
        hits, key=lambda hit: _place(sort, hit.file_id, hit.path.name, hit.mtime_ns, hit.size)
    )
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(listed[:limit], 1))


def _place_of(sort: Sort, file_id: int, its: Traits) -> _Place:
    # taking a path apart costs more than the rest: only where names decide
    name = Path(its.path.decode("utf-8", "replace")).name if sort == "name" else ""
    return _place(sort, file_id, name, its.mtime_ns, its.size)


def _place(sort: Sort, file_id: int, name: str, mtime_ns: int, size: int) -> _Place:
    if sort == "name":
        return lexical.name_order(name), 0, file_id
    return "", -size if sort == "size" else -mtime_ns, file_id
