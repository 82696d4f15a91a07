"""Why a document is or is not among the results of a query."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Protocol

from docmind.core.schema import ChunkRecord, FileRecord, Hit, Problem, Query, Reason, SearchAnswer
from docmind.core.schema_explain import Explanation, ListPlace, Verdict
from docmind.core.search.answer import Lists, Search, least_likeness
from docmind.core.search.conditions import resolve_filter
from docmind.core.search.parse import Condition
from docmind.core.search.pipeline import Searcher
from docmind.core.search.ports import CatalogView
from docmind.core.search.sentences import needed_for, reasons_for
from docmind.core.search.verify import Candidates, parts_of
from docmind.core.store.base import Filter
from docmind.core.store.checks import matches
from docmind.core.store.facts import Facts, passage_facts, record_facts

EVERYTHING = 10_000  # results: more than the candidate lists hold

Absence = Callable[[Path], tuple[str, str]]
"""(why a path is not in the library, what would bring it there), as sentences."""


class KnownFiles(CatalogView, Protocol):
    """The part of the catalog that explaining reads."""

    def file_at(self, path: Path) -> FileRecord | None:
        """The known file at ``path``."""

    def problem_of(self, file_id: int) -> Problem | None:
        """Why a file could not be read, or that it holds no text."""


class Explainer:
    """Explains answers. Thread-safe; never raises for what a person types."""

    def __init__(self, searcher: Searcher, catalog: KnownFiles, absence: Absence) -> None:
        self._searcher = searcher
        self._catalog = catalog
        self._absence = absence

    def explain(self, query: Query, path: Path) -> Explanation:
        """Ask the query, and look at the document through the same steps."""
        answer = self._searcher.search(replace(query, limit=EVERYTHING, facets=False, relax=False))
        if answer.plan.searched:
            query = replace(query, text=answer.plan.searched)
        record = self._catalog.file_at(path)
        if record is None:
            why, remedy = self._absence(path)
            return Explanation(path, answer.plan, "unknown", None, total=answer.total,
                               reasons=(why,), needed=(remedy,))  # fmt: skip
        search, lists = self._searcher.candidate_lists(query)
        hit = _hit_of(answer, record)
        found = Explanation(
            path=path,
            plan=answer.plan,
            verdict="not_found",
            state=record.state,
            problem=self._catalog.problem_of(record.file_id),
            rank=hit.rank if hit else None,
            score=hit.score if hit else None,
            total=answer.total,
            copy_of=hit.path if hit and hit.file_id != record.file_id else None,
            excluded_by=self._excluded_by(search, record),
            lists=by_name(record.file_id, answer),
        )
        if record.state == "done":
            found = self._looked_into(found, query, search, lists, record)
        asked = bool(answer.hits) or any(char.isalnum() for char in search.asked.wanted)
        found = replace(found, verdict=_verdict(found, query.limit, asked))
        least = least_likeness(search)
        return replace(
            found, reasons=reasons_for(found, query.limit, least), needed=needed_for(found)
        )

    def _looked_into(
        self, found: Explanation, query: Query, search: Search, lists: Lists, record: FileRecord
    ) -> Explanation:
        """With what its passages tell."""
        chunks = self._catalog.file_chunks(record.file_id)
        own = self._searcher.candidate_lists(query, only=(record.file_id,))[1]
        held, missing = self._exact_parts(search, record, chunks)
        return replace(
            found,
            failed_filters=self._failed_filters(search, record, chunks),
            lists=(*found.lists, *places(record.file_id, lists, own)),
            held=held,
            missing=missing,
        )

    def _failed_filters(
        self, search: Search, record: FileRecord, chunks: Sequence[ChunkRecord]
    ) -> tuple[str, ...]:
        """The filters as typed that no passage of the file passes."""
        where = search.where
        facts = [passage_facts(record_facts(record), its.page, its.text) for its in chunks]
        facts = facts or [record_facts(record)]
        if where is None or any(matches(one, where) for one in facts):
            return ()
        failing = [
            condition
            for condition in search.asked.conditions
            if not self._passes(search, (condition,), facts)
            and not self._passes(search, _alternatives(condition, search), facts)
        ]
        if not failing and (names := failing_fields(where, facts)):
            return names
        # each holds for some passage, but all of them for none
        chosen = failing or search.asked.conditions
        return tuple(search.asked.raw[one.start : one.end].strip() for one in chosen)

    def _passes(
        self, search: Search, conditions: Sequence[Condition], facts: Sequence[Facts]
    ) -> bool:
        asked = replace(search.asked, conditions=tuple(conditions))
        where = resolve_filter(asked, self._catalog)[0]
        return where is None or any(matches(one, where) for one in facts)

    def _excluded_by(self, search: Search, record: FileRecord) -> tuple[str, ...]:
        """The excluded words and phrases that the file holds."""
        asked = search.asked
        bare = replace(asked, excluded_words=(), excluded_phrases=())
        tried = [
            *((word, replace(bare, excluded_words=(word,))) for word in asked.excluded_words),
            *((text, replace(bare, excluded_phrases=(text,))) for text in asked.excluded_phrases),
        ]
        return tuple(
            text
            for text, one in tried
            if record.file_id
            in self._searcher.excluded(replace(search, asked=one), [record.file_id])
        )

    def _exact_parts(
        self, search: Search, record: FileRecord, chunks: Sequence[ChunkRecord]
    ) -> tuple[tuple[Reason, ...], tuple[str, ...]]:
        """(parts of the query that stand in the file literally, parts that do not)."""
        candidates = Candidates(self._catalog)
        candidates.add(chunks, {record.file_id: record})
        held, missing = [], []
        if candidates.called(search.asked.wanted):
            held.append(Reason("name", terms=(search.asked.wanted,)))
        for part in parts_of(search.asked, search.features):
            if candidates.holders(part.text, [chunk.point_id for chunk in chunks])[0]:
                held.append(Reason(part.label, terms=(part.text,)))
            else:
                missing.append(part.text)
        return tuple(held), tuple(missing)


def places(file_id: int, lists: Lists, own: Lists) -> tuple[ListPlace, ...]:
    """Where a file stands in each list; ``own`` are the lists asked for this file alone."""
    found = []
    for name in dict.fromkeys((*lists, *own)):
        candidates = lists.get(name, [])
        documents = list(dict.fromkeys(item.file_id for item in candidates))
        place = documents.index(file_id) + 1 if file_id in documents else None
        alone = [item.score for item in own.get(name, []) if item.file_id == file_id]
        scores = [item.score for item in candidates if item.file_id == file_id] or alone
        last = candidates[-1].score if candidates else None
        found.append(ListPlace(name, place, len(documents), max(scores) if scores else None, last))
    return tuple(found)


def by_name(file_id: int, answer: SearchAnswer) -> tuple[ListPlace, ...]:
    """The place of a file among those that were found by their name alone; nothing for others."""
    unread = [hit.file_id for hit in answer.hits if not hit.read and hit.why]
    if file_id not in unread:
        return ()
    return (ListPlace("name", unread.index(file_id) + 1, len(unread), None, None),)


def failing_fields(where: Filter, facts: Sequence[Facts]) -> tuple[str, ...]:
    """The names of the filter's fields that no passage passes, each taken alone."""
    nothing = Filter()
    failing = []
    for item in fields(Filter):
        value = getattr(where, item.name)
        alone = replace(nothing, **{item.name: value})
        if value != getattr(nothing, item.name) and not any(matches(one, alone) for one in facts):
            failing.append(item.name)
    return tuple(failing)


def _alternatives(condition: Condition, search: Search) -> list[Condition]:
    """The conditions of which one will do instead of this one, itself among them."""
    return [
        other
        for other in search.asked.conditions
        if (condition.group and other.group == condition.group)
        or (
            not condition.group
            and not other.group
            and (other.field, other.negative) == (condition.field, condition.negative)
        )
    ]


def _hit_of(answer: SearchAnswer, record: FileRecord) -> Hit | None:
    """The result that shows the file, or stands for it."""
    for hit in answer.hits:
        if hit.file_id == record.file_id or record.path in hit.copies:
            return hit
    return None


def _verdict(found: Explanation, limit: int, asked: bool) -> Verdict:
    if found.rank is not None:
        return "shown" if found.rank <= limit else "further"
    if not asked:
        return "nothing_asked"
    if found.state != "done":
        return "not_read"
    if found.failed_filters:
        return "filtered"
    if found.excluded_by:
        return "excluded"
    return "left_out" if any(its.place is not None for its in found.lists) else "not_found"
