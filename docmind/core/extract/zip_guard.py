"""Opening zip containers of strangers: nothing is unpacked before its sizes are known."""

from __future__ import annotations

import errno
import zipfile
from pathlib import Path

from docmind.core.errors import FileTooLarge
from docmind.core.extract.base import damaged, password_needed

_MOST_ENTRIES = 20_000
_MOST_UNPACKED = 1 << 30
_SMALL = 64 << 20
_MOST_RATIO = 200
_MOST_DIRECTORY = 8 << 20
_END_RECORD = 22 + 65535
_END_MARK = b"PK\x05\x06"


def open_zip(path: Path) -> zipfile.ZipFile:
    """The container at ``path``. Raises ``FileTooLarge`` for one that unpacks to too much.

    Allowed are 20,000 entries, 1 GiB in all, and 200 times the packed size beyond 64 MiB.
    ``zipfile`` never unpacks more of an entry than its stated size.
    """
    _check_entry_count(path)
    try:
        container = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        if isinstance(error, OSError) and error.errno != errno.EINVAL:
            raise  # the disk's fault; a place before its beginning is the file's
        raise damaged(f"It is not a complete container ({error}).") from None
    entries = container.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = path.stat().st_size
    if (
        len(entries) > _MOST_ENTRIES
        or unpacked > _MOST_UNPACKED
        or (unpacked > _SMALL and unpacked > _MOST_RATIO * packed)
    ):
        container.close()
        raise _too_large(f"It would unpack to {unpacked >> 20:,} MB.")
    if any(entry.flag_bits & 1 for entry in entries):
        container.close()
        raise password_needed()
    return container


def _check_entry_count(path: Path) -> None:
    """``zipfile`` makes an object for each entry, so a huge directory is refused unread."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _END_RECORD))
        tail = file.read()
    place = tail.rfind(_END_MARK)
    if place < 0 or len(tail) < place + 16:
        return  # zipfile says what is wrong
    directory = int.from_bytes(tail[place + 12 : place + 16], "little")
    if _MOST_DIRECTORY < directory != 0xFFFFFFFF:
        raise _too_large("It holds too many files.")


def _too_large(detail: str) -> FileTooLarge:
    return FileTooLarge(
        "The file is too large to read",
        detail=detail,
        hint="Such a file is hardly a document; delete it if you do not know it.",
    )
