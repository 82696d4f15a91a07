"""An engine with known documents, controllable delays and failures, and events on demand."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from docmind.core import (
    AskedSearch,
    CacheUse,
    DocMindError,
    DocumentMatches,
    Event,
    ExcludePreview,
    Explanation,
    Facet,
    FileRecord,
    Hit,
    JobReport,
    Kind,
    Mode,
    ModelChange,
    ModelEstimate,
    ModelState,
    PageMatches,
    PageText,
    Passage,
    PictureStatus,
    Problem,
    Progress,
    ProviderHealth,
    ProviderUse,
    Query,
    QueryPlan,
    Reason,
    RuntimeState,
    SavedSearch,
    SearchAnswer,
    Searches,
    SearchesChanged,
    SourceStatus,
    Span,
    Status,
    Subscriber,
)
from docmind.core.schema_facets import Traits
from docmind.core.search.facets import count_facets
from docmind.core.search.sorting import hits_by

MARCH = 1_741_954_000_000_000_000


def spans_of(text: str, *words: str) -> tuple[Span, ...]:
    """Where the words stand in a text, first place of each, in order."""
    lowered = text.lower()
    found = [lowered.find(word.lower()) for word in words]
    return tuple(
        sorted(
            (
                Span(start, start + len(word))
                for start, word in zip(found, words, strict=True)
                if start >= 0
            ),
            key=lambda span: span.start,
        )
    )


def make_hit(
    file_id: int,
    path: str | Path,
    title: str,
    snippet: str,
    words: Sequence[str] = (),
    *,
    kind: Kind = "document",
    media_type: str = "text/plain",
    page: int | None = None,
    page_count: int | None = None,
    heading: str = "",
    meaning: float | None = None,
    more: int = 0,
    span: Span | None = None,
    size: int = 1_200_000,
    container: str | Path | None = None,
    read: bool = True,
    in_picture: bool = False,
) -> Hit:
    """A hit as the engine would give it."""
    whole = span or Span(0, len(snippet))
    passage = Passage(
        page, heading, whole, snippet, spans_of(snippet, *words), 1.0, whole, in_picture
    )
    why = []
    if meaning is not None:
        why.append(Reason("meaning", meaning))
    if words:
        why.append(Reason("words", None, tuple(words)))
    others = tuple(
        Passage(page, "", Span(n, n + 1), "x", (), 0.5, Span(n, n + 1)) for n in range(more)
    )
    return Hit(
        rank=file_id,
        file_id=file_id,
        path=Path(path),
        title=title,
        kind=kind,
        media_type=media_type,
        size=size,
        mtime_ns=MARCH - file_id * 86_400_000_000_000 * 11,
        page_count=page_count,
        score=1.0 - file_id / 100,
        best=passage,
        why=tuple(why),
        passages=(passage, *others),
        container=None if container is None else Path(container),
        read=read,
    )


def make_answer(
    query: str, hits: Sequence[Hit], *, total: int | None = None, close: bool = True,
    took_ms: float = 38.0,
) -> SearchAnswer:  # fmt: skip
    """An answer around some hits."""
    plan = QueryPlan("auto", ("words", "meaning"), 0.5, False)
    return SearchAnswer(
        query, plan, tuple(hits), len(hits) if total is None else total, took_ms, close,
        facets=facets_of(hits),
    )  # fmt: skip


def facets_of(hits: Sequence[Hit]) -> tuple[Facet, ...]:
    """How the hits divide, as if they were all that was found."""
    return count_facets(
        [
            Traits(bytes(hit.path), bytes(hit.path.parent.parent), hit.kind, hit.mtime_ns, "")
            for hit in hits
        ]
    )


MODELS = (
    ModelState(
        "starter", "Starter model (English, all-MiniLM-L6-v2)", "text",
        "Comes with DocMind and runs on any computer. For English.", ("en",), "Apache-2.0", 0,
        "built in", 384, (("cpu", 196),), ("cpu",), note="It always runs on the processor.",
    ),
    ModelState(
        "hashing", "Word hashing", "text", "Spelling only.", (), "", 0, "built in", 384,
    ),
    ModelState(
        "bge-m3", "BGE-M3", "text",
        "Understands text in more than 100 languages and weighs words itself. For a graphics "
        "card; slow on a processor.", (), "MIT", 2_296_543_210, "absent", 1024,
        (("cpu", 2079), ("cuda", 2560)), ("cpu", "cuda", "mps"), "BAAI/bge-m3",
    ),
    ModelState(
        "clip-vit-b-32-laion2b", "CLIP ViT-B/32 (LAION-2B)", "pictures",
        "Finds pictures by what they show, described in English.", ("en",), "MIT", 605_143_316,
        "absent", 512, (("cpu", 500),), ("cpu", "cuda", "mps"),
        "laion/CLIP-ViT-B-32-laion2B-s34B-b79K",
    ),
)  # fmt: skip
ESTIMATE = ModelEstimate(
    "bge-m3", "BGE-M3", 120, 9_700, 0, 7_300.0, 31_000_000, 20_000_000, 90_000_000_000, "cpu",
    "There is no graphics card that can be used.",
)  # fmt: skip


RUNTIMES = (
    RuntimeState(
        "cuda", "cuda", "Models on an NVIDIA graphics card (PyTorch with CUDA)", "absent",
        6_100_000_000, 2_900_000_000, "0.1.0", "",
    ),
    RuntimeState(
        "cpu", "cpu", "Models on the processor (PyTorch)", "absent",
        1_200_000_000, 330_000_000, "0.1.0",
        "This computer has no graphics card. Its processor runs the models well without it.",
    ),
)  # fmt: skip


class FakeEngine:
    """Keeps the contract of ``EngineApi``. ``calls`` lists what was asked, in order."""

    def __init__(self, hits: Sequence[Hit] = (), sources: Sequence[SourceStatus] = ()) -> None:
        self.library = Path("/library")
        self.hits = tuple(hits)
        self.sources = tuple(sources)
        self.known_problems: tuple[Problem, ...] = ()
        self.pages: dict[int, PageText] = {}
        self.known_matches: dict[int, DocumentMatches] = {}  # else those of the shown page
        self.jobs: tuple[Progress, ...] = ()
        self.paused = False
        self.held = ""
        self.excluded = ExcludePreview(0, 0)
        self.model = "starter"
        self.device = "cpu"
        self.device_why = "It always runs on the processor."
        self.fell_back = False
        self.model_missing = ""
        self.model_changed = ""
        self.change: ModelChange | None = None
        self.pictures: PictureStatus | None = None
        self.old_index_bytes = 0
        self.reranker = ""
        self.pending = 0
        self.uses: tuple[ProviderUse, ...] = ()
        self.cache: CacheUse | None = None
        self.known_models: tuple[ModelState, ...] = MODELS
        self.known_health: tuple[ProviderHealth, ...] = ()
        self.known_runtimes: tuple[RuntimeState, ...] = RUNTIMES
        self.estimate = ESTIMATE
        self.kept = Searches()
        self.may_restart = True
        self.close_matches = True
        self.total: int | None = None
        self.facets: tuple[Facet, ...] | None = None  # those of the hits
        self.calls: list[tuple[str, object]] = []
        self.failures: dict[str, DocMindError] = {}
        self.delays: dict[str, float] = {}
        self.gates: dict[str, threading.Event] = {}
        self.answers: Callable[[Query], SearchAnswer] | None = None
        self.closed = False
        self._subscribers: list[Subscriber] = []
        self._jobs = 0

    def _called(self, name: str, argument: object, gate: str = "") -> None:
        self.calls.append((name, argument))
        waits = self.gates.get(gate or name)
        if waits is not None:
            assert waits.wait(10), f"nobody opened the gate of {name}"
        time.sleep(self.delays.get(name, 0.0))
        if name in self.failures:
            raise self.failures[name]

    def asked(self, name: str) -> list[object]:
        """The arguments of every call of one kind so far."""
        return [argument for called, argument in list(self.calls) if called == name]

    def publish(self, event: Event) -> None:
        """Tell every subscriber, on the caller's thread."""
        for subscriber in list(self._subscribers):
            subscriber(event)

    def status(self) -> Status:
        self._called("status", None)
        files = sum(source.files for source in self.sources)
        heeded = [problem for problem in self.known_problems if not problem.ignored]
        silent = sum(problem.kind == "no_text" for problem in heeded)
        return Status(
            self.library, self.sources, files, files * 4, len(heeded) - silent, 0,
            self.model, self.device, 1_000_000, self.jobs, self.paused, silent, self.held,
            self.device_why, self.fell_back, self.model_missing, self.change, self.pictures,
            self.old_index_bytes, self.reranker, self.pending, self.uses, self.cache,
            self.model_changed,
        )  # fmt: skip

    def search(self, query: Query) -> SearchAnswer:
        self._called("search", query, f"search {query.text}")
        if self.answers is not None:
            return self.answers(query)
        hits = self.hits[: query.limit]
        if query.sort != "relevance":
            hits = hits_by(query.sort, self.hits, query.limit)
        answer = make_answer(query.text, hits, total=self.total, close=self.close_matches)
        return answer if self.facets is None else replace(answer, facets=self.facets)

    def add(self, paths: Sequence[Path]) -> int:
        self._called("add", tuple(paths))
        return self._job()

    def rescan(self, paths: Sequence[Path] = ()) -> int:
        self._called("rescan", tuple(paths))
        return self._job()

    def remove(self, path: Path) -> int:
        self._called("remove", path)
        return self._job()

    def retry(self, paths: Sequence[Path] = ()) -> int:
        self._called("retry", tuple(paths))
        return self._job()

    def glance(self) -> None:
        self._called("glance", None)

    def unlock(self, paths: Sequence[Path], password: str) -> int:
        self._called("unlock", (tuple(paths), password))
        return self._job()

    def allow(self, paths: Sequence[Path]) -> int:
        self._called("allow", tuple(paths))
        return self._job()

    def recognise(self, paths: Sequence[Path] = ()) -> int:
        self._called("recognise", tuple(paths))
        return self._job()

    def look_at_pictures(self) -> int:
        self._called("look_at_pictures", None)
        return self._job()

    def explain(self, query: Query, path: Path) -> Explanation:
        self._called("explain", (query, path))
        plan = QueryPlan(query.mode, ("words", "meaning"), 0.5, False)
        for hit in self.hits:
            if hit.path == path:
                return Explanation(path, plan, "shown", "done", None, hit.rank, hit.score)
        return Explanation(path, plan, "unknown", None, reasons=("There is no such file.",))

    def searches(self) -> Searches:
        self._called("searches", None)
        return self.kept

    def remember_search(self, query: Query) -> None:
        self._called("remember_search", query)
        asked = AskedSearch(query.text, query.mode, 1, "2026-11-25T12:00:00+00:00")
        older = tuple(one for one in self.kept.history if one.text != query.text)
        self._keep(replace(self.kept, history=(asked, *older)))

    def forget_searches(self, text: str | None = None) -> int:
        self._called("forget_searches", text)
        stay = tuple(one for one in self.kept.history if text is not None and one.text != text)
        count = len(self.kept.history) - len(stay)
        self._keep(replace(self.kept, history=stay))
        return count

    def save_search(self, name: str, text: str, mode: Mode) -> None:
        self._called("save_search", (name, text, mode))
        made = SavedSearch(name, text, mode, "2026-11-25T12:00:00+00:00")
        self._keep(replace(self.kept, saved=(*self.kept.saved, made)))

    def rename_saved_search(self, name: str, new_name: str) -> None:
        self._called("rename_saved_search", (name, new_name))
        saved = self.kept.saved
        renamed = (replace(one, name=new_name) if one.name == name else one for one in saved)
        self._keep(replace(self.kept, saved=tuple(renamed)))

    def remove_saved_search(self, name: str) -> None:
        self._called("remove_saved_search", name)
        stay = tuple(one for one in self.kept.saved if one.name != name)
        self._keep(replace(self.kept, saved=stay))

    def _keep(self, kept: Searches) -> None:
        self.kept = kept
        self.publish(SearchesChanged())

    def models(self) -> tuple[ModelState, ...]:
        self._called("models", None)
        return tuple(replace(one, used=one.id == self.model) for one in self.known_models)

    def estimate_model(self, model: str) -> ModelEstimate:
        self._called("estimate_model", model)
        return replace(self.estimate, model=model)

    def use_model(self, model: str) -> int:
        self._called("use_model", model)
        return self._job()

    def stop_model_change(self) -> None:
        self._called("stop_model_change", None)
        self.change = None

    def remove_old_index(self) -> int:
        self._called("remove_old_index", None)
        given, self.old_index_bytes = self.old_index_bytes, 0
        return given

    def try_model(self, model: str) -> str:
        self._called("try_model", model)
        return f"{model} works."

    def download_model(self, model: str) -> int:
        self._called("download_model", model)
        return self._job()

    def import_model(self, path: Path) -> int:
        self._called("import_model", path)
        return self._job()

    def verify_model(self, model: str) -> int:
        self._called("verify_model", model)
        return self._job()

    def remove_model(self, model: str) -> None:
        self._called("remove_model", model)

    def provider_health(self) -> tuple[ProviderHealth, ...]:
        self._called("provider_health", None)
        return self.known_health

    def runtimes(self) -> tuple[RuntimeState, ...]:
        self._called("runtimes", None)
        return self.known_runtimes

    def import_runtime(self, path: Path) -> int:
        self._called("import_runtime", path)
        return self._job()

    def download_runtime(self, name: str) -> int:
        self._called("download_runtime", name)
        return self._job()

    def remove_runtime(self, name: str) -> None:
        self._called("remove_runtime", name)
        self.known_runtimes = tuple(
            replace(one, state="absent") if one.name == name else one for one in self.known_runtimes
        )

    def preview_exclude(self, patterns: Sequence[str]) -> ExcludePreview:
        self._called("preview_exclude", tuple(patterns))
        return self.excluded

    def restart(self) -> bool:
        self._called("restart", None)
        return self.may_restart

    def _job(self) -> int:
        self._jobs += 1
        return self._jobs

    def wait(self, job_id: int, timeout: float | None = None) -> JobReport | None:
        return JobReport(job_id, "done")

    def cancel(self, job_id: int) -> None:
        self._called("cancel", job_id)

    def pause(self) -> None:
        self._called("pause", None)
        self.paused = True

    def resume(self) -> None:
        self._called("resume", None)
        self.paused = False

    def pause_source(self, path: Path) -> None:
        self._called("pause_source", path)
        self._set_state(path, "paused")

    def resume_source(self, path: Path) -> int:
        self._called("resume_source", path)
        self._set_state(path, "reading")
        return self._job()

    def _set_state(self, path: Path, state: Literal["paused", "reading"]) -> None:
        self.sources = tuple(
            replace(source, state=state) if source.path == path else source
            for source in self.sources
        )

    def problems(self) -> tuple[Problem, ...]:
        self._called("problems", None)
        return self.known_problems

    def ignore(self, paths: Sequence[Path], ignored: bool = True) -> int:
        self._called("ignore", (tuple(paths), ignored))
        self.known_problems = tuple(
            replace(problem, ignored=ignored) if problem.path in paths else problem
            for problem in self.known_problems
        )
        return len(paths)

    def files(self, source: Path | None = None, limit: int = 1000) -> tuple[FileRecord, ...]:
        return ()

    def page_text(
        self, file_id: int, page: int | None = None, span: Span | None = None, query: str = ""
    ) -> PageText:
        self._called("page_text", (file_id, page, span, query))
        if file_id in self.pages:
            return self.pages[file_id]
        hit = next(hit for hit in self.hits if hit.file_id == file_id)
        text = hit.best.snippet
        return PageText(
            hit.path, hit.title, hit.media_type, hit.kind, page, hit.page_count, text,
            hit.best.highlights,
        )  # fmt: skip

    def matches(self, file_id: int, text: str, literally: bool = False) -> DocumentMatches:
        self._called("matches", (file_id, text, literally))
        if file_id in self.known_matches and not literally:
            return self.known_matches[file_id]
        page = self.page_text(file_id)
        spans = page.highlights
        if literally:
            found = re.finditer(re.escape(text), page.text, re.IGNORECASE)
            spans = tuple(Span(*one.span()) for one in found)
        return DocumentMatches((PageMatches(page.number, spans),) if spans else ())

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    def close(self) -> None:
        self.closed = True
