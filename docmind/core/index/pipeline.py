"""An indexing job: discover, read, cut, embed, commit; the stages overlap.

Three threads: the job's own (discovers, starts readers, cuts passages), one that waits for the
embedder, one that commits. Bounded queues between them hold the pressure.
"""

from __future__ import annotations

import os
import queue
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeVar

from docmind.core.errors import (
    DiskFull,
    DocMindError,
    ExtractionError,
    FileChanged,
    UnsupportedType,
)
from docmind.core.events import Notice, ProblemsChanged, SourcesChanged
from docmind.core.index.commit import Committer, slices
from docmind.core.index.contents import prepare_all, problem_of
from docmind.core.index.planner import Plan, plan_source, settle
from docmind.core.index.prepare import Fetcher, embedded_text
from docmind.core.index.restore import reweigh_if_drifted
from docmind.core.index.rooms import Embedded, Prepared, Rooms, WorkItem
from docmind.core.jobs import Cancelled, JobContext
from docmind.core.schema import Counts, Document, FoundFile, JobReport, Problem, Refusal
from docmind.core.vectors import Float32

_EMBED_BATCH = 64  # passages per call of the embedder
_COMMIT_CHUNKS = 384
_COMMIT_SECONDS = 1.5
_MOST_TRIES = 3  # of a file that changes while it is read
_REST_SECONDS = 1.5
_COSTLY = frozenset(("crashed", "timed_out", "out_of_memory"))

Item = TypeVar("Item")
_Fetched = tuple[WorkItem, str, "Future[Document] | None"]


@dataclass(frozen=True, slots=True)
class Target:
    """A source to look at; only what lies under ``below`` when given."""

    source: Path
    below: Path | None = None


class IndexJob:
    """One run over some sources."""

    def __init__(self, rooms: Rooms, targets: Sequence[Target]) -> None:
        self._rooms = rooms
        self._targets = targets
        self._counts = Counts()
        self._count_lock = threading.Lock()
        self._done = 0
        self._total = 0

    def run(self, context: JobContext) -> JobReport:
        """Bring the index up to date with the sources. What was committed stays, also when the
        job is cancelled or fails."""
        committer = Committer(self._rooms, context.token)
        outcome: Literal["done", "cancelled"] = "done"
        try:
            self._run_to_the_end(context, committer)
        except Cancelled:
            outcome = "cancelled"
        finally:
            committer.sweep()
            self._rooms.publish(ProblemsChanged(self._rooms.catalog.problem_count()))
            self._rooms.publish(SourcesChanged())
        skipped = self._rooms.catalog.skipped_types()
        return JobReport(context.job_id, outcome, self._counts, skipped_types=skipped)

    def _run_to_the_end(self, context: JobContext, committer: Committer) -> None:
        """Begin again where a full disk stopped it: what was committed is not done twice."""
        while True:
            try:
                return self._run(context, committer)
            except (DiskFull, sqlite3.Error, OSError) as error:
                committer.disk.wait_after(error)
                self._counts = replace(self._counts, unchanged=0, failed=0, skipped=0)
                self._done = 0

    def _run(self, context: JobContext, committer: Committer) -> None:
        committer.disk.wait()
        context.advance(0, 0, stage="discovering")
        plans = [self._plan(context, target) for target in self._targets]
        items = [item for plan in plans for item in plan.read]
        self._total = len(items)
        self._rooms.publish(SourcesChanged())
        if items:
            context.advance(0, self._total, stage="reading")
            _Flow(self, context, committer).run(items)
        context.advance(self._done, self._total, stage="finishing")
        for plan in self._remove_gone(plans):
            settle(self._rooms, plan)
        if any(plan.read or plan.gone for plan in plans):
            reweigh_if_drifted(self._rooms, context)

    def read(self, context: JobContext, items: Sequence[WorkItem]) -> None:
        """Read, cut, embed and commit these files, whatever else the sources hold."""
        committer = Committer(self._rooms, context.token)
        try:
            _Flow(self, context, committer).run(items)
        finally:
            committer.sweep()

    def count(self, **more: int) -> None:
        """Add to the counts of the report, from any stage."""
        with self._count_lock:
            self._counts = replace(
                self._counts,
                **{name: getattr(self._counts, name) + value for name, value in more.items()},
            )

    def settled(self, context: JobContext, item: WorkItem) -> None:
        """One more file has its final state."""
        if not self._total:
            return  # the progress is another job's
        with self._count_lock:
            self._done += 1
            done = self._done
        context.advance(done, self._total, item.found.path.name)

    def _plan(self, context: JobContext, target: Target) -> Plan:
        def tick(seen: int) -> None:
            context.token.check()
            context.advance(seen, 0, target.source.name)

        plan = plan_source(self._rooms, target.source, target.below, tick)
        if plan.offline:
            self._tell_away(target.source)
        self.count(unchanged=plan.unchanged, failed=plan.failed, skipped=plan.skipped)
        self._note_unreadable(plan)
        return plan

    def _tell_away(self, source: Path) -> None:
        text = f"{source} cannot be seen now. What was read from it stays searchable."
        self._rooms.publish(Notice("warning", text))

    def _note_unreadable(self, plan: Plan) -> None:
        """Folders that cannot be opened are problems too."""
        folders = [FoundFile(path, 0, 0, 0) for path, _ in plan.unreadable]
        ids = self._rooms.catalog.register(plan.source, folders)
        for found, file_id, (path, reason) in zip(
            folders, ids.values(), plan.unreadable, strict=True
        ):
            hint = "Allow DocMind to read it, then look for changes again."
            problem = Problem(path, "unreadable", reason, hint, "")
            self._rooms.catalog.fail(file_id, found, problem, self._rooms.pipeline)
        self.count(failed=len(folders))

    def _remove_gone(self, plans: Sequence[Plan]) -> list[Plan]:
        """The plans that were carried out: those whose source is still there."""
        here = [plan for plan in plans if os.path.lexists(plan.source)]
        for plan in plans:
            if plan not in here and not plan.offline:
                self._tell_away(plan.source)  # it went while it was read
        gone = [file_id for plan in here for file_id in plan.gone]
        if gone:
            self._rooms.catalog.delete_files(gone)
            self.count(removed=len(gone))
        return here


