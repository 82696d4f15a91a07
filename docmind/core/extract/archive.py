"""What all archives have in common: a list of names, and members that are read like any file."""

from __future__ import annotations

import io
import lzma
import time
import zlib
from pathlib import Path

from docmind.core.errors import ExtractionError
from docmind.core.extract.archive_names import is_junk
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.clean import clean, one_line
from docmind.core.extract.members import Content, MemberReader
from docmind.core.schema import Document, Page

_MOST_LISTED = 5000
_LONGEST_LIST = 300_000  # code points
_LONGEST_NAME = 500
BROKEN = (EOFError, OSError, ValueError, zlib.error, lzma.LZMAError)
"""What the decompressors of the standard library raise on broken streams."""

_SHARE = 0.6  # of the time for one file, which getting to the next member may take


class TookTooLong(Exception):
    """Getting to the next member of an archive takes too long."""


class Contents:
    """The contents of one archive, in the order in which they are offered."""

    def __init__(self, path: Path, media_type: str, limits: ExtractionLimits) -> None:
        self.limits = limits
        self.count = 0
        self._path = path
        self._media_type = media_type
        self._reader = MemberReader(limits)
        self._names: list[str] = []
        self._length = 0
        self._notes: list[str] = []
        self._began = time.monotonic()

    @property
    def is_done(self) -> bool:
        """Whether more is neither read nor listed: the archive need not be followed further."""
        return self._reader.is_full and not self._has_room

    @property
    def is_full(self) -> bool:
        """Whether no more members are read."""
        return self._reader.is_full

    def offer(self, name: str, content: Content, size: int = 0, mtime_ns: int = 0) -> None:
        """One file. It is listed, and read unless it is junk or there were too many before it."""
        if self._lists(name):
            self._reader.add(name, content, mtime_ns, size)
            self._began = time.monotonic()

    def refuse(self, name: str, error: ExtractionError, size: int = 0, mtime_ns: int = 0) -> None:
        """One file that cannot be read."""
        if self._lists(name):
            self._reader.refuse(name, error, size, mtime_ns)

    def note(self, sentence: str) -> None:
        """Say what could not be read of the archive as a whole."""
        if sentence not in self._notes:
            self._notes.append(sentence)

    def check_time(self) -> None:
        """Raises ``TookTooLong`` when the last member is too long ago."""
        if time.monotonic() - self._began > self.limits.seconds * _SHARE:
            raise TookTooLong

    def took_too_long(self) -> None:
        """Note that the rest was given up."""
        self.note(f"Only the first {self.count:,} files inside were found: it takes too long.")

    def broke_off(self) -> None:
        """Note that the archive could not be followed further."""
        self.note(f"The archive is damaged after the first {self.count:,} files inside.")

    def document(self) -> Document:
        """The archive itself: its text is the names of what it holds."""
        notes = [*self._notes, *self._reader.notes]
        if self.count > len(self._names):
            notes.append(f"Only the first {len(self._names):,} names in it are listed.")
        return Document(
            path=self._path,
            media_type=self._media_type,
            kind="document",
            title=one_line(self._path.name) or "Untitled",
            pages=(Page(None, "\n".join(self._names)),),
            notes=tuple(notes),
            members=self._reader.found,
        )

    @property
    def _has_room(self) -> bool:
        return len(self._names) < _MOST_LISTED and self._length < self._longest

    @property
    def _longest(self) -> int:
        return min(_LONGEST_LIST, self.limits.characters)

    def _lists(self, name: str) -> bool:
        if is_junk(name):
            return False
        self.count += 1
        if self._has_room:
            shown = one_line(clean(name), min(_LONGEST_NAME, self._longest - self._length))
            self._names.append(shown)
            self._length += len(shown) + 1
        return True


class Unpacked:
    """What can be had of a stream that may break off, and may be too long in coming.

    ``broken_after`` is the number of bytes it gave before it broke off, else None.
    """

    def __init__(self, stream: io.BufferedIOBase, contents: Contents) -> None:
        self.broken_after: int | None = None
        self._stream = stream
        self._contents = contents
        self._given = 0

    def __enter__(self) -> Unpacked:
        return self

    def __exit__(self, *_: object) -> None:
        """The stream is closed by who opened it."""

    def read(self, size: int, /) -> bytes:
        """Some bytes, b"" at the end or where it breaks off.

        Raises ``TookTooLong``; ``OSError`` of the disk; and ``BROKEN`` when it begins broken.
        """
        self._contents.check_time()
        try:
            # One step at a time: what it found before an error would be lost.
            block = self._stream.read1(size)
        except BROKEN as error:
            if not self._given or (isinstance(error, OSError) and error.errno is not None):
                raise
            self.broken_after = self._given
            return b""
        self._given += len(block)
        return block
