"""Opening files that strangers named: only regular ones, never one that blocks."""

from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path
from typing import NamedTuple

from docmind.core.errors import FileUnreadable

# A pipe opened for reading blocks until someone writes; O_NONBLOCK returns at once instead.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)

_REASONS = {
    errno.EACCES: ("There is no permission to read it", "Change its permissions, then try again."),
    errno.EPERM: ("There is no permission to read it", "Change its permissions, then try again."),
    errno.ENOENT: ("It is not there any more", "Nothing to do if it was moved or deleted."),
    errno.ENOTDIR: ("It is not there any more", "Nothing to do if it was moved or deleted."),
    errno.ELOOP: ("It is a link that leads nowhere", "Remove or repair the link."),
    errno.ENAMETOOLONG: ("Its full name is too long for this system", "Shorten folder names."),
    errno.EIO: ("The disk could not read it", "Check the disk or the connection to it."),
    errno.ESTALE: ("The network drive has lost it", "Connect the drive again."),
    errno.EMFILE: ("Too many files are open", "Close other programs, then try again."),
}


class Stamp(NamedTuple):
    """What tells one state of a file from another, without reading it."""

    device: int
    inode: int
    size: int
    mtime_ns: int


def reason(error: OSError) -> tuple[str, str]:
    """(what is wrong, what to do) in plain words, without the file's name."""
    known = _REASONS.get(error.errno or 0)
    return known or (error.strerror or "It cannot be read", "Check the file, then try again.")


def open_regular(path: Path) -> io.FileIO:
    """Open a regular file for reading, unbuffered. Never blocks on a pipe, socket or device.

    Raises ``FileUnreadable`` when it cannot be opened or is not a regular file.
    """
    try:
        # Looked at before it is opened: opening some devices has effects.
        if not stat.S_ISREG(path.stat().st_mode):
            raise _not_a_file(path)
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _not_a_file(path)
    return io.FileIO(descriptor, "rb")


def stamp(path: Path) -> Stamp:
    """The present state of a file. Raises ``FileUnreadable``."""
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    return Stamp(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system has an order for that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def unreadable(path: Path, error: OSError | ValueError) -> FileUnreadable:
    """The error for a person, made from the system's."""
    what, hint = reason(error) if isinstance(error, OSError) else ("Its name is not valid", "")
    return FileUnreadable("The file cannot be read", detail=f"{what}.", hint=hint, path=path)


def _not_a_file(path: Path) -> FileUnreadable:
    return FileUnreadable(
        "The file cannot be read", detail="It is a pipe, socket, device or folder.", path=path
    )
