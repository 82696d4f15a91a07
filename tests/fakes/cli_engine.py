"""An engine whose answers are set by the test, for the command line."""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from docmind.core import (
    AskedSearch,
    CacheUse,
    Counts,
    DocMindError,
    EngineApi,
    ExcludePreview,
    Explanation,
    FileRecord,
    FileState,
    Hit,
    JobProgressed,
    JobReport,
    ListPlace,
    Mode,
    ModelChange,
    ModelEstimate,
    PageText,
    Passage,
    PictureStatus,
    Problem,
    Progress,
    ProviderUse,
    Query,
    QueryPlan,
    Reason,
    SavedSearch,
    SearchAnswer,
    Searches,
    SourcesChanged,
    SourceStatus,
    Span,
    Status,
    Subscriber,
)

JOB = 7
PASSAGE = Passage(
    page=2,
    heading="Lease > Ending",
    span=Span(10, 52),
    snippet="a notice period of\nthree months \x1b[31mred",
    highlights=(Span(2, 8), Span(19, 24)),
    score=0.75,
    focus=Span(10, 52),
)
HIT = Hit(
    rank=1,
    file_id=3,
    path=Path("/home/nora/caf\udce9/lease.pdf"),
    title="Lease agreement",
    kind="document",
    media_type="application/pdf",
    size=4000,
    mtime_ns=1_700_000_000_000_000_000,
    page_count=3,
    score=1.25,
    best=PASSAGE,
    why=(Reason("meaning", 0.62), Reason("words", 0.5, ("notice", "three"))),
    passages=(PASSAGE,),
)
PLAN = QueryPlan(
    mode="auto",
    legs=("dense", "lexical"),
    alpha=0.2,
    exact_like=True,
    phrases=("notice period",),
    filters=(("type", "pdf"),),
)
REPORT = JobReport(
    job_id=JOB,
    outcome="done",
    counts=Counts(added=2, updated=1, unchanged=4, removed=1, failed=1, skipped=3, chunks=9),
    seconds=1.25,
    skipped_types=((".zip", 2), (".mp3", 1)),
)
PROBLEM = Problem(
    path=Path("/home/nora/broken.pdf"),
    kind="damaged",
    reason="The file is damaged",
    hint="Open it in another program and save it again.",
    since="2024-05-17T12:00:00+00:00",
)


ESTIMATE = ModelEstimate(
    model="bge-m3",
    title="BGE-M3",
    files=9,
    passages=400,
    known=100,
    seconds=7200.0,
    disk_bytes=5 * 2**20,
    old_bytes=2 * 2**20,
    free_bytes=9 * 2**30,
    device="cpu",
    why="There is no graphics card that can be used.",
)


KEPT = Searches(
    (
        AskedSearch("notice \x1b[31m period", "words", 3, "2024-05-17T12:00:00+00:00"),
        AskedSearch("bread", "auto", 1, "2024-05-16T12:00:00+00:00"),
    ),
    (SavedSearch("Bills 2024", "type:pdf invoice", "words", "2024-05-15T12:00:00+00:00"),),
)


def known_file(
    path: str, state: FileState, container: str | None = None, size: int = 4000
) -> FileRecord:
    """A file as the catalog knows it."""
    return FileRecord(
        file_id=len(path),
        path=Path(path),
        source=Path("/home/nora"),
        size=size,
        mtime_ns=1_700_000_000_000_000_000,
        content_hash="",
        state=state,
        title="",
        media_type="application/pdf",
        kind="document",
        page_count=None,
        container=None if container is None else Path(container),
    )


FILES = (
    known_file("/home/nora/broken.pdf", "problem"),
    known_file("/home/nora/lease.pdf", "done"),
    known_file("/home/nora/mail.zip/plan.pdf", "done", "/home/nora/mail.zip"),
    known_file("/home/nora/new.pdf", "pending"),
    known_file("/home/nora/song.mp3", "skipped"),
)


EXPLANATION = Explanation(
    path=Path("/home/nora/caf\udce9/lease.pdf"),
    plan=PLAN,
    verdict="further",
    state="done",
    rank=31,
    score=0.25,
    total=40,
    lists=(ListPlace("stems", 12, 80, 4.25, 1.5), ListPlace("dense", None, 100, 0.125, 0.25)),
    held=(Reason("phrase", terms=("notice period",)),),
    missing=("KX-2041",),
    reasons=("It was found, but at place 31 of 40; 20 are shown.", "By words\x1b: place 12."),
    needed=("Ask for 31 results.",),
)


