"""The processes that open a library's files, and what each file may take."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from docmind.core.errors import UsageError
from docmind.core.events import ChildRestarted, Event
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.pool import ExtractionPool
from docmind.core.extract.reading import check
from docmind.core.index.recognition import PageReader
from docmind.core.paths import Library
from docmind.core.recognise.base import RecognitionLimits
from docmind.core.recognise.choice import choose
from docmind.core.recognise.process import RecogniserProcess
from docmind.core.schema import Document
from docmind.core.settings import Settings

if TYPE_CHECKING:
    from docmind.core.extract.picture_source import FoundPicture

_MIB = 2**20
# What a person asked to be read although it is too large or too slow may take.
_ALLOWED_TIMES = 10
_ALLOWED_BYTES = 16 * 2**30


class Reading:
    """Readers and recogniser of an open library, started when there is something to read."""

    def __init__(
        self, library: Library, settings: Settings, publish: Callable[[Event], None]
    ) -> None:
        self._library = library
        self._settings = settings
        self._publish = publish
        self._lock = threading.Lock()
        self._pool: ExtractionPool | None = None
        self._recogniser: RecogniserProcess | None = None
        self._passwords: dict[Path, str] = {}
        # two at least: one slow file must not hold up the others
        cores = os.cpu_count() or 2
        self.workers = settings.extraction.workers or max(2, min(4, cores - 1))

    def check(self, path: Path, allowed: bool = False) -> None:
        """Raises the ``ExtractionError`` for a file whose type or size nobody reads, at once."""
        check(path, self.limits(path, allowed))

    def submit(self, path: Path, allowed: bool = False) -> Future[Document]:
        """Read a file; ``allowed`` ones with higher limits."""
        limits = self.limits(path, allowed)
        return self.pool().submit(path, limits)

    def pictures(self, path: Path, side: int) -> Future[list[FoundPicture]]:
        """The pictures in a file, ``side`` pixels wide and high, as the settings limit them."""
        asked = self._settings.pictures
        return self.pool().pictures(
            path, side, self.limits(path, False), asked.min_side_px, asked.max_per_file
        )

    def remember_password(self, path: Path, password: str) -> None:
        """Use it for this file until the engine ends. It is never written down."""
        self._passwords[path] = password

    def limits(self, path: Path, allowed: bool) -> ExtractionLimits:
        """What reading this file may take."""
        asked = self._settings.extraction
        limits = ExtractionLimits(
            seconds=asked.timeout_seconds,
            memory_bytes=asked.memory_mb * _MIB,
            file_bytes=asked.max_file_mb * _MIB,
            characters=asked.max_characters,
            password=self._passwords.get(path, ""),
        )
        if not allowed:
            return limits
        return replace(
            limits,
            seconds=limits.seconds * _ALLOWED_TIMES,
            memory_bytes=limits.memory_bytes * 2,
            file_bytes=max(limits.file_bytes, _ALLOWED_BYTES),
        )

    def pool(self) -> ExtractionPool:
        """The reading processes, started with the first file."""
        with self._lock:
            if self._pool is None:
                self._pool = ExtractionPool(
                    self.workers,
                    ExtractionLimits(),
                    self._library.logs / "reader.log",
                    lambda reason: self._publish(ChildRestarted("reader", reason)),
                )
            return self._pool

    def page_reader(self) -> PageReader:
        """What recognises text in pictures. Raises ``UsageError`` when nothing is installed."""
        with self._lock:
            if self._recogniser is None:
                name, reason = choose(self._settings.recognition.engine)
                if not name:
                    raise UsageError("Text in pictures cannot be recognised", detail=reason)
                asked = self._settings.recognition
                self._recogniser = RecogniserProcess(
                    name,
                    1,
                    self._library.logs / "recognition.log",
                    RecognitionLimits(pages=asked.max_pages, least_side=asked.min_side_px),
                )
            return _PageReader(self._recogniser, self._passwords)

    def close(self) -> None:
        """End the children."""
        if self._pool is not None:
            self._pool.close()
        if self._recogniser is not None:
            self._recogniser.close()


class _PageReader:
    """Recognises text in files that a password was given for, too."""

    def __init__(self, process: RecogniserProcess, passwords: Mapping[Path, str]) -> None:
        self._process = process
        self._passwords = passwords

    def pages(self, path: Path, numbers: Sequence[int] | None) -> Iterator[tuple[int, str]]:
        return self._process.pages(path, numbers, self._passwords.get(path, ""))

    def kill(self) -> None:
        self._process.kill()