class _Flow:
    """The threads of one job and the queues between them."""

    def __init__(self, job: IndexJob, context: JobContext, committer: Committer) -> None:
        self._job = job
        self._context = context
        self._rooms = job._rooms
        self._committer = committer
        self._fetched: queue.SimpleQueue[_Fetched] = queue.SimpleQueue()
        self._to_embed: queue.Queue[Prepared | None] = queue.Queue(maxsize=64)
        self._to_commit: queue.Queue[Embedded | None] = queue.Queue(maxsize=128)
        self._failure: BaseException | None = None
        self._stop = threading.Event()
        self._again: deque[tuple[float, WorkItem]] = deque()  # when, which

    def run(self, items: Sequence[WorkItem]) -> None:
        stages = [
            threading.Thread(target=self._fence, args=(stage,), name=name, daemon=True)
            for stage, name in ((self._embed, "embed"), (self._commit, "commit"))
        ]
        for thread in stages:
            thread.start()
        fetcher = Fetcher(self._rooms)
        try:
            self._read(fetcher, items)
        except BaseException as error:  # noqa: BLE001 - raised again below, after the stages end
            self._fail(error)
        finally:
            fetcher.close()
            _put(self._to_embed, None, self._stop)
            for thread in stages:
                thread.join()
        if self._failure is not None:
            raise self._failure

    def _fail(self, error: BaseException) -> None:
        if self._failure is None:
            self._failure = error
        self._stop.set()

    def _fence(self, stage: object) -> None:
        try:
            stage()  # type: ignore[operator]
        except BaseException as error:  # noqa: BLE001 - raised again on the job's own thread
            self._fail(error)

    # -- stage 1: read and cut -------------------------------------------------------------------

    def _read(self, fetcher: Fetcher, items: Sequence[WorkItem]) -> None:
        waiting, outstanding = deque(items), 0
        while waiting or outstanding or self._again:
            self._context.token.check()
            while self._again and self._again[0][0] <= time.monotonic():
                waiting.append(self._again.popleft()[1])
            while waiting and outstanding < self._rooms.window:
                outstanding += 1
                fetcher.fetch(waiting.popleft(), lambda *fetched: self._fetched.put(fetched))
            try:
                fetched = self._fetched.get(timeout=0.2)
            except queue.Empty:
                if self._stop.is_set():
                    return
                continue
            outstanding -= 1
            self._take(*fetched)
            if self._stop.is_set():
                return

    def _take(self, item: WorkItem, digest: str, future: Future[Document] | None) -> None:
        if future is None:
            self._rooms.catalog.touch(item.file_id, item.found)
            self._job.count(unchanged=1)
            self._job.settled(self._context, item)
            return
        try:
            for prepared in prepare_all(self._rooms, item, digest, future.result()):
                _put(self._to_embed, prepared, self._stop)
        except UnsupportedType as error:
            label = error.detail or "other"
            self._rooms.catalog.skip(item.file_id, item.found, label, self._rooms.pipeline)
            self._job.count(skipped=1)
        except FileChanged as error:
            if self._try_again(item):
                return
            self._problem(item, digest, error)
        except ExtractionError as error:
            self._problem(item, digest, error)
        except CancelledError:
            raise Cancelled from None  # the readers were closed
        except (Cancelled, DocMindError):
            raise  # readers that cannot start at all end the job, not one file
        except Exception as error:  # noqa: BLE001 - one bad file never stops the others
            detail = f"{type(error).__name__}: {error}"
            failure = ExtractionError("The file could not be read", detail=f"{detail}.")
            self._problem(item, digest, failure)
        else:
            return
        self._job.settled(self._context, item)

    def _try_again(self, item: WorkItem) -> bool:
        """Read a file that changed while it was read once more, when it has come to rest."""
        if item.tries >= _MOST_TRIES:
            return False
        try:
            status = item.found.path.stat()
        except OSError:
            return False
        found = FoundFile(item.found.path, status.st_size, status.st_mtime_ns, status.st_ino)
        again = replace(item, found=found, tries=item.tries + 1)
        self._again.append((time.monotonic() + _REST_SECONDS, again))
        return True

    def _problem(self, item: WorkItem, digest: str, error: ExtractionError) -> None:
        if error.kind == "unreadable" and not os.path.lexists(item.found.path):
            return  # deleted, or its drive is away: the next look at the folder tells which
        catalog = self._rooms.catalog
        refusal = Refusal(error.kind, error.title, error.detail, error.hint)
        problem = problem_of(item.found.path, refusal)
        if digest and error.kind in _COSTLY:
            kept = Refusal(error.kind, problem.reason, hint=error.hint)
            catalog.quarantine(digest, self._rooms.extraction, kept)
        catalog.fail(item.file_id, item.found, problem, self._rooms.pipeline)
        self._job.count(failed=1)
        self._rooms.publish(ProblemsChanged(self._rooms.catalog.problem_count()))

    # -- stage 2: embed --------------------------------------------------------------------------

    def _embed(self) -> None:
        finished = False
        while not finished and not self._stop.is_set():
            batch: list[Prepared] = []
            passages = 0
            while passages < _EMBED_BATCH:
                try:
                    # a lone file does not wait for company
                    prepared = (
                        self._to_embed.get(timeout=0.2)
                        if not batch
                        else (self._to_embed.get_nowait())
                    )
                except queue.Empty:
                    if batch or self._stop.is_set():
                        break
                    continue
                if prepared is None:
                    finished = True
                    break
                batch.append(prepared)
                passages += len(prepared.chunks)
            self._embed_batch(batch)
        _put(self._to_commit, None, self._stop)

    def _embed_batch(self, batch: Sequence[Prepared]) -> None:
        """Embed passages across files; a file goes on as soon as its last passage is done."""
        texts = [text for prepared in batch for text in _embedded_texts(prepared)]
        vectors: deque[Float32] = deque()
        parts = slices(texts, _EMBED_BATCH)
        for prepared in batch:
            needed = sum(1 for chunk in prepared.chunks if chunk.text)
            while len(vectors) < needed:
                self._context.token.check()
                dense, computed = self._rooms.embedder.embed_passages(next(parts))
                vectors.extend(dense)
                self._job.count(embedded=computed)
            rows = tuple(vectors.popleft() if chunk.text else None for chunk in prepared.chunks)
            _put(self._to_commit, Embedded(prepared, rows), self._stop)

    # -- stage 3: commit -------------------------------------------------------------------------

    def _commit(self) -> None:
        batch: list[Embedded] = []
        chunks, since = 0, time.monotonic()
        while True:
            try:
                embedded = self._to_commit.get(timeout=0.2)
            except queue.Empty:
                if self._stop.is_set():
                    break
                embedded = None
                if not batch:
                    continue
            else:
                if embedded is None:
                    break
                if not batch:
                    since = time.monotonic()
                batch.append(embedded)
                chunks += len(embedded.dense)
            if chunks >= _COMMIT_CHUNKS or time.monotonic() - since >= _COMMIT_SECONDS:
                self._commit_batch(batch)
                batch, chunks = [], 0
        if batch:
            self._commit_batch(batch)

    def _commit_batch(self, batch: Sequence[Embedded]) -> None:
        chunks = self._committer.commit(batch)
        self._job.count(chunks=chunks)
        for embedded in batch:
            item = embedded.prepared.item
            if item.parent is not None:
                continue  # counted with the file it lies in
            self._job.count(**{"updated" if item.known_hash else "added": 1})
            self._job.settled(self._context, item)


def _put(target: queue.Queue[Item], value: Item, stop: threading.Event) -> None:
    """Put, giving up when the flow stops (its readers are gone then)."""
    while not stop.is_set():
        try:
            target.put(value, timeout=0.2)
        except queue.Full:
            continue
        return


def _embedded_texts(prepared: Prepared) -> list[str]:
    document = prepared.document
    return [
        embedded_text(chunk.text, document.title, document.path)
        for chunk in prepared.chunks
        if chunk.text
    ]
