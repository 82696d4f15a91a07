"""Files found by their name alone: those not read yet, not readable, or of a type nobody reads."""

from __future__ import annotations

import itertools
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from docmind.core import lexical
from docmind.core.schema import FileRecord, Hit, Passage, Reason, Span
from docmind.core.search import sorting
from docmind.core.search.answer import Search
from docmind.core.search.parse import Asked
from docmind.core.search.ports import CatalogView
from docmind.core.store.base import Filter
from docmind.core.store.checks import matches
from docmind.core.store.facts import record_facts

_MOST = 50  # files looked at
_SHOWN = 10  # behind the other results
_NOTHING = Span(0, 0)


def named_hits(
    catalog: CatalogView, asked: Asked, language: str, where: Filter | None
) -> tuple[list[Hit], list[Hit]]:
    """(files called exactly what was asked for, others whose name holds all its words).

    Every hit has an empty passage and ``read`` False; ranks and scores are for the caller to give.
    """
    words = lexical.content_words(asked.wanted, language)
    called: list[Hit] = []
    others: list[Hit] = []
    for record in catalog.named(words, _MOST) if words else ():
        if not _fits(record, where) or _has_any(record, asked.excluded_words):
            continue
        hit = _hit(record, words)
        (called if _is_called(record.path, asked.wanted) else others).append(hit)
    return called, others[:_SHOWN]


def merged(
    hits: tuple[Hit, ...], called: Sequence[Hit], others: Sequence[Hit], wanted: str, limit: int
) -> tuple[Hit, ...]:
    """One list: files called exactly as ``wanted`` first, then what was found in contents, then
    the rest.

    Scores fall along the list.
    """
    if not called and not others:
        return hits
    ahead = tuple(itertools.takewhile(lambda hit: _is_called(hit.path, wanted), hits))
    behind = hits[len(ahead) :]
    top = ahead[-1].score if ahead else (behind[0].score if behind else 1.0)
    low = behind[-1].score if behind else top
    listed = (
        *ahead,
        *(replace(hit, score=top) for hit in called),
        *behind,
        *(replace(hit, score=round(low / 2, 6)) for hit in others),
    )
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(listed[:limit], 1))


def _hit(record: FileRecord, words: Sequence[str]) -> Hit:
    name = _name(record.path)
    return Hit(
        rank=0,
        file_id=record.file_id,
        path=record.path,
        title=name,
        kind=record.kind,
        media_type=record.media_type,
        size=record.size,
        mtime_ns=record.mtime_ns,
        page_count=None,
        score=0.0,
        best=Passage(None, "", _NOTHING, "", (), 0.0, _NOTHING),
        why=(Reason("name", terms=tuple(words)),),
        container=record.container,
        read=False,
    )


def _name(path: Path) -> str:
    return os.fsencode(path.name).decode("utf-8", "replace")


def _is_called(path: Path, wanted: str) -> bool:
    folded = lexical.fold(wanted.strip())
    return folded in (lexical.fold(_name(path)), lexical.fold(path.stem))


def _has_any(record: FileRecord, excluded: Sequence[str]) -> bool:
    there = set(lexical.content_words(_name(record.path), ""))
    return any(set(lexical.content_words(word, "")) & there for word in excluded)


def _fits(record: FileRecord, where: Filter | None) -> bool:
    """Whether a file passes the filter; what it holds nobody knows yet."""
    if where is None:
        return True
    return not where.kinds and matches(record_facts(record), where)


def with_named(
    search: Search, hits: tuple[Hit, ...], called: Sequence[Hit], others: Sequence[Hit]
) -> tuple[Hit, ...]:
    """The hits of a search together with those of ``named_hits``, in the order asked for."""
    query, wanted = search.query, search.asked.wanted
    limit = max(query.limit, 0)
    if query.sort == "relevance":
        return merged(hits, called, others, wanted, limit=limit)
    return sorting.hits_by(query.sort, (*hits, *called, *others), limit)
