"""Archives that the system's libarchive reads: 7z, RAR, CAB, ISO, LHA, CPIO, XAR and others.

The library is part of most systems: ``libarchive13`` on Debian and Ubuntu, ``libarchive`` on
Fedora and Arch, one of macOS's own (``libarchive.2.dylib``) and of Windows's (``archiveint.dll``).
Only the first was run here; the last two are named as their makers document them.
"""

from __future__ import annotations

import ctypes
import importlib
import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import Any

from docmind.core.errors import ExtractionError, PasswordNeeded, UnsupportedType
from docmind.core.extract.archive import Contents, TookTooLong
from docmind.core.extract.archive_names import codec_of_names, decoded
from docmind.core.extract.base import damaged, password_needed
from docmind.core.extract.clean import one_line

_BLOCK = 1 << 17
_FILTERS = ("none", "gzip", "bzip2", "xz", "lzma", "zstd", "lz4", "compress", "lzip")
_EMPTY = 1024  # bytes of the largest archive of nothing, but for those that come in blocks
_REGULAR = 0o100000
_KIND = 0o170000
_SEALED = re.compile(r"encrypt|passphrase|password|decrypt", re.IGNORECASE)
_NOT_KNOWN = re.compile(r"not supported|unsupported|unrecognized|unknown", re.IGNORECASE)
_WHERE = {
    "linux": "libarchive.so.13",
    "darwin": "/usr/lib/libarchive.2.dylib",
    "win32": "archiveint.dll",
}


def has_library() -> bool:
    """Whether this system has libarchive."""
    try:
        _library("")
    except UnsupportedType:
        return False
    return True


def read_by_library(
    file: io.BufferedReader[io.FileIO],
    contents: Contents,
    label: str,
    formats: tuple[str, ...],
    only: str = "",
) -> None:
    """Offer what ``file`` holds. ``formats`` are libarchive's names, of which "raw" is any
    compressed stream; ``only`` then names what is in it.

    Raises ``UnsupportedType`` (``label``)
    without the library, ``PasswordNeeded`` when everything is encrypted, and ``ExtractionError``
    when not even the first file can be had.
    """
    library = _library(label)
    feed = _Feed(file, contents)
    sealed = 0
    try:
        with _opened(library, feed, formats, contents.limits.password) as archive:
            for entry in archive:
                contents.check_time()
                if contents.is_done:
                    break
                sealed += _offer(library, archive, entry, contents, only)
    except TookTooLong:
        contents.took_too_long()
    except library.exception.ArchiveError as error:
        _judge(str(error.msg), feed, contents, bool(contents.limits.password))
    if not contents.count and not feed.is_late and file.seek(0, io.SEEK_END) > _EMPTY:
        raise damaged("It holds no file.")
    if sealed and sealed == contents.count:
        raise _sealed(bool(contents.limits.password))


def _judge(said: str, feed: _Feed, contents: Contents, has_password: bool) -> None:
    """What it means that the library cannot go on."""
    if feed.is_late:
        contents.took_too_long()
    elif contents.count:
        contents.broke_off()
    elif _SEALED.search(said):
        raise _sealed(has_password)
    else:
        raise damaged(f"It is not a complete archive ({one_line(said)}).")


def _sealed(has_password: bool) -> PasswordNeeded:
    if not has_password:
        return password_needed()
    return PasswordNeeded(
        "The file is protected by a password",
        detail="The password does not open it, or its kind of lock is not known here.",
        hint="Unpack it with the program that made it, and add the folder.",
    )


def _offer(library: ModuleType, archive: Any, entry: Any, contents: Contents, only: str) -> int:
    """Offer one entry; 1 when it is encrypted and cannot be read, else 0."""
    is_raw = archive.format_name == b"raw"
    if not is_raw and entry.filetype & _KIND != _REGULAR:
        return 0
    name = only if is_raw else _name(entry)
    size = max(entry.size or 0, 0)
    stream = _Content(library, archive, size or None)
    try:
        if not contents.is_full:
            stream.begin()
    except library.exception.ArchiveError as error:
        if is_raw:
            raise
        contents.refuse(name, _problem(str(error.msg)), size)
        return int(_SEALED.search(str(error.msg)) is not None)
    contents.offer(name, lambda: stream, size, _ns(entry.mtime))
    return 0


