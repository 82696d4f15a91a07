"""Engine: the one object a face talks to, here in this process."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from filelock import FileLock, Timeout

from docmind import __version__
from docmind.core.catalog.catalog import Catalog
from docmind.core.catalog.migrations import PROGRAM
from docmind.core.erasing import erase_if_wanted
from docmind.core.errors import DocMindError, LibraryLocked
from docmind.core.events import Event, Notice, SourcesChanged, Subscriber, Subscribers
from docmind.core.index.gallery import Gallery
from docmind.core.index.model_orders import ModelOrders
from docmind.core.index.orders import Orders
from docmind.core.index.outside import Outside
from docmind.core.index.pressure import Pressure
from docmind.core.index.runtime_orders import ModelCalls, RuntimeOrders
from docmind.core.index.space import allocated
from docmind.core.index.upkeep import Upkeep
from docmind.core.index.workshop import Workshop
from docmind.core.jobs import JobQueue
from docmind.core.paths import Library
from docmind.core.runtimes.store import RuntimeStore
from docmind.core.schema import (
    DocumentMatches,
    ExcludePreview,
    FileRecord,
    JobReport,
    PageText,
    Problem,
    Query,
    SearchAnswer,
    Span,
    Status,
)
from docmind.core.schema_explain import Explanation
from docmind.core.search.explain import Explainer
from docmind.core.search.history import KeptSearches, SearchHistory
from docmind.core.search.likeness import LikeAccess
from docmind.core.search.pages import matches, page_text
from docmind.core.search.pipeline import Searcher
from docmind.core.search.ports import PictureAccess
from docmind.core.search.rerank import Reranking
from docmind.core.settings import Settings, load
from docmind.core.store.base import Candidate
from docmind.core.upgrade.upgrading import bring_up_to_date

T = TypeVar("T")

# How long an answer waits for the model, in seconds. A person who types gets words meanwhile;
# a command that was just started has nothing better to do than wait for the model to load.
_PATIENCE_WARM = 2.0
_PATIENCE_COLD = 30.0


class Engine(KeptSearches, ModelCalls):
    """Owns a library: catalog, store, search, and the children that read and embed.

    Keeps ``EngineApi``. Open it with ``Engine.open``; use it as a context manager or ``close`` it.
    """

    def __init__(
        self,
        library: Library,
        settings: Settings,
        lock: FileLock,
        embedding_cache: Path | None,
        patience: float,
    ) -> None:
        self._library = library
        self._lock = lock
        self._subscribers = Subscribers()
        self._closing = threading.Lock()
        self._closed = False
        self._at_close: list[Callable[[], None]] = []
        self.catalog = Catalog(library.catalog)
        ids = itertools.count(1)
        self._jobs = JobQueue(self._publish, ids)
        self._fetching = JobQueue(self._publish, ids, "model-lane")
        self._workshop = Workshop(library, settings, self.catalog, self._publish, embedding_cache)
        self._gallery = Gallery(library, settings, self.catalog, self._workshop, self._publish)
        self._orders = Orders(
            self.catalog, self._workshop, self._gallery, self._jobs, self._publish
        )
        self._models = ModelOrders(
            library,
            self.catalog,
            self._workshop,
            self._jobs,
            self._fetching,
            self._orders.look_at_new,
            self._publish,
            settings.servers,
        )
        self._runtimes = self._runtime_orders(settings.embedding.runtime_address)
        self._upkeep = Upkeep(
            self._orders,
            self._jobs,
            self._orders.kept_up,
            settings.discovery,
            Pressure(settings.background),
            library.root,
            self._publish,
        )
        self._subscribers.add_part(self._upkeep.heed)
        self._outside = Outside(library, self._workshop, self._gallery, self._publish)
        self._history = SearchHistory(self.catalog, settings.search, self._publish)
        self._searcher = self._make_searcher(settings.search.candidates, patience)
        self._reranking = self._over(self._searcher, settings.search.rerank_budget_ms / 1000)
        self._explainer = Explainer(self._searcher, self.catalog, self._orders.why_unknown)

    @classmethod
    def open(
        cls,
        library: Path,
        settings: Settings | None = None,
        *,
        warm: bool = False,
        embedding_cache: Path | None = None,
    ) -> Engine:
        """Open or create a library.

        ``warm`` loads the model at once, goes on with unfinished reading and keeps up with changes
        from then on; otherwise the model waits for the first need, and nobody watches.
        ``embedding_cache`` names another file for the embedding cache.
        Raises ``LibraryLocked`` when another process has it, ``LibraryTooNew`` and
        ``UpgradeNeeded`` for one of another version, ``DocMindError`` when it is damaged.
        """
        home = Library(library.absolute())
        lock = FileLock(home.lock)
        try:
            home.create()
            lock.acquire(timeout=0)
        except Timeout:
            raise LibraryLocked(
                "This library is in use by another DocMind",
                hint="Close it there, or use the running one.",
                path=home.root,
            ) from None
        except OSError as error:
            raise DocMindError(
                "The library folder cannot be used",
                detail=f"{error.strerror or error}.",
                hint="Choose another one with --library, or make this one writable.",
                path=home.root,
            ) from None
        try:
            erase_if_wanted(home)
            chosen = settings or load()
            done = bring_up_to_date(home, chosen, embedding_cache or home.embedding_cache)
            patience = _PATIENCE_WARM if warm else _PATIENCE_COLD
            engine = cls(home, chosen, lock, embedding_cache, patience)
        except BaseException:
            lock.release()
            raise
        try:
            if engine.catalog.meta(PROGRAM) != __version__:
                engine.catalog.set_meta(PROGRAM, __version__)
            if done:
                engine._publish(Notice("info", done))
            engine._workshop.bring_up(engine._orders.restore, warm=warm)
            engine._gallery.bring_up()
        except BaseException:
            engine.close()
            raise
        if warm:
            engine._searcher.begin()
            engine._models.go_on()
            engine._upkeep.start()
        return engine

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # -- searching -------------------------------------------------------------------------------

    def search(self, query: Query) -> SearchAnswer:
        typed = query.mode == "words"  # what a face asks for at every letter
        return self._steadily(lambda: self._reranking.search(query), typed=typed)

    def explain(self, query: Query, path: Path) -> Explanation:
        return self._steadily(lambda: self._explainer.explain(query, path))

    def _make_searcher(self, candidates: int, patience: float) -> Searcher:
        return Searcher(
            self._workshop.retrieve,
            self.catalog,
            self._workshop.embed_query,
            self._workshop.identity,
            budget=patience,
            candidates=candidates,
            pictures=PictureAccess(
                self._gallery.retrieve, self._gallery.embed_text, self._gallery.identity
            ),
            likes=LikeAccess(
                self.catalog, self._workshop.vectors, self._gallery.stored, self._outside
            ),
            let_typing_go=self._workshop.gate.let_typing_go,
        )

    def _over(self, searcher: Searcher, budget: float) -> Reranking:
        reranker = self._workshop.reranker
        return Reranking(searcher.search, self.catalog.chunks, reranker, budget)

    def _steadily(self, answer: Callable[[], T], typed: bool = False) -> T:
        """Answer anew when another index took over meanwhile: half may be from each."""
        while True:
            turn = self._workshop.turn
            try:
                with self._workshop.gate.asking(typed):
                    found = answer()
            except DocMindError:
                if turn == self._workshop.turn:
                    raise
            else:
                if turn == self._workshop.turn:
                    return found

    def candidate_lists(self, query: Query) -> dict[str, list[Candidate]]:
        """The raw candidate lists of a query by leg, best first: for measuring other ways of
        ranking on the same candidates. Not part of ``EngineApi``."""
        return self._searcher.candidate_lists(query)[1]

    def reranks(self, text: str, passages: Sequence[str], timeout: float = 60.0) -> bool:
        """Whether a reranker can be asked, once it was loaded and measured with these. Not part of
        ``EngineApi``."""
        return self._reranking.wait_until_ready(text, passages, timeout)

    @property
    def space(self) -> str:
        """The embedding space of the index; "" before the first file was read."""
        identity = self._workshop.identity()
        return identity.space if identity is not None else ""

    def page_text(
        self, file_id: int, page: int | None = None, span: Span | None = None, query: str = ""
    ) -> PageText:
        return page_text(self.catalog, file_id, page, span, query)

    def matches(self, file_id: int, text: str, literally: bool = False) -> DocumentMatches:
        return matches(self.catalog, file_id, text, literally=literally)

    # -- sources and jobs ------------------------------------------------------------------------

    def add(self, paths: Sequence[Path]) -> int:
        return self._orders.add(paths)

    def rescan(self, paths: Sequence[Path] = ()) -> int:
        return self._orders.rescan(paths)

    def glance(self) -> None:
        self._upkeep.glance()

    def retry(self, paths: Sequence[Path] = ()) -> int:
        return self._orders.retry(paths)

    def unlock(self, paths: Sequence[Path], password: str) -> int:
        return self._orders.unlock(paths, password)

    def allow(self, paths: Sequence[Path]) -> int:
        return self._orders.allow(paths)

    def recognise(self, paths: Sequence[Path] = ()) -> int:
        return self._orders.recognise(paths)

    def look_at_pictures(self) -> int:
        return self._orders.look_at_pictures()

    def preview_exclude(self, patterns: Sequence[str]) -> ExcludePreview:
        return self._orders.preview_exclude(patterns)

    def remove(self, path: Path) -> int:
        return self._orders.remove(path)

    def wait(self, job_id: int, timeout: float | None = None) -> JobReport | None:
        return self._lane_of(job_id).wait(job_id, timeout)

    def cancel(self, job_id: int) -> None:
        self._lane_of(job_id).cancel(job_id)

    def _lane_of(self, job_id: int) -> JobQueue:
        return self._fetching if self._fetching.knows(job_id) else self._jobs

    def pause(self) -> None:
        self._jobs.pause()
        self._publish(SourcesChanged())

    def resume(self) -> None:
        self._jobs.resume()
        self._publish(SourcesChanged())

    def pause_source(self, path: Path) -> None:
        self._orders.pause_source(path)

    def resume_source(self, path: Path) -> int:
        return self._orders.resume_source(path)

    # -- looking ---------------------------------------------------------------------------------

    def status(self) -> Status:
        states = self.catalog.state_counts()
        files, chunks = self.catalog.counts()
        place = self._workshop.place()
        return Status(
            library=self._library.root,
            sources=self.catalog.source_status(self._orders.reading),
            files=files,
            chunks=chunks,
            problems=self.catalog.problem_count(),
            no_text=self.catalog.no_text_count(),
            skipped=states.get("skipped", 0),
            model=self._workshop.model_name,
            device=place.device,
            device_why=place.why,
            fell_back=place.fell_back,
            model_missing=self._workshop.missing(),
            model_changed=self._workshop.changed_model,
            change=self._models.change(),
            pictures=self._gallery.status(),
            old_index_bytes=self._models.old_bytes(),
            reranker=self._workshop.reranker.told,
            pending=states.get("pending", 0),
            disk_bytes=allocated(self._library.root),
            jobs=(*self._jobs.progress(), *self._fetching.progress()),
            paused=self._jobs.paused,
            held=self._jobs.held,
            providers=self._workshop.meter.told,
            cache=self._workshop.cache.stats(),
        )

    def problems(self) -> tuple[Problem, ...]:
        return self.catalog.problems()

    def ignore(self, paths: Sequence[Path], ignored: bool = True) -> int:
        return self._orders.ignore(paths, ignored)

    def files(self, source: Path | None = None, limit: int = 1000) -> tuple[FileRecord, ...]:
        return self.catalog.list_files(source, limit)

    # -- events and the end ----------------------------------------------------------------------

    def _runtime_orders(self, address: str) -> RuntimeOrders:
        store = RuntimeStore(address)
        return RuntimeOrders(store, self._fetching, self._renew_models, self._publish)

    def _renew_models(self) -> None:
        self._workshop.renew_models()
        self._gallery.renew_model()

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        return self._subscribers.add(subscriber)

    def _publish(self, event: Event) -> None:
        self._subscribers.publish(event)

    def at_close(self, end: Callable[[], None]) -> None:
        """Call ``end`` first when the engine closes."""
        self._at_close.append(end)

    def close(self) -> None:
        with self._closing:
            if self._closed:
                return
            self._closed = True
        for end in self._at_close:
            end()
        self._upkeep.close()
        self._fetching.close()
        self._jobs.close()
        self._reranking.close()
        self._searcher.close()
        self._outside.close()
        self._gallery.close()
        self._workshop.close()
        self.catalog.close()
        self._lock.release()
