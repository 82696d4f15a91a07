"""Another model: its index is built beside the one in use, from the texts that are kept.

No file is read. The job has the lowest rank and goes on where it stopped, after a kill too: what
the new store holds and the catalog does not know is deleted, what the catalog knows is not done
again. Searches use the old index until the new one is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import msgspec

from docmind.core.catalog.catalog import Catalog
from docmind.core.catalog.rows import NewFile
from docmind.core.embed.base import ModelIdentity
from docmind.core.errors import UsageError
from docmind.core.events import Event, IndexChanged, Notice, SourcesChanged
from docmind.core.index.commit import (
    MEANS,
    build_file,
    delete_points,
    mean_lengths,
    means_text,
    slices,
    write_points,
)
from docmind.core.index.contents import text_version
from docmind.core.index.disk import DiskGuard
from docmind.core.index.noted import BEFORE, IDENTITY, MODEL, NEXT, Goal, noted_goal
from docmind.core.index.patience import Patience, PatientEmbedder, joined, without_vectors
from docmind.core.index.prepare import embedded_texts, prepare
from docmind.core.index.restore import reweigh_if_drifted
from docmind.core.index.rooms import Embedded, Prepared, Rooms, WorkItem
from docmind.core.index.space import Space, remove_spaces
from docmind.core.index.workshop import Workshop
from docmind.core.jobs import JobContext
from docmind.core.schema import Counts, FileRecord, FoundFile, JobReport
from docmind.core.store.base import Point

_FILES_AT_ONCE = 32
_PASSAGES_AT_ONCE = 256  # embedded and written together, at most
_MOMENTS = 4  # of a few seconds, after which progress is seen and kept


@dataclass(frozen=True, slots=True)
class _Cut:
    """A file of the catalog, cut for the new model, and which of its states that was."""

    prepared: Prepared
    revision: int


class ChangeJob:
    """One run at building the index of ``model``."""

    def __init__(
        self,
        workshop: Workshop,
        catalog: Catalog,
        publish: Callable[[Event], None],
        store_folder: Path,
        model: str,
    ) -> None:
        self._workshop = workshop
        self._catalog = catalog
        self._publish = publish
        self._store_folder = store_folder
        self._model = model
        self._passages = 0

    def run(self, context: JobContext) -> JobReport:
        """Build what is missing, then switch. What was committed stays when it is stopped."""
        held, total = self._catalog.next_counts()
        context.advance(held, total, stage="changing")
        space = self._prepared_space(context)
        taken = False
        try:
            rooms = self._workshop.rooms_for(space)
            worker = space.worker
            self._build(context, rooms, lambda: _MOMENTS * worker.characters_at_once)
            context.advance(total, total, stage="finishing")
            self._finish(context, space, rooms)
            taken = True
            reweigh_if_drifted(self._workshop.rooms(), context)
        finally:
            if not taken:
                space.worker.close()
                if space.store is not None:
                    space.store.close()
        return JobReport(context.job_id, "done", Counts(updated=total, chunks=self._passages))

    def _prepared_space(self, context: JobContext) -> Space:
        """The space that is being built, its model running, its store without strangers."""
        worker = self._workshop.worker_for(self._model)
        patience = Patience(context.token, self._publish, worker.hang_up)
        try:
            identity = patience.until(lambda: self._workshop.identity_of(self._model, worker))
            self._refuse_used(identity)
            goal = noted_goal(self._catalog.meta(NEXT))
            is_new = goal is None or goal.identity.space != identity.space
            if is_new:
                notes = self._workshop.spaces.note(identity, worker.told, worker.probes)
                notes[NEXT] = _written(Goal(self._model, identity))
                self._catalog.begin_next(notes)
                # of an index that was given up half-way
                kept = {self._old_home(), self._catalog.meta(BEFORE), identity.space}
                remove_spaces(self._store_folder, kept)
            self._workshop.transports.hold_to(worker, identity)
            store = self._workshop.open_beside(identity)
        except BaseException:
            worker.close()
            raise
        space = Space(self._model, worker, identity, store)
        self._delete_strangers(space)
        return space

    def _refuse_used(self, identity: ModelIdentity) -> None:
        """Raises ``UsageError`` when the model gives the vectors that the library holds, as it does
        again when the model from before was brought back meanwhile."""
        if identity.space != self._old_home():
            return
        self._catalog.drop_next([NEXT])
        remove_spaces(self._store_folder, {identity.space, self._catalog.meta(BEFORE)})
        raise UsageError(
            "The model is the one this library was read with",
            detail="There is nothing to read again. What was begun for another one was removed.",
        )

    def _delete_strangers(self, space: Space) -> None:
        """Points that no committed passage has: of a process that died, of files that went."""
        assert space.store is not None
        strangers = sorted(space.store.ids() - self._catalog.next_point_ids())
        delete_points(space.store, self._workshop.gate, strangers)

    # -- building --------------------------------------------------------------------------------

    def _build(self, context: JobContext, rooms: Rooms, pace: Callable[[], int]) -> None:
        """Everything the new index lacks; a batch is written while the next one is embedded."""
        disk = DiskGuard(rooms, context.token)
        with ThreadPoolExecutor(1, thread_name_prefix="write-beside") as writer:
            while self._catalog.not_in_next(1):
                held, total = self._catalog.next_counts()
                writing: Future[None] | None = None
                for batch in self._batches(rooms, pace):
                    context.token.check()
                    embedded = self._embed(context, rooms, [cut.prepared for cut in batch])
                    if writing is not None:
                        writing.result()
                    work = partial(self._write, rooms, embedded, [cut.revision for cut in batch])
                    writing = writer.submit(disk.write, work)
                    held += len(batch)
                    context.advance(held, total, batch[-1].prepared.item.found.path.name)
                if writing is not None:
                    writing.result()

    def _batches(self, rooms: Rooms, pace: Callable[[], int]) -> Iterator[list[_Cut]]:
        """Files to do, cut; ``_PASSAGES_AT_ONCE`` passages at a time, or ``pace`` characters."""
        batch: list[_Cut] = []
        passages = characters = 0
        for part in slices(self._catalog.not_in_next(-1), _FILES_AT_ONCE):
            for record in self._catalog.files(part).values():
                cut = self._cut(rooms, record)
                if cut is None:
                    continue
                batch.append(cut)
                passages += len(cut.prepared.chunks)
                characters += sum(len(chunk.text) for chunk in cut.prepared.chunks)
                if passages >= max(_PASSAGES_AT_ONCE, rooms.together) or characters >= pace():
                    yield batch
                    batch, passages, characters = [], 0, 0
        if batch:
            yield batch

    def _cut(self, rooms: Rooms, record: FileRecord) -> _Cut | None:
        """None for a file that is no longer searchable."""
        revision = self._catalog.revision(record.file_id)
        document = self._catalog.document(record.file_id)
        if document is None:
            return None
        found = FoundFile(record.path, record.size, record.mtime_ns, 0)
        item = WorkItem(record.file_id, found, record.content_hash, False)
        made = prepare(rooms, item, record.content_hash, document)
        return _Cut(replace(made, version=text_version(document)), revision)

    def _embed(
        self, context: JobContext, rooms: Rooms, batch: Sequence[Prepared]
    ) -> list[Embedded]:
        """A text that the model refuses is found by its words only: the file stays in the index."""
        texts = [text for prepared in batch for text in embedded_texts(prepared)]
        embedder = PatientEmbedder(rooms, context.token)
        rows = iter(
            [row for part in slices(texts, rooms.together) for row in embedder.rows(part)[0]]
        )
        made = [
            joined(prepared, [next(rows) if chunk.text else None for chunk in prepared.chunks])
            for prepared in batch
        ]
        for embedded in made:
            if embedded.refused is not None:
                self._publish(Notice("warning", without_vectors(embedded)))
        return made

    def _write(self, rooms: Rooms, batch: Sequence[Embedded], revisions: Sequence[int]) -> None:
        """Store, flush, catalog: done again it does the same points under the same ids."""
        means = self._means(batch)
        files: list[NewFile] = []
        points: list[Point] = []
        for embedded in batch:
            new_file, its_points = build_file(rooms, embedded, means)
            files.append(new_file)
            points.extend(its_points)
        write_points(rooms.store, rooms.gate, points)
        self._catalog.commit_next(list(zip(files, revisions, strict=True)))
        self._passages += len(points)

    def _means(self, batch: Sequence[Embedded]) -> tuple[float, float]:
        """The mean lengths words are weighed with: those of the first batch, until the end."""
        goal = noted_goal(self._catalog.meta(NEXT))
        assert goal is not None
        if goal.means == (0.0, 0.0):
            goal = msgspec.structs.replace(goal, means=mean_lengths(batch))
            self._catalog.set_meta(NEXT, _written(goal))
        return goal.means

    # -- switching -------------------------------------------------------------------------------

    def _finish(self, context: JobContext, space: Space, rooms: Rooms) -> None:
        assert space.identity is not None
        self._catalog.tidy_next()
        self._delete_strangers(space)
        context.token.check()
        goal = noted_goal(self._catalog.meta(NEXT))
        assert goal is not None
        before = self._workshop.identity()
        old_pipeline = self._workshop.pipeline_of(before) if before is not None else ""
        notes = {
            MODEL: self._model,
            IDENTITY: msgspec.json.encode(space.identity).decode(),
            NEXT: "",
            BEFORE: self._old_home(),
            MEANS: means_text(goal.means),
        }
        self._workshop.take_over(
            space, lambda: self._catalog.switch(old_pipeline, rooms.pipeline, notes)
        )
        self._publish(IndexChanged(self._catalog.counts()[0]))
        self._publish(SourcesChanged())
        self._publish(Notice("info", "Searches are now answered by the new model."))

    def _old_home(self) -> str:
        identity = self._workshop.identity()
        return identity.space if identity else ""


def _written(goal: Goal) -> str:
    return msgspec.json.encode(goal).decode()
