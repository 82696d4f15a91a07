"""A job that looks at pictures: files that are pictures, and pictures inside documents.

It comes after everything else and goes on where it stopped. Files are opened by the reading
processes only; what reaches the model is pixels.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Future
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from docmind.core.catalog.catalog import Catalog
from docmind.core.catalog.pictures import PictureRecord
from docmind.core.discover.walk import found_file
from docmind.core.errors import ExtractionError, FileUnreadable
from docmind.core.index.commit import delete_points, slices, write_points
from docmind.core.index.disk import DiskGuard
from docmind.core.index.gallery import Gallery, PictureRooms, strangers
from docmind.core.jobs import Cancelled, JobContext
from docmind.core.schema import Counts, FileRecord, JobReport
from docmind.core.store.base import Point
from docmind.core.store.facts import passage_facts, record_facts
from docmind.core.store.ids import point_id
from docmind.core.vectors import SparseVector

if TYPE_CHECKING:
    from docmind.core.extract.picture_source import FoundPicture

_TOGETHER = 32  # pictures embedded and committed at once
_FILES_AT_ONCE = 512
_NOTHING = SparseVector(np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.float32))
_Seen = tuple[FileRecord, "list[FoundPicture]", str]


class LookingJob:
    """Looks at the pictures that no one has looked at."""

    def __init__(self, catalog: Catalog, gallery: Gallery) -> None:
        self._catalog = catalog
        self._gallery = gallery
        self._pictures = 0
        self._files = 0
        self._refused = 0

    def run(self, context: JobContext) -> JobReport:
        """What was committed stays, also when the job is cancelled."""
        context.advance(0, 0, stage="looking")
        rooms = self._gallery.rooms()
        delete_points(rooms.store, rooms.gate, strangers(self._catalog, rooms))
        chosen = self._catalog.unseen_files(self._gallery.media_types, -1)
        context.advance(0, len(chosen))
        disk = DiskGuard(rooms, context.token)
        gathered: list[_Seen] = []
        for done, (record, future) in enumerate(self._opened(rooms, chosen), 1):
            context.token.check()
            seen = self._taken(record, future)
            if seen is not None:
                gathered.append(seen)
            if sum(max(len(found), 1) for _, found, _ in gathered) >= _TOGETHER:
                disk.write(partial(self._commit, rooms, gathered))
                gathered = []
            context.advance(done, len(chosen), record.path.name)
        disk.write(partial(self._commit, rooms, gathered))
        counts = Counts(updated=self._files, embedded=self._pictures, failed=self._refused)
        return JobReport(context.job_id, "done", counts)

    def _opened(
        self, rooms: PictureRooms, chosen: Sequence[int]
    ) -> Iterator[tuple[FileRecord, Future[list[FoundPicture]]]]:
        """Each file with its pictures on their way: a few are always being opened."""
        waiting: deque[tuple[FileRecord, Future[list[FoundPicture]]]] = deque()
        for part in slices(chosen, _FILES_AT_ONCE):
            records = self._catalog.files(part)
            for record in (records[file_id] for file_id in part if file_id in records):
                if not _is_as_read(record):
                    continue  # another file by now, or away: it is looked at when it was read
                if record.source in self._catalog.paused_sources():
                    continue
                future = rooms.reading.pictures(record.path, rooms.side)
                waiting.append((record, future))
                if len(waiting) > 2 * rooms.reading.workers:
                    yield waiting.popleft()
        yield from waiting

    def _taken(self, record: FileRecord, future: Future[list[FoundPicture]]) -> _Seen | None:
        """What was found in a file; None when it cannot be seen now."""
        try:
            return record, future.result(), ""
        except FileUnreadable:
            return None
        except ExtractionError as error:
            self._refused += 1
            return record, [], error.kind
        except CancelledError:
            raise Cancelled from None  # the readers were closed

    def _commit(self, rooms: PictureRooms, gathered: Sequence[_Seen]) -> None:
        """Store, flush, catalog; done again it does the same points under the same ids."""
        pixels = [picture.pixels for _, found, _ in gathered for picture in found]
        if pixels:
            rows = iter(self._gallery.vectors(rooms, np.stack(pixels)))
        records, points = [], []
        for record, found, _ in gathered:
            facts = record_facts(record)
            mine = []
            for picture in found:
                key = point_id(
                    record.file_id, record.content_hash, rooms.identity.space, picture.number
                )
                its = passage_facts(facts, picture.page, "")
                points.append(Point(key, next(rows), _NOTHING, _NOTHING, its))
                mine.append(
                    PictureRecord(
                        key,
                        record.file_id,
                        picture.number,
                        picture.page,
                        picture.width,
                        picture.height,
                    )
                )
            records.append(mine)
        write_points(rooms.store, rooms.gate, points)
        for (record, _, refused), mine in zip(gathered, records, strict=True):
            self._catalog.commit_pictures(record.file_id, record.content_hash, mine, refused)
        self._pictures += len(points)
        self._files += sum(1 for mine in records if mine)


def _is_as_read(record: FileRecord) -> bool:
    try:
        now = found_file(record.path, record.path.stat())
    except OSError:
        return False
    return (now.size, now.mtime_ns) == (record.size, record.mtime_ns)
