"""Query -> plan -> candidates -> fused documents -> hits."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from docmind.core import lexical
from docmind.core.schema import Hit, Query, SearchAnswer
from docmind.core.schema_facets import Facet, Traits
from docmind.core.search import fuse, sorting
from docmind.core.search.again import SecondPass
from docmind.core.search.analyse import analyse
from docmind.core.search.answer import (
    Lists,
    Search,
    asks_for_something,
    best_known,
    least_likeness,
    make_answer,
    missing_phrases,
    more_than_sorted,
    take,
    without_tail,
)
from docmind.core.search.bounds import bounded, bounded_features, readable
from docmind.core.search.carrying import SentenceFinder, with_sentences
from docmind.core.search.conditions import only_pictures, resolve_filter
from docmind.core.search.copies import CopyFinder, Folded, add_exact
from docmind.core.search.correct import Corrector
from docmind.core.search.exclude import holding_excluded
from docmind.core.search.facets import count_facets, was_cut
from docmind.core.search.legs import Legs
from docmind.core.search.like import Likenesses
from docmind.core.search.like_legs import LikeLegs, nothing_to_compare
from docmind.core.search.likeness import LikeAccess
from docmind.core.search.listed import LEG, listed
from docmind.core.search.named import named_hits, with_named
from docmind.core.search.parse import Condition, parse
from docmind.core.search.ports import (
    CatalogView,
    EmbedQuery,
    Identity,
    PictureAccess,
    StoreAccess,
)
from docmind.core.search.present import make_hit
from docmind.core.search.retrieve import QueryEmbedder
from docmind.core.search.second import across_borders, inside_words, missing_part, with_found
from docmind.core.search.shown import PictureLeg
from docmind.core.search.verify import (
    IDENTIFIER_WEIGHT,
    LETTER_WEIGHT,
    NAME_WEIGHT,
    Candidates,
    Part,
    parts_of,
)
from docmind.core.search.weak import Convincing, with_weak
from docmind.core.store.base import Filter

CANDIDATES = 200  # passages per list
WIDE = 400  # when something must be found literally, or much is excluded
NAMED = 40  # documents whose names are compared with the whole query
FACTS_FOR = 2.0  # seconds for which counts and languages are remembered
INSIDE_SECONDS, INSIDE_PATIENT = 0.01, 0.3  # all texts are read: 100,000 passages in 0.1 seconds
PICTURE_SECONDS = 0.3  # an answer waits for the picture model when pictures were not asked for


@dataclass(frozen=True, slots=True)
class _Facts:
    files: int
    passages: int
    languages: tuple[str, ...]
    read_at: float


class Searcher:
    """Answers queries. Thread-safe; never raises for what a person types.

    ``budget`` is how many seconds an answer may wait for the model. ``let_typing_go`` is called
    between the steps of every answer but those by words: it waits for one that is being typed.
    """

    def __init__(
        self,
        store_access: StoreAccess,
        catalog: CatalogView,
        embed_query: EmbedQuery,
        identity: Identity,
        budget: float = 2.0,
        candidates: int = CANDIDATES,
        pictures: PictureAccess | None = None,
        likes: LikeAccess | None = None,
        let_typing_go: Callable[[], None] = lambda: None,
    ) -> None:
        self._retrieve = store_access
        self._let_typing_go = let_typing_go
        self._catalog = catalog
        self._identity = identity
        self._embedder = QueryEmbedder(embed_query, budget)
        self._pictures = (
            PictureLeg(pictures, catalog, min(budget, PICTURE_SECONDS)) if pictures else None
        )
        self._legs = Legs(store_access, self._embedder, self._pictures, budget)
        self._likes = (
            LikeLegs(store_access, Likenesses(likes), self._embedder, self._pictures, budget)
            if likes
            else None
        )
        self._sentences = SentenceFinder(embed_query)
        self._candidates = candidates
        self._copies = CopyFinder(catalog)
        self._corrector = Corrector(store_access, catalog)
        self._second = SecondPass(self, self._corrector)
        self._facts: _Facts | None = None

    def begin(self) -> None:
        """Get ready for misspelt queries, on a thread."""
        self._corrector.begin()

    def close(self) -> None:
        """Let the thread that waits for the model go."""
        self._corrector.close()
        self._embedder.close()
        self._sentences.close()
        if self._pictures is not None:
            self._pictures.close()

    def search(self, query: Query) -> SearchAnswer:
        """The answer, best document first. Raises ``DocMindError`` when no leg answers."""
        began = time.perf_counter()
        search = self.prepare(query, began)
        answer = self.answer(search, began)
        if query.limit < 1:
            return answer
        if query.like is not None:  # its words stand in the library
            return self._second.without_filters(search, answer, began)
        facts = self._known_facts()
        return self._second.improved(search, answer, facts.languages, facts.passages, began)

    def answer(self, search: Search, began: float) -> SearchAnswer:
        """The answer to a query as understood, whatever it is worth."""
        if not asks_for_something(search):
            return self._without_words(search, began)
        query = search.query
        lists = self._ask(search)
        sizes = {name: len(items) for name, items in lists.items()}
        candidates = Candidates(self._catalog)
        lists = self._look_closer(search, lists, candidates)
        search.lap("catalog")
        alpha = self._alpha(search, lists)
        found = fuse.fuse(lists, alpha, search.limit)
        parts = self._verify(search, lists, candidates, found)
        for file_id in self.excluded(search, found):
            found.pop(file_id, None)
        ordered = without_tail(search, lists, fuse.in_order(found))
        best = best_known(ordered, candidates) if search.is_sorted else None
        if search.is_sorted:
            known = self._catalog.traits([item.file_id for item in ordered])
            ordered = sorting.by(query.sort, ordered, known)
        search.lap("fuse")
        finder = self._copies if query.fold else None
        shown, matching = take(search, ordered, candidates, finder)
        wanted = matching if query.fold or query.facets else ()
        traits = self._catalog.traits([*wanted])
        if query.fold:
            add_exact(shown, ordered, traits)
        search.lap("copies")
        hits = self._present(search, shown, candidates, lists, traits)
        search.lap("present")
        convincing = Convincing(search, lists, candidates)
        close = bool(hits) and convincing.is_close(best or shown[0].lead)
        named: set[int] = set()
        called: Sequence[Hit] = ()
        if query.mode != "meaning" and search.like is None:
            language = search.features.language
            called, others = named_hits(self._catalog, search.asked, language, search.where)
            hits = with_named(search, hits, called, others)
            named, close = {hit.file_id for hit in (*called, *others)}, close or bool(called)
            search.lap("names")
        exact = {hit.file_id for hit in called}
        hits = with_weak(search, hits, shown, convincing, exact, close=close)
        total = (len(traits) if wanted else len(matching)) + len(named - matching)
        facets = self._count(search, lists, traits, named - matching)
        self._explain(search, lists, hits, close, parts)
        return make_answer(search, hits, total, alpha, sizes, began, close=close, facets=facets)

    def _without_words(self, search: Search, began: float) -> SearchAnswer:
        """Every file that passes the filter."""
        where = search.where
        if search.query.mode == "images" and where is not None:
            where = only_pictures(where)
        if where is None:
            search.notes.append("Type a word to search for.")
            return make_answer(search, (), 0, 0.0, {}, began, close=False)
        hits, total, facets = listed(
            search, where, self._catalog, lambda among: self.excluded(search, among)
        )
        if not hits:
            search.notes.append("Nothing matches within the filter.")
        return make_answer(search, hits, total, 0.0, {LEG: total}, began, close=True, facets=facets)

    def candidate_lists(
        self, query: Query, only: Sequence[int] | None = None
    ) -> tuple[Search, Lists]:
        """The query as understood, and its raw candidate lists by leg, best first, before anything
        is fused, left out or looked at closer: for measuring and explaining. ``only`` asks for the
        passages of these files instead of those the query's filter lets through."""
        search = self.prepare(query, time.perf_counter())
        if only is not None:
            search.where = Filter(file_ids=tuple(only))
        return search, self._ask(search) if asks_for_something(search) else {}

    def _ask(self, search: Search) -> Lists:
        languages = self._known_facts().languages
        if search.like is not None and self._likes is not None:
            return self._likes.ask(search, languages)
        return self._legs.ask(search, languages)

    def prepare(self, query: Query, began: float, left_out: Collection[Condition] = ()) -> Search:
        """The query as understood, without the conditions ``left_out``."""
        asked, notes = bounded(parse(readable(query.text)))
        kept = tuple(one for one in asked.conditions if one not in left_out)
        asked = replace(asked, conditions=kept)
        where, asked, told = resolve_filter(asked, self._catalog)
        notes += told
        identity = self._identity()
        features = analyse(asked, identity, self._known_facts().languages)
        features = bounded_features(features, notes)
        wide = bool(asked.phrases or asked.excluded)
        search = Search(
            query,
            asked,
            features,
            identity,
            where,
            max(WIDE, self._candidates) if wide else self._candidates,
            notes,
        )
        search.since = began
        if query.mode != "words":
            search.give_way = self._let_typing_go
        search.lap("analyse")
        if query.like is not None:
            if self._likes is None:
                raise nothing_to_compare(query.like)
            self._likes.begin(search, query.like)
        return search

    def _known_facts(self) -> _Facts:
        facts, now = self._facts, time.monotonic()
        if facts is None or now - facts.read_at > FACTS_FOR:
            languages = self._catalog.languages()[: lexical.MOST_LANGUAGES]
            facts = self._facts = _Facts(*self._catalog.counts(), languages, now)
        return facts

    # -- candidates ------------------------------------------------------------------------------

    def _look_closer(self, search: Search, lists: Lists, candidates: Candidates) -> Lists:
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
        where = only_pictures(search.where) if search.query.mode == "images" else search.where
        seconds = INSIDE_PATIENT if search.query.focus else INSIDE_SECONDS
        chunks, files = inside_words(self._catalog, part, where, seconds)
        if not chunks:
            return lists
        search.inside = part
        candidates.add(chunks, files)
        return with_found(lists, chunks)

    def _alpha(self, search: Search, lists: Lists) -> float:
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
        self, search: Search, lists: Lists, candidates: Candidates, found: dict[int, fuse.Scored]
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

    def excluded(self, search: Search, among: Collection[int]) -> set[int]:
        """Those of ``among`` that hold what the query excludes."""
        return holding_excluded(self._retrieve, self._catalog, search.asked, among)

    # -- what is shown -----------------------------------------------------------------------------

    def _present(
        self,
        search: Search,
        shown: Sequence[Folded],
        candidates: Candidates,
        lists: Lists,
        traits: Mapping[int, Traits],
    ) -> tuple[Hit, ...]:
        marker = lexical.Marker(
            search.asked.text, self._known_facts().languages, search.asked.phrases
        )
        likeness: dict[int, dict[str, float]] = {}
        for name in ("dense", "pictures"):
            for item in lists.get(name, []):
                likeness.setdefault(item.file_id, {}).setdefault(name, item.score)  # best first
        hits: list[Hit] = []
        for folded in shown:
            search.give_way()
            document = folded.lead
            record, chunks = candidates.files[document.file_id], candidates.known(document)
            near = likeness.get(document.file_id, {})
            copies = folded.paths(traits)
            hits.append(make_hit(len(hits) + 1, document, record, chunks, marker, near, copies))
        if not search.query.focus:
            return tuple(hits)
        return with_sentences(hits, shown, candidates, search, marker, self._sentences)

    def _count(
        self, search: Search, lists: Lists, traits: Mapping[int, Traits], named: set[int]
    ) -> tuple[Facet, ...]:
        """How the documents that match divide. ``named`` match by their name alone."""
        if not search.query.facets:
            return ()
        least = least_likeness(search)
        cut = any(was_cut({name: its}, search.limit_of(name), least) for name, its in lists.items())
        unread = self._catalog.traits([*named])
        facets = count_facets([*traits.values()], [*unread.values()], at_least=cut)
        search.lap("facets")
        return facets

    def _explain(
        self, search: Search, lists: Lists, hits: Sequence[Hit], close: bool, parts: Sequence[Part]
    ) -> None:
        """Plain sentences about what was not found as asked."""
        search.notes += missing_phrases(search.asked, hits, parts)
        search.notes += more_than_sorted(search, lists)
        if not hits and (search.asked.conditions if search.like else search.where is not None):
            search.notes.append("Nothing matches within the filter.")
        elif not hits:
            search.notes.append("Nothing was found.")
        elif not close:
            search.notes.append("Nothing close was found; these are the nearest.")
