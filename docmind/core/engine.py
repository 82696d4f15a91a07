"""Engine: the one object a face talks to, here in this process."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from docmind.core import lexical
from docmind.core.catalog.catalog import Catalog
from docmind.core.errors import DocMindError, LibraryLocked, UsageError
from docmind.core.events import Event, Notice, SourcesChanged, Subscriber
from docmind.core.index.pipeline import IndexJob, Target
from docmind.core.index.prepare import shown_name
from docmind.core.index.restore import reconcile
from docmind.core.index.workshop import Workshop
from docmind.core.jobs import JobContext, JobQueue
from docmind.core.paths import Library
from docmind.core.schema import (
    Counts,
    FileRecord,
    JobReport,
    PageText,
    Problem,
    Query,
    SearchAnswer,
    Span,
    Status,
)
from docmind.core.search.parse import parse
from docmind.core.search.pipeline import Searcher
from docmind.core.settings import Settings, load

# How long an answer waits for the model, in seconds. A person who types gets words meanwhile;
# a command that was just started has nothing better to do than wait for the model to load.
_PATIENCE_WARM = 2.0
_PATIENCE_COLD = 30.0


class Engine:
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
        self._subscribers: list[Subscriber] = []
        self._reading: set[Path] = set()
        self._closing = threading.Lock()
        self._closed = False
        self._at_close: list[Callable[[], None]] = []
        self.catalog = Catalog(library.catalog)
        self._jobs = JobQueue(self._publish)
        self._workshop = Workshop(
            library, settings, self.catalog, self._publish, embedding_cache, self._restore
        )
        self._searcher = Searcher(
            self._workshop.retrieve,
            self.catalog,
            self._workshop.embed_query,
            self._workshop.identity,
            budget=patience,
            candidates=settings.search.candidates,
        )

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

        ``warm`` loads the model at once and goes on with unfinished reading; otherwise both wait
        for the first need. ``embedding_cache`` names another file for the embedding cache.
        Raises ``LibraryLocked`` when another process has it, ``DocMindError`` when it is damaged.
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
            patience = _PATIENCE_WARM if warm else _PATIENCE_COLD
            engine = cls(home, settings or load(), lock, embedding_cache, patience)
        except BaseException:
            lock.release()
            raise
        try:
            engine._workshop.bring_up(warm=warm)
        except BaseException:
            engine.close()
            raise
        if warm and engine.catalog.sources():
            engine.rescan()
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
        return self._searcher.search(query)

    def page_text(
        self, file_id: int, page: int | None = None, span: Span | None = None, query: str = ""
    ) -> PageText:
        record = self.catalog.files([file_id]).get(file_id)
        found = self.catalog.page(file_id, page)
        if record is None or found is None:
            raise DocMindError(
                "This page is not in the index any more",
                hint="The file was changed or removed. Search again.",
                path=record.path if record else None,
            )
        properties, notes = self.catalog.facts(file_id)
        return PageText(
            path=record.path,
            title=record.title,
            media_type=record.media_type,
            kind=record.kind,
            number=found.number,
            page_count=record.page_count,
            text=found.text,
            highlights=self._marks(found.text, span, query),
            properties=properties,
            notes=notes,
            in_picture=found.in_picture,
            container=record.container,
        )

    def _marks(self, text: str, span: Span | None, query: str) -> tuple[Span, ...]:
        if not query.strip():
            return ()
        asked = parse(query)
        marker = lexical.Marker(asked.text, self.catalog.languages(), asked.phrases)
        start = span.start if span else 0
        part = text[start : span.end] if span else text
        return tuple(Span(start + mark.start, start + mark.end) for mark in marker.spans(part))

    # -- sources and jobs ------------------------------------------------------------------------

    def add(self, paths: Sequence[Path]) -> int:
        absolute = [Path(os.path.normpath(Path(path).absolute())) for path in paths]
        for path in absolute:
            if not os.path.lexists(path):
                raise UsageError(
                    "There is no such file or folder", hint="Check the name.", path=path
                )
        for path in absolute:
            self.catalog.include(path)
        targets = [self._adopt(path) for path in absolute]
        names = ", ".join(shown_name(path) for path in absolute[:2])
        more = f" and {len(absolute) - 2} more" if len(absolute) > 2 else ""
        return self._submit(f"Reading {names}{more}", targets)

    def _adopt(self, path: Path) -> Target:
        """Make ``path`` a source, or find the source it lies in; sources below it are merged."""
        sources = self.catalog.sources()
        for source in sources:
            if path == source or source in path.parents:
                return Target(source, None if path == source else path)
        self.catalog.add_source(path)
        for source in sources:
            if path in source.parents:
                self.catalog.remove_source(source)
                self.catalog.reassign(source, path)
        self._publish(SourcesChanged())
        return Target(path)

    def rescan(self, paths: Sequence[Path] = ()) -> int:
        known = self.catalog.sources()
        if not paths:
            return self._submit("Looking for changes", [Target(source) for source in known])
        targets = []
        for path in (Path(item).absolute() for item in paths):
            source = next((item for item in known if item == path or item in path.parents), None)
            if source is None:
                raise UsageError(
                    "This folder is not in the library", hint="Add it first.", path=path
                )
            targets.append(Target(source, None if source == path else path))
        return self._submit("Looking for changes", targets)

    def retry(self, paths: Sequence[Path] = ()) -> int:
        chosen = {Path(path).absolute() for path in paths}
        failed = [item.path for item in self.catalog.problems()]
        again = [path for path in failed if not chosen or path in chosen]
        ids = [file_id for path in again for file_id in self.catalog.file_ids_under(path)]
        self.catalog.forget_state(ids)
        sources = self.catalog.sources()
        wanted = [
            source
            for source in sources
            if any(path == source or source in path.parents for path in again)
        ]
        return self._submit("Trying again", [Target(source) for source in wanted])

    def remove(self, path: Path) -> int:
        at = Path(path).absolute()
        known = at in self.catalog.sources() or self.catalog.file_ids_under(at)
        if not known:
            raise UsageError("This is not in the library", hint="See: docmind status", path=at)

        def run(context: JobContext) -> JobReport:
            ids = self.catalog.file_ids_under(at)
            self.catalog.include(at)  # what was taken out below it is forgotten with it
            self.catalog.remove_source(at)
            if any(source in at.parents for source in self.catalog.sources()):
                self.catalog.exclude(at)
            self.catalog.delete_files(ids)
            self._workshop.sweep()
            self._publish(SourcesChanged())
            return JobReport(context.job_id, "done", Counts(removed=len(ids)))

        return self._jobs.submit(f"Removing {at.name}", run)

    def _submit(self, title: str, targets: Sequence[Target]) -> int:
        sources = {target.source for target in targets}

        def run(context: JobContext) -> JobReport:
            self._reading |= sources
            try:
                return IndexJob(self._workshop.rooms(), targets).run(context)
            finally:
                self._reading -= sources
                self._publish(SourcesChanged())

        return self._jobs.submit(title, run)

    def _restore(self) -> None:
        """Queued by the workshop when the store and the catalog do not agree."""

        def run(context: JobContext) -> JobReport:
            restored = reconcile(self._workshop.rooms(), context.token)
            self._publish(Notice("info", "The index is complete again."))
            return JobReport(context.job_id, "done", Counts(updated=restored))

        self._jobs.submit("Restoring the index", run)

    def wait(self, job_id: int, timeout: float | None = None) -> JobReport | None:
        return self._jobs.wait(job_id, timeout)

    def cancel(self, job_id: int) -> None:
        self._jobs.cancel(job_id)

    def pause(self) -> None:
        self._jobs.pause()
        self._publish(SourcesChanged())

    def resume(self) -> None:
        self._jobs.resume()
        self._publish(SourcesChanged())

    # -- looking ---------------------------------------------------------------------------------

    def status(self) -> Status:
        states = self.catalog.state_counts()
        files, chunks = self.catalog.counts()
        model, device = self._workshop.model()
        return Status(
            library=self._library.root,
            sources=self.catalog.source_status(set(self._reading)),
            files=files,
            chunks=chunks,
            problems=states.get("problem", 0),
            skipped=states.get("skipped", 0),
            model=model,
            device=device,
            disk_bytes=_allocated(self._library.root),
            jobs=self._jobs.progress(),
            paused=self._jobs.paused,
        )

    def problems(self) -> tuple[Problem, ...]:
        return self.catalog.problems()

    def files(self, source: Path | None = None, limit: int = 1000) -> tuple[FileRecord, ...]:
        return self.catalog.list_files(source, limit)

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    def _publish(self, event: Event) -> None:
        for subscriber in tuple(self._subscribers):
            subscriber(event)

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
        self._jobs.close()
        self._searcher.close()
        self._workshop.close()
        self.catalog.close()
        self._lock.release()


def _allocated(folder: Path) -> int:
    """Bytes really taken on disk: the store's files are sparse."""
    total = 0
    for base, _, names in os.walk(folder):
        for name in names:
            try:
                stat = (Path(base) / name).stat()
            except OSError:
                continue  # removed meanwhile
            total += getattr(stat, "st_blocks", 0) * 512 or stat.st_size
    return total
