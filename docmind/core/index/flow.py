"""From files on disk to the index: read, cut, embed, commit; the stages overlap.

Three threads: the caller's own (starts readers, cuts passages), one that waits for the embedder,
one that commits. Bounded queues between them hold the pressure.
"""

from __future__ import annotations

import os
import queue
import threading
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import replace
from typing import TypeVar

from docmind.core.discover.walk import found_file
from docmind.core.errors import DocMindError, ExtractionError, FileChanged, UnsupportedType
from docmind.core.events import ProblemsChanged
from docmind.core.extract.base import changed
from docmind.core.index.commit import Committer, slices
from docmind.core.index.contents import prepare_all, problem_of
from docmind.core.index.patience import PatientEmbedder, Row, joined, refusal
from docmind.core.index.prepare import Fetcher, embedded_texts
from docmind.core.index.rooms import Embedded, Prepared, Rooms, WorkItem
from docmind.core.jobs import Cancelled, JobContext
from docmind.core.schema import Counts, Document, FoundFile, Refusal

_COMMIT_CHUNKS = 384
_COMMIT_SECONDS = 1.5
_MOST_TRIES = 3  # of a file that changes while it is read
_REST_SECONDS = 1.5
_NOTED_AT_ONCE = 256
_NOTED_SECONDS = 1.0
_COSTLY = frozenset(("crashed", "timed_out", "out_of_memory"))

Item = TypeVar("Item")
_Fetched = tuple[WorkItem, str, "Future[Document] | None"]


class Tally:
    """What a job has done so far: counted by its threads, told to those who watch."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts = Counts()
        self._done = 0
        self._total = 0

    @property
    def counts(self) -> Counts:
        return self._counts

    @property
    def done(self) -> int:
        """Files with their final state, of those that were to be read."""
        return self._done

    def begin(self, total: int) -> None:
        """So many files are to be read."""
        self._done, self._total = 0, total

    def forget(self, *names: str) -> None:
        """Count these from nothing again."""
        with self._lock:
            self._counts = replace(self._counts, **dict.fromkeys(names, 0))

    def count(self, **more: int) -> None:
        """Add to the counts."""
        with self._lock:
            self._counts = replace(
                self._counts,
                **{name: getattr(self._counts, name) + value for name, value in more.items()},
            )

    def settled(self, context: JobContext, item: WorkItem) -> None:
        """One more file has its final state."""
        if not self._total:
            return  # the progress is another's
        with self._lock:
            self._done += 1
            done = self._done
        context.advance(done, self._total, item.found.path.name)


class _Notes:
    """Files that need no embedding, on their way into the catalog: a transaction for each would
    be a wait for the disk for each."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self.skipped: list[tuple[int, FoundFile, str]] = []
        self.touched: list[tuple[int, FoundFile]] = []
        self._written = time.monotonic()

    def write(self, all_of_them: bool = False) -> None:
        """Write what was gathered, when it is much or old."""
        count = len(self.skipped) + len(self.touched)
        age = time.monotonic() - self._written
        if not count or not (all_of_them or count >= _NOTED_AT_ONCE or age > _NOTED_SECONDS):
            return
        skipped, self.skipped = self.skipped, []
        touched, self.touched = self.touched, []
        self._written = time.monotonic()
        if skipped:
            self._rooms.catalog.skip(skipped, self._rooms.pipeline)
        if touched:
            self._rooms.catalog.touch(touched)