class FakeEngine(EngineApi):
    """Remembers what it was asked. ``looks`` is how often ``wait`` says "still running"."""

    def __init__(self) -> None:
        self.report = REPORT
        self.answer = SearchAnswer("lease", PLAN, (HIT,), total=1, took_ms=3.14159)
        self.found_problems: tuple[Problem, ...] = (PROBLEM,)
        self.known_files: tuple[FileRecord, ...] = FILES
        self.excluded = ExcludePreview(37, 5 * 2**20, (Path("/home/nora/a.log"),))
        self.model = "starter"
        self.no_text = 0
        self.pending = 0
        self.held = ""
        self.held_until = 0  # the look at which it goes on
        self.change: ModelChange | None = None
        self.pictures = PictureStatus("small-clip", 3, 1, 7, "It is not installed.")
        self.old_index_bytes = 0
        self.estimate = ESTIMATE
        self.kept = KEPT
        self.asked: list[object] = []
        self.cancelled: list[int] = []
        self.closed = 0
        self.looks = 0
        self.interrupt_at: tuple[int, ...] = ()
        self.failure: DocMindError | None = None
        self._subscribers: list[Subscriber] = []
        self._looked = 0

    def _note(self, *what: object) -> None:
        if self.failure is not None:
            raise self.failure
        self.asked.append(what)

    def status(self) -> Status:
        self._note("status")
        source = SourceStatus(
            Path("/home/nora"), "attention", files=12, done=9, problems=1, skipped=2
        )
        return Status(
            library=Path("/home/nora/library"),
            sources=(source,),
            files=9,
            chunks=40,
            problems=1,
            skipped=2,
            model=self.model,
            device="cpu",
            disk_bytes=3 * 2**20,
            jobs=(Progress(JOB, self._stage(), 4, 12, "/home/nora/a.txt", 2.0, 4.0),),
            no_text=self.no_text,
            held=self.held,
            change=self.change,
            pictures=self.pictures,
            old_index_bytes=self.old_index_bytes,
            pending=self.pending,
            providers=(
                ProviderUse(
                    "ollama", "bge-m3", 12, 384, 51200, 3.25, (("connection_error", 2),), 30
                ),
                ProviderUse("starter", "starter", 1, 1, seconds=0.0625),
            ),
            cache=CacheUse(12000, 32 * 2**20, 4 * 2**30, 30, 384),
        )

    def _stage(self) -> Literal["reading", "paused"]:
        return "paused" if self._looked < self.held_until else "reading"

    def pause_source(self, path: Path) -> None:
        self._note("pause_source", path)

    def resume_source(self, path: Path) -> int:
        self._note("resume_source", path)
        return JOB

    def ignore(self, paths: Sequence[Path], ignored: bool = True) -> int:
        self._note("ignore", tuple(paths), ignored)
        return len(paths)

    def search(self, query: Query) -> SearchAnswer:
        self._note("search", query)
        return self.answer

    def explain(self, query: Query, path: Path) -> Explanation:
        self._note("explain", query, path)
        return replace(EXPLANATION, path=path)

    def searches(self) -> Searches:
        self._note("searches")
        return self.kept

    def remember_search(self, query: Query) -> None:
        self._note("remember_search", query)

    def forget_searches(self, text: str | None = None) -> int:
        self._note("forget_searches", text)
        return len(self.kept.history) if text is None else 1

    def save_search(self, name: str, text: str, mode: Mode) -> None:
        self._note("save_search", name, text, mode)

    def rename_saved_search(self, name: str, new_name: str) -> None:
        self._note("rename_saved_search", name, new_name)

    def remove_saved_search(self, name: str) -> None:
        self._note("remove_saved_search", name)

    def add(self, paths: Sequence[Path]) -> int:
        self._note("add", tuple(paths))
        return JOB

    def rescan(self, paths: Sequence[Path] = ()) -> int:
        self._note("rescan", tuple(paths))
        return JOB

    def remove(self, path: Path) -> int:
        self._note("remove", path)
        return JOB

    def retry(self, paths: Sequence[Path] = ()) -> int:
        self._note("retry", tuple(paths))
        return JOB

    def glance(self) -> None:
        self._note("glance")

    def unlock(self, paths: Sequence[Path], password: str) -> int:
        self._note("unlock", tuple(paths), password)
        return JOB

    def allow(self, paths: Sequence[Path]) -> int:
        self._note("allow", tuple(paths))
        return JOB

    def recognise(self, paths: Sequence[Path] = ()) -> int:
        self._note("recognise", tuple(paths))
        return JOB

    def look_at_pictures(self) -> int:
        self._note("look_at_pictures")
        return JOB

    def estimate_model(self, model: str) -> ModelEstimate:
        self._note("estimate_model", model)
        return self.estimate

    def use_model(self, model: str) -> int:
        self._note("use_model", model)
        return JOB

    def stop_model_change(self) -> None:
        self._note("stop_model_change")

    def remove_old_index(self) -> int:
        self._note("remove_old_index")
        return self.old_index_bytes

    def try_model(self, model: str) -> str:
        self._note("try_model", model)
        return f"{model} works."

    def preview_exclude(self, patterns: Sequence[str]) -> ExcludePreview:
        self._note("preview_exclude", tuple(patterns))
        return self.excluded

    def wait(self, job_id: int, timeout: float | None = None) -> JobReport | None:
        assert job_id == JOB
        self._looked += 1
        for subscriber in tuple(self._subscribers):
            subscriber(
                JobProgressed(Progress(JOB, "reading", self._looked, 20, "/x/a\nb.txt", 3.0))
            )
            if self._looked == self.held_until:
                self.held = ""
                subscriber(SourcesChanged())
        if self._looked in self.interrupt_at:
            signal.raise_signal(signal.SIGINT)
        return None if self._looked <= self.looks and not self.cancelled else self.report

    def cancel(self, job_id: int) -> None:
        self.cancelled.append(job_id)

    def pause(self) -> None:
        self._note("pause")

    def resume(self) -> None:
        self._note("resume")

    def problems(self) -> tuple[Problem, ...]:
        self._note("problems")
        return self.found_problems

    def files(self, source: Path | None = None, limit: int = 1000) -> tuple[FileRecord, ...]:
        assert source is None
        return self.known_files[:limit]

    def page_text(
        self, file_id: int, page: int | None = None, span: Span | None = None, query: str = ""
    ) -> PageText:
        raise NotImplementedError

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    @property
    def listeners(self) -> int:
        """How many subscribers are left."""
        return len(self._subscribers)

    def close(self) -> None:
        self.closed += 1
