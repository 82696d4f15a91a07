"""An answer to filters without a word to search for: every file that passes, the newest
first unless another order was asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from docmind.core import lexical
from docmind.core.schema import ChunkRecord, FileRecord, Hit
from docmind.core.schema_facets import Facet
from docmind.core.schema_filter import Filter
from docmind.core.search.answer import Search
from docmind.core.search.copies import exact_copies
from docmind.core.search.facets import count_facets
from docmind.core.search.fuse import Scored
from docmind.core.search.ports import CatalogView
from docmind.core.search.present import make_hit
from docmind.core.store.checks import matches
from docmind.core.store.facts import passage_facts, record_facts

LEG = "files"
MOST = 5000  # files listed and counted
_LOOKED_AT = 50  # passages of a file, for one that passes
_PLAIN = lexical.Marker("")


def listed(
    search: Search,
    where: Filter,
    catalog: CatalogView,
    excluded: Callable[[Collection[int]], set[int]],
) -> tuple[tuple[Hit, ...], int, tuple[Facet, ...]]:
    """(hits, how many files pass, how they divide); ``excluded`` says which of some files hold
    what must not stand in them."""
    most = min(max(search.query.limit, 0), MOST)
    ids, total = catalog.files_matching(where, MOST, search.query.sort)
    cut = total > len(ids)
    gone = excluded(ids) if search.asked.excluded else set()
    ids, total = [file_id for file_id in ids if file_id not in gone], total - len(gone)
    traits = catalog.traits(ids) if search.query.fold or search.query.facets else {}
    copies = exact_copies(ids, traits) if search.query.fold else dict.fromkeys(ids, ())
    first = list(copies)[:most]
    records = catalog.files(first)
    known = [records[file_id] for file_id in first if file_id in records]
    hits = [
        _hit(rank, record, where, catalog, copies[record.file_id])
        for rank, record in enumerate(known, 1)
    ]
    search.lap("files")
    if not search.query.facets:
        return tuple(hits), total, ()
    facets = count_facets([*traits.values()], at_least=cut)
    search.lap("facets")
    return tuple(hits), total, facets


def _hit(
    rank: int, record: FileRecord, where: Filter, catalog: CatalogView, copies: tuple[Path, ...]
) -> Hit:
    chunks = catalog.file_chunks(record.file_id, _LOOKED_AT)
    facts = record_facts(record)

    def passes(chunk: ChunkRecord) -> bool:
        return matches(passage_facts(facts, chunk.page, chunk.text), where)

    shown = next(filter(passes, chunks), chunks[0])
    document = Scored(record.file_id, passages={shown.point_id: 0.0})
    return make_hit(rank, document, record, [shown], _PLAIN, copies=copies)