class Flow:
    """The threads that take files from disk to index, and the queues between them."""

    def __init__(
        self, rooms: Rooms, tally: Tally, context: JobContext, committer: Committer
    ) -> None:
        self._rooms = rooms
        self._tally = tally
        self._context = context
        self._committer = committer
        self._fetched: queue.SimpleQueue[_Fetched] = queue.SimpleQueue()
        self._to_embed: queue.Queue[Prepared | None] = queue.Queue(maxsize=64)
        self._to_commit: queue.Queue[Embedded | None] = queue.Queue(maxsize=128)
        self._failure: BaseException | None = None
        self._stop = threading.Event()
        self._embedder = PatientEmbedder(rooms, context.token, self._stop.is_set)
        self._notes = _Notes(rooms)
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
            try:
                self._read(fetcher, items)
            finally:
                self._notes.write(all_of_them=True)
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
                item = waiting.popleft()
                if self._is_paused(item):
                    self._tally.settled(self._context, item)
                    continue
                outstanding += 1
                fetcher.fetch(item, lambda *fetched: self._fetched.put(fetched))
            try:
                fetched = self._fetched.get(timeout=0.2)
            except queue.Empty:
                if self._stop.is_set():
                    return
                continue
            outstanding -= 1
            self._take(*fetched)
            self._notes.write()
            if self._stop.is_set():
                return

    def _is_paused(self, item: WorkItem) -> bool:
        """Whether a person has its source left out meanwhile: it stays to be read."""
        paused = self._rooms.catalog.paused_sources()
        path = item.found.path
        return bool(paused) and not paused.isdisjoint((path, *path.parents))

    def _take(self, item: WorkItem, digest: str, future: Future[Document] | None) -> None:
        if future is None:
            self._notes.touched.append((item.file_id, item.found))
            self._tally.count(unchanged=1)
            self._tally.settled(self._context, item)
            return
        try:
            document = future.result()
            if _has_changed(item):
                raise changed(item.found.path)
            for prepared in prepare_all(self._rooms, item, digest, document):
                _put(self._to_embed, prepared, self._stop)
        except UnsupportedType as error:
            self._notes.skipped.append((item.file_id, item.found, error.detail or "other"))
            self._tally.count(skipped=1)
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
        self._tally.settled(self._context, item)

    def _try_again(self, item: WorkItem) -> bool:
        """Read a file that changed while it was read once more, when it has come to rest."""
        if item.tries >= _MOST_TRIES:
            return False
        try:
            status = item.found.path.stat()
        except OSError:
            return False
        found = found_file(item.found.path, status)
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
        self._tally.count(failed=1)
        self._rooms.publish(ProblemsChanged(self._rooms.catalog.problem_count()))

    # -- stage 2: embed --------------------------------------------------------------------------

    def _embed(self) -> None:
        finished = False
        while not finished and not self._stop.is_set():
            batch: list[Prepared] = []
            passages = 0
            while passages < self._rooms.together:
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
        texts = [text for prepared in batch for text in embedded_texts(prepared)]
        found: deque[Row] = deque()
        parts = slices(texts, self._rooms.together)
        for prepared in batch:
            needed = sum(1 for chunk in prepared.chunks if chunk.text)
            while len(found) < needed:
                self._context.token.check()
                rows, computed = self._embedder.rows(next(parts))
                found.extend(rows)
                self._tally.count(embedded=computed)
            its = [found.popleft() if chunk.text else None for chunk in prepared.chunks]
            _put(self._to_commit, joined(prepared, its), self._stop)

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
                chunks += len(embedded.vectors)
            if chunks >= _COMMIT_CHUNKS or time.monotonic() - since >= _COMMIT_SECONDS:
                self._commit_batch(batch)
                batch, chunks = [], 0
        if batch:
            self._commit_batch(batch)

    def _commit_batch(self, batch: Sequence[Embedded]) -> None:
        taken = [embedded for embedded in batch if embedded.refused is None]
        self._tally.count(chunks=self._committer.commit(taken) if taken else 0)
        for embedded in batch:
            item = embedded.prepared.item
            if embedded.refused is not None:
                self._problem(item, "", refusal(embedded.refused))
                if item.parent is None:
                    self._tally.settled(self._context, item)
                continue
            if item.parent is not None:
                continue  # counted with the file it lies in
            self._tally.count(**{"updated" if item.known_hash else "added": 1})
            self._tally.settled(self._context, item)


def _has_changed(item: WorkItem) -> bool:
    """Whether the file is another by now than the one that was found and hashed."""
    try:
        now = found_file(item.found.path, item.found.path.stat())
    except OSError:
        return False  # gone: the next look tells
    return (now.size, now.mtime_ns) != (item.found.size, item.found.mtime_ns)


def _put(target: queue.Queue[Item], value: Item, stop: threading.Event) -> None:
    """Put, giving up when the flow stops (its readers are gone then)."""
    while not stop.is_set():
        try:
            target.put(value, timeout=0.2)
        except queue.Full:
            continue
        return
