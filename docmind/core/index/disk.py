"""A disk that fills up: a job that writes waits until there is room again."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from docmind.core.cancelling import CancelToken
from docmind.core.errors import DiskFull
from docmind.core.events import Event, Notice

T = TypeVar("T")


class Ground(Protocol):
    """What a job writes on: the disk of ``library`` must keep ``min_free_bytes``."""

    @property
    def library(self) -> Path: ...

    @property
    def min_free_bytes(self) -> int: ...

    @property
    def publish(self) -> Callable[[Event], None]: ...


_MIB = 2**20
_LOOK_EVERY = 2.0  # seconds
_NO_ROOM = frozenset((errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)))
# SQLite calls it an I/O error when its shared memory file cannot grow.
_NEARLY_NOTHING = 16 * _MIB


class DiskGuard:
    """Looks at the free space of the library's disk before a job writes.

    The store is mapped into memory, and its process is killed by the system when such a file
    cannot grow: so there is no trying, only looking first (``Ground.min_free_bytes``).
    """

    def __init__(self, rooms: Ground, token: CancelToken) -> None:
        self._rooms = rooms
        self._token = token
        self._one = threading.Lock()

    @property
    def has_room(self) -> bool:
        return self._free() >= self._rooms.min_free_bytes

    def wait(self) -> None:
        """Return when there is room; the whole job is held until then.

        Raises ``Cancelled`` when the job is cancelled meanwhile.
        """
        with self._one:
            if not self.has_room:
                self._hold()

    def wait_after(self, error: Exception) -> None:
        """The same after a write failed. Raises ``error`` itself when it is another failure."""
        if not self._tells_of_full_disk(error):
            raise error
        with self._one:
            self._hold()

    def write(self, work: Callable[[], T]) -> T:
        """What ``work`` returns, once there is room for it; it is done again when there was not.

        ``work`` must be such that doing it again, also after half of it, is harmless.
        """
        self.wait()
        while True:
            try:
                return work()
            except (DiskFull, sqlite3.Error, OSError) as error:
                self.wait_after(error)

    def _hold(self) -> None:
        """Wait, one look at least, and until there is somewhat more room than the least: else the
        next batch would stop again."""
        least = self._rooms.min_free_bytes
        enough = least + min(least // 8, 128 * _MIB)
        self._rooms.publish(Notice("warning", self._what_to_do(enough)))
        with self._token.held("The disk is nearly full. Reading goes on when there is room."):
            self._token.rest(_LOOK_EVERY)
            while self._free() < enough:
                self._token.rest(_LOOK_EVERY)
        self._rooms.publish(Notice("info", "There is room on the disk again. Reading goes on."))

    def _what_to_do(self, enough: int) -> str:
        free = self._free() // _MIB
        return (
            f"The disk is nearly full: {free:,} MB are free ({self._rooms.library}). "
            "Reading waits; nothing is lost, and searching goes on. "
            f"Make room until at least {max(enough // _MIB, 1):,} MB are free, or cancel."
        )

    def _free(self) -> int:
        return shutil.disk_usage(self._rooms.library).free

    def _tells_of_full_disk(self, error: Exception) -> bool:
        if isinstance(error, sqlite3.OperationalError):
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            return code == sqlite3.SQLITE_FULL or (
                code == sqlite3.SQLITE_IOERR and self._free() < _NEARLY_NOTHING
            )
        return isinstance(error, DiskFull) or (
            isinstance(error, OSError) and error.errno in _NO_ROOM
        )
