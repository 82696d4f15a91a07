"""Text in pictures: a job that looks at pictures and scanned pages, file by file.

What was read is kept by content (``catalog.recognised``), so it survives everything that happens
to the file; then the file is cut and embedded again with that text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from docmind.core.discover.walk import found_file
from docmind.core.errors import DocMindError, FileUnreadable
from docmind.core.index.commit import Committer
from docmind.core.index.flow import Flow, Tally
from docmind.core.index.rooms import Rooms, WorkItem
from docmind.core.index.vocabulary import list_words
from docmind.core.jobs import JobContext
from docmind.core.schema import JobReport

_BATCH = 8  # files looked at before their text enters the index


class PageReader(Protocol):
    """Recognises text in another process (``recognise.process.RecogniserProcess``)."""

    def pages(self, path: Path, numbers: Sequence[int] | None) -> Iterator[tuple[int, str]]:
        """(page from 1, text) of each page asked for; all pages of a picture when None.

        Raises ``DocMindError`` when it does not work, or was killed.
        """

    def kill(self) -> None:
        """Stop what is being read."""


class RecognitionJob:
    """Looks at the pictures of these files and adds what it reads to the index."""

    def __init__(self, rooms: Rooms, reader: PageReader, file_ids: Sequence[int]) -> None:
        self._rooms = rooms
        self._reader = reader
        self._file_ids = file_ids
        self._tally = Tally()

    def run(self, context: JobContext) -> JobReport:
        """What was recognised stays, also when the job is cancelled."""
        total = len(self._file_ids)
        changed: list[WorkItem] = []
        context.advance(0, total, stage="recognising")
        for done, file_id in enumerate(self._file_ids, 1):
            context.token.check()
            item = self._look(context, file_id)
            if item is not None:
                changed.append(item)
            if len(changed) == _BATCH or done == total:
                self._index(context, changed)
                changed = []
            context.advance(done, total)
        list_words(self._rooms.catalog, self._rooms.gate, context.token)
        return JobReport(context.job_id, "done", self._tally.counts)

    def _look(self, context: JobContext, file_id: int) -> WorkItem | None:
        """Recognise one file's pages. The file to read in again when there was text."""
        catalog = self._rooms.catalog
        record = catalog.files([file_id]).get(file_id)
        document = catalog.document(file_id)
        if record is None or document is None:
            return None
        found = catalog.recognised(record.content_hash)  # of a copy, or of a job that was stopped
        if found is None:
            numbers = None
            if record.kind != "image":
                numbers = [page.number or 1 for page in document.pages if not page.text.strip()]
            found = self._read(context, record.path, numbers)
            if found is None:
                return None
            catalog.remember_recognised(record.content_hash, found)
        if not found and not catalog.has_no_text(file_id):
            return None
        try:
            disk = found_file(record.path, record.path.stat())
        except OSError:
            return None
        if (disk.size, disk.mtime_ns) != (record.size, record.mtime_ns):
            return None  # another file by now; it is looked at when it was read
        return WorkItem(file_id, disk, record.content_hash, False)

    def _read(
        self, context: JobContext, path: Path, numbers: Sequence[int] | None
    ) -> dict[int, str] | None:
        """The text of each page that has some. None when the file cannot be looked at now.

        Raises ``DocMindError`` when recognition itself does not work.
        """
        found: dict[int, str] = {}
        try:
            with context.token.stopping(self._reader.kill):
                for number, text in self._reader.pages(path, numbers):
                    context.token.check()
                    if text.strip():
                        found[number] = text
        except FileUnreadable:
            return None
        except DocMindError:
            context.token.check()  # it was killed because this job makes room for another
            raise
        return found

    def _index(self, context: JobContext, items: Sequence[WorkItem]) -> None:
        if not items:
            return
        committer = Committer(self._rooms, context.token)
        try:
            Flow(self._rooms, self._tally, context, committer).run(items)
        finally:
            committer.sweep()