def _problem(said: str) -> ExtractionError:
    if _SEALED.search(said):
        return password_needed()
    if _NOT_KNOWN.search(said):
        return UnsupportedType("No reader for this type of file", detail="packed in an odd way")
    return damaged(f"It could not be unpacked ({one_line(said)}).")


def _name(entry: Any) -> str:
    said = entry.pathname
    if isinstance(said, bytes):
        return decoded(said, codec_of_names((said,)))
    return str(said) if said else "unnamed"


def _ns(seconds: float | None) -> int:
    return int(min(max(seconds or 0, 0), 1 << 33)) * 10**9


class _Content:
    """The bytes of the entry that was last come to."""

    def __init__(self, library: ModuleType, archive: Any, size: int | None) -> None:
        self._ffi = library.ffi
        self._left = size  # libarchive has been seen to give zeros beyond (XAR)
        self._pointer = archive._pointer
        self._first: bytes | None = None

    def begin(self) -> None:
        """Read the first block, to see whether there is any."""
        self._first = self._take(_BLOCK)

    def __enter__(self) -> _Content:
        return self

    def __exit__(self, *_: object) -> None:
        """The archive goes on to the next one by itself."""

    def read(self, size: int, /) -> bytes:
        block, self._first = self._first, None
        return self._take(size) if block is None else block

    def _take(self, size: int) -> bytes:
        buffer = ctypes.create_string_buffer(size)
        count: int = self._ffi.read_data(self._pointer, buffer, size)
        if self._left is not None:
            count = min(count, self._left)
            self._left -= count
        return buffer.raw[:count]


class _Feed:
    """The archive's own bytes. An exception cannot pass through the library: it ends early."""

    def __init__(self, file: io.BufferedReader[io.FileIO], contents: Contents) -> None:
        self._file = file
        self._contents = contents
        self._buffer = ctypes.create_string_buffer(_BLOCK)
        self.is_late = False

    def read(self, archive: int, context: int, place: Any) -> int:
        """libarchive's read callback: how many bytes now lie where ``place`` says."""
        try:
            self._contents.check_time()
        except TookTooLong:
            self.is_late = True
            return 0
        place[0] = ctypes.addressof(self._buffer)
        return self._file.readinto(self._buffer)

    def seek(self, archive: int, context: int, offset: int, whence: int) -> int:
        """libarchive's seek callback: the new place in the file."""
        return self._file.seek(offset, whence)


@contextmanager
def _opened(
    library: ModuleType, feed: _Feed, formats: tuple[str, ...], password: str
) -> Iterator[Any]:
    """``libarchive.stream_reader`` for a chosen few formats and filters.

    "all" would also start other programs found on the system, on strangers' files.
    """
    ffi = library.ffi
    with library.read.new_archive_read(formats[0], _FILTERS[0], password or None) as pointer:
        for ask, names in (
            (ffi.get_read_format_function, formats[1:]),
            (ffi.get_read_filter_function, _FILTERS[1:]),
        ):
            for name in names:
                with suppress(ValueError):  # this library is without it
                    ask(name)(pointer)
        read, seek = ffi.READ_CALLBACK(feed.read), ffi.SEEK_CALLBACK(feed.seek)
        ffi.read_set_seek_callback(pointer, seek)
        ffi.read_open(pointer, None, ffi.NO_OPEN_CB, read, ffi.NO_CLOSE_CB)
        yield library.read.ArchiveRead(pointer)


def _library(label: str) -> ModuleType:
    """libarchive, found without asking a compiler or linker where it is."""
    place = _WHERE.get("linux" if sys.platform.startswith("linux") else sys.platform)
    try:
        if "LIBARCHIVE" not in os.environ and place is not None and _loads(place):
            os.environ["LIBARCHIVE"] = place
        library = importlib.import_module("libarchive")
    except (ImportError, OSError, AttributeError, TypeError):
        raise UnsupportedType("No reader for this type of file", detail=label) from None
    return library


def _loads(place: str) -> bool:
    try:
        ctypes.CDLL(place)
    except OSError:
        return False
    return True
