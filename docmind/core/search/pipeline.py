"""Query -> plan -> candidates -> fused documents -> hits."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from docmind.core import lexical
from docmind.core.embed.base import ModelIdentity
from docmind.core.schema import ChunkRecord, Hit, Query, QueryPlan, SearchAnswer
from docmind.core.search import fuse
from docmind.core.search.analyse import Features, analyse
from docmind.core.search.named import merged, named_hits
from docmind.core.search.parse import Asked, parse
from docmind.core.search.ports import CatalogView, EmbedQuery, Identity, StoreAccess
from docmind.core.search.present import MOST_PASSAGES, make_hit
from docmind.core.search.retrieve import QueryEmbedder, resolve_filter, word_legs
from docmind.core.search.second import across_borders, inside_words, missing_part, with_found
from docmind.core.search.verify import (
    IDENTIFIER_WEIGHT,
    LETTER_WEIGHT,
    NAME_WEIGHT,
    Candidates,
    Part,
    parts_of,
)
from docmind.core.store.base import Candidate, Filter, Leg
from docmind.core.vectors import Embeddings

CANDIDATES = 200  # passages per list
WIDE = 400  # when something must be found literally, or much is excluded
NAMED = 40  # documents whose names are compared with the whole query
EXCLUDED = 5000  # passages looked through for an excluded word
FACTS_FOR = 2.0  # seconds for which counts and languages are remembered
MOST_READ = 1 + MOST_PASSAGES  # passages of one document
_SPARE = 10  # documents read beyond those asked for, should some be left out
TAIL = 0.15  # documents found by meaning alone, this far below the floor, are left out
COVERED = 0.5  # share of the query's words that makes a result convincing

Lists = dict[str, list[Candidate]]


@dataclass(slots=True)
class _Search:
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

    def lap(self, step: str) -> None:
        now = time.perf_counter()
        self.timings.append((step, round((now - self.since) * 1000, 3)))
        self.since = now


@dataclass(frozen=True, slots=True)
class _Facts:
    files: int
    languages: tuple[str, ...]
    read_at: float


class Searcher:
    """Answers queries. Thread-safe; never raises for what a person types.

    ``budget`` is how many seconds an answer may wait for the model.
    """

    def __init__(
        self,
        store_access: StoreAccess,
        catalog: CatalogView,
        embed_query: EmbedQuery,
        identity: Identity,
        budget: float = 2.0,
        candidates: int = CANDIDATES,
    ) -> None:
        self._retrieve = store_access
        self._catalog = catalog
        self._identity = identity
        self._embedder = QueryEmbedder(embed_query, budget)
        self._candidates = candidates
        self._facts: _Facts | None = None

    def close(self) -> None:
        """Let the thread that waits for the model go."""
        self._embedder.close()

    def search(self, query: Query) -> SearchAnswer:
        """The answer, best document first; errors of the store are raised."""
        began = time.perf_counter()
        search = self._prepare(query, began)
        if not any(character.isalnum() for character in search.asked.wanted):
            search.notes.append("Type a word to search for.")
            return _answer(search, (), 0, 0.0, (), began, close=False)
        lists, legs = self._lists(search)
        candidates = Candidates(self._catalog)
        lists = self._look_closer(search, lists, candidates)
        search.lap("catalog")
        alpha = self._alpha(search, lists)
        found = fuse.fuse(lists, alpha, search.limit)
        parts = self._verify(search, lists, candidates, found)
        for file_id in self._excluded(search):
            found.pop(file_id, None)
        ordered = _without_tail(search, lists, fuse.in_order(found))
        search.lap("fuse")
        shown, total = _take(search, ordered, candidates)
        hits = self._present(search, shown, candidates, lists)
        search.lap("present")
        close = bool(hits) and _is_close(search, lists, shown[0], hits[0], candidates)
        if query.mode != "meaning":
            language = search.features.language
            named = named_hits(self._catalog, search.asked, language, search.where)
            hits = merged(hits, *named, limit=max(query.limit, 0))
            total, close = total + len(named[0]) + len(named[1]), close or bool(named[0])
            search.lap("names")
        self._explain(search, hits, close, parts)
        return _answer(search, hits, total, alpha, legs, began, close=close)

    def _prepare(self, query: Query, began: float) -> _Search:
        asked = parse(query.text)
        folders = self._catalog.folders() if asked.folders or asked.not_folders else ()
        where, asked, notes = resolve_filter(asked, folders)
        identity = self._identity()
        features = analyse(asked, identity, self._known_facts().languages)
        wide = bool(asked.phrases or asked.excluded)
        search = _Search(
            query,
            asked,
            features,
            identity,
            where,
            max(WIDE, self._candidates) if wide else self._candidates,
            notes,
        )
        search.since = began
        search.lap("analyse")
        return search

    def _known_facts(self) -> _Facts:
        facts, now = self._facts, time.monotonic()
        if facts is None or now - facts.read_at > FACTS_FOR:
            languages = self._catalog.languages()[: lexical.MOST_LANGUAGES]
            facts = self._facts = _Facts(self._catalog.counts()[0], languages, now)
        return facts

    # -- candidates ------------------------------------------------------------------------------

    def _lists(self, search: _Search) -> tuple[Lists, tuple[str, ...]]:
        """Candidate lists by leg, and the names of the legs asked."""
        asked, mode = search.asked, search.query.mode
        wants_meaning = mode != "words" and search.identity is not None
        future = self._ask_model(search) if wants_meaning else None
        lists: Lists = {}
        words = word_legs(asked.wanted, self._known_facts().languages)
        if mode != "meaning" and words:
            lists = self._retrieve(words, search.limit, search.where)
            search.lap("words")
        if wants_meaning:
            vector, note = self._embedder.finish(future)
            search.lap("embed")
            lists |= self._by_meaning(search, vector)
            search.notes.extend([note] if note else [])
        if mode == "meaning" and "dense" not in lists and words:
            lists = self._retrieve(words, search.limit, search.where)
            search.lap("words")
        return lists, tuple(lists)

    def _ask_model(self, search: _Search) -> Future[Embeddings] | None:
        space = search.identity.space if search.identity else ""
        return self._embedder.start(search.asked.wanted, space)

    def _by_meaning(self, search: _Search, vectors: Embeddings | None) -> Lists:
        if vectors is None:
            return {}
        legs = [Leg("dense", dense=vectors.dense[0])]
        if vectors.sparse and search.query.mode == "auto":
            legs.append(Leg("learned", sparse=vectors.sparse[0]))
        found = self._retrieve(legs, search.limit, search.where)
        search.lap("meaning")
        return found

    def _look_closer(self, search: _Search, lists: Lists, candidates: Candidates) -> Lists:
        """When something must stand literally, read every candidate, leave out what the catalog
        does not know (any more), and look inside words for what stands nowhere as a word."""
        if search.query.mode == "meaning" or not search.features.exact_like:
            return lists
        if search.asked.phrases or search.features.identifiers:
            candidates.read(dict.fromkeys(item.id for its in lists.values() for item in its))
            lists = {
                name: [item for item in its if item.id in candidates.chunks]
                for name, its in lists.items()
            }
        part = missing_part(search.asked, search.features, lists, candidates)
        chunks, files = inside_words(self._catalog, part, search.where)
        if not chunks:
            return lists
        search.inside = part
        candidates.add(chunks, files)
        return with_found(lists, chunks)

    def _alpha(self, search: _Search, lists: Lists) -> float:
        if not lists.get("dense"):
            return 0.0
        if search.query.mode == "meaning":
            return 1.0
        bounds = (fuse.LEAST_ALPHA, fuse.MOST_ALPHA)
        if search.identity is not None:
            bounds = (search.identity.least_weight, search.identity.most_weight)
        return fuse.choose_alpha(lists, search.features, bounds)

    # -- what stands there literally ---------------------------------------------------------------

    def _verify(
        self, search: _Search, lists: Lists, candidates: Candidates, found: dict[int, fuse.Scored]
    ) -> list[Part]:
        """Lift documents that hold parts of the query literally. Returns the parts."""
        if search.query.mode == "meaning":
            return []
        total = self._known_facts().files
        asked, features = search.asked, search.features
        candidates.read_files(item.file_id for item in fuse.in_order(found)[:NAMED])
        called = candidates.called(asked.wanted) & found.keys()
        fuse.add_verbatim(found, asked.wanted, "name", called, NAME_WEIGHT, total)
        parts = parts_of(asked, features)
        among = [item.id for item in lists.get("words", [])]
        for part in parts:
            files, passages = candidates.holders(part.text, among)
            if part.label == "phrase" and not files:
                order = [candidates.chunks[point_id] for point_id in among]
                files, passages = across_borders(self._catalog, part.text, order)
            if part.text in features.names:
                named = candidates.named(part.text, features.language) & found.keys()
                fuse.add_verbatim(found, part.text, "name", named, part.weight, total)
            fuse.add_verbatim(
                found, part.text, part.label, files & found.keys(), part.weight, total
            )
            for file_id in candidates.to_the_letter(part.text, files) if len(files) > 1 else ():
                found[file_id].score += LETTER_WEIGHT * part.weight
            for point_id in passages:
                document = found[candidates.chunks[point_id].file_id]
                document.passages[point_id] += part.weight
        if search.inside:
            wanted = search.inside.casefold()
            files = {
                chunk.file_id
                for chunk in candidates.chunks.values()
                if wanted in chunk.text.casefold()
            }
            fuse.add_verbatim(found, search.inside, "identifier", files, IDENTIFIER_WEIGHT, total)
        return parts

    def _excluded(self, search: _Search) -> set[int]:
        """Files that hold an excluded word anywhere, or an excluded phrase in a candidate."""
        asked = search.asked
        excluded: set[int] = set()
        phrases = list(asked.excluded_phrases)
        for word in asked.excluded_words:
            term = lexical.single_term(word)
            if term is None:
                phrases.append(word)
                continue
            found = self._retrieve([Leg("words", sparse=term)], EXCLUDED, search.where)
            excluded.update(item.file_id for item in found["words"])
        for phrase in phrases:
            legs = [leg for leg in word_legs(phrase, ()) if leg.name == "words"]
            found = self._retrieve(legs, WIDE, search.where) if legs else {}
            holding = Candidates(self._catalog)
            holding.read(item.id for item in found.get("words", []))
            excluded |= holding.holders(phrase, list(holding.chunks))[0]
        return excluded

    # -- what is shown -----------------------------------------------------------------------------

    def _present(
        self,
        search: _Search,
        ordered: Sequence[fuse.Scored],
        candidates: Candidates,
        lists: Lists,
    ) -> tuple[Hit, ...]:
        marker = lexical.Marker(
            search.asked.text, self._known_facts().languages, search.asked.phrases
        )
        likeness: dict[int, float] = {}
        for item in lists.get("dense", []):
            likeness.setdefault(item.file_id, item.score)  # best first
        hits: list[Hit] = []
        for document in ordered:
            record, chunks = candidates.files[document.file_id], candidates.known(document)
            near = likeness.get(document.file_id)
            hits.append(make_hit(len(hits) + 1, document, record, chunks, marker, near))
        return tuple(hits)

    def _explain(
        self, search: _Search, hits: Sequence[Hit], close: bool, parts: Sequence[Part]
    ) -> None:
        """Plain sentences about what was not found as asked."""
        for part in parts:
            if part.label == "phrase" and hits and not _holds(hits, part.text):
                search.notes.append(f"No document holds “{part.text}” word for word.")
        if not hits and search.where is not None:
            search.notes.append("Nothing matches within the filter.")
        elif not hits:
            search.notes.append("Nothing was found.")
        elif not close:
            search.notes.append("Nothing close was found; these are the nearest.")


def _holds(hits: Sequence[Hit], part: str) -> bool:
    return any(part in reason.terms for hit in hits for reason in hit.why)


def _take(
    search: _Search, ordered: Sequence[fuse.Scored], candidates: Candidates
) -> tuple[list[fuse.Scored], int]:
    """The documents to show, and how many match. Left out are those the catalog does not know
    (any more), and those that share nothing but small words ("in", "the") with the query."""
    limit = max(search.query.limit, 0)
    wanted = lexical.content_words(search.asked.wanted, search.features.language)
    thin = [bool(wanted) and item.parts.keys() == {"words"} and not item.exact for item in ordered]
    total = len(ordered) - sum(thin)
    shown: list[fuse.Scored] = []
    step = limit + _SPARE
    for start in range(0, len(ordered), step):
        batch = ordered[start : start + step]
        candidates.read(key for item in batch for key in item.ranked_passages()[:MOST_READ])
        for item, is_thin in zip(batch, thin[start : start + step], strict=True):
            if len(shown) >= limit:
                return shown, total
            if not candidates.known(item):
                total -= not is_thin
            elif not is_thin or candidates.has_any(item, wanted):
                total += is_thin
                shown.append(item)
    return shown, total


def _without_tail(search: _Search, lists: Lists, ordered: list[fuse.Scored]) -> list[fuse.Scored]:
    """Leave out documents that only meaning found, too far off to mean anything."""
    identity = search.identity
    if identity is None or not identity.knows_meaning or search.query.mode == "words":
        return ordered
    lexical_lists = ("stems", "words", "learned")
    worded = {item.file_id for name in lexical_lists for item in lists.get(name, [])}
    if not search.features.script_known:
        # what a model that cannot read the query finds is chance
        return [item for item in ordered if item.file_id in worded] or ordered
    least = identity.floor - TAIL
    near = {item.file_id for item in lists.get("dense", []) if item.score >= least}
    return [item for item in ordered if item.file_id in worded or item.file_id in near]


def _is_close(
    search: _Search, lists: Lists, top: fuse.Scored, hit: Hit, candidates: Candidates
) -> bool:
    """True when the best document is a convincing match."""
    if top.exact:
        return True
    identity = search.identity
    dense = lists.get("dense", [])
    if dense and search.features.script_known and identity is not None:
        best = max((item.score for item in dense[:1]), default=0.0)
        if best >= identity.floor:
            return True
    chunk: ChunkRecord = candidates.known(top)[0]
    covered = lexical.coverage(search.asked.wanted, f"{hit.title}\n{hit.path.name}\n{chunk.text}")
    return covered >= COVERED


def _answer(
    search: _Search,
    hits: tuple[Hit, ...],
    total: int,
    alpha: float,
    legs: tuple[str, ...],
    began: float,
    *,
    close: bool,
) -> SearchAnswer:
    asked = search.asked
    plan = QueryPlan(
        mode=search.query.mode,
        legs=legs,
        alpha=round(alpha, 4),
        exact_like=search.features.exact_like,
        phrases=asked.phrases,
        identifiers=search.features.identifiers,
        excluded=asked.excluded,
        filters=asked.filters,
        notes=tuple(search.notes),
    )
    took = round((time.perf_counter() - began) * 1000, 3)
    return SearchAnswer(search.query.text, plan, hits, total, took, close, tuple(search.timings))
