"""What goes from the embedding cache when it holds more than it may.

First the vectors of spaces that belong to no index any more, then those that were not used for the
longest time, as Redis finds them ("approximated LRU" in its documentation of key eviction): of a
sample, the older half goes. Keys are hashes, so neighbours are a sample that is read in one piece.
When a vector was used last is noted in hours.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

_SAMPLE = 512  # vectors looked at in one step, half of which go
_PAGES_AT_ONCE = 512
_FULL, _ENOUGH = 1.0, 0.9  # of the limit: where evicting begins, and where it ends
_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Room:
    """How much a cache may hold: ``limit`` bytes (0 = any number). ``kept`` names the spaces of
    the indexes there are; ``give_way`` waits while a search is under way."""

    limit: int = 0
    kept: Callable[[], Collection[str]] = tuple
    give_way: Callable[[], None] = lambda: None

    def is_full(self, size: int) -> bool:
        """Whether something has to go."""
        return 0 < self.limit * _FULL < size

    def is_enough(self, size: int) -> bool:
        """Whether enough is gone, so that the next vectors do not fill it at once."""
        return size <= self.limit * _ENOUGH

    def notes_use(self, size: int) -> bool:
        """Whether it matters by now what is used."""
        return 0 < self.limit < 2 * size


def hour() -> int:
    """Now, in hours since 1970."""
    return int(time.time()) // _SECONDS


def bytes_used(connection: sqlite3.Connection) -> int:
    """What the vectors take in the file, without room that was given free in it."""
    pages, free, size = (
        int(connection.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * size


def evict_some(connection: sqlite3.Connection, kept: Collection[str]) -> int:
    """One small step, a transaction. Returns how many vectors went; 0 when none are left."""
    spaces = connection.execute("SELECT id, name, vectors FROM spaces").fetchall()
    orphans = [number for number, name, _ in spaces if name not in kept]
    with connection:
        if orphans:
            return _drop_orphan(connection, orphans[0])
        counts = [max(count, 0) for _, _, count in spaces]
        if not any(counts):
            return 0
        (chosen,) = random.choices([one[0] for one in spaces], counts)  # noqa: S311 - a sample
        return _drop_older_half(connection, chosen)


def give_back(connection: sqlite3.Connection) -> bool:
    """Shorten the file by some of the room that is free in it. Returns whether there is more."""
    if connection.execute("PRAGMA auto_vacuum").fetchone()[0]:
        connection.execute(f"PRAGMA incremental_vacuum({_PAGES_AT_ONCE})").fetchall()
        return bool(connection.execute("PRAGMA freelist_count").fetchone()[0])
    place = Path(connection.execute("PRAGMA database_list").fetchone()[2])
    if shutil.disk_usage(place.parent).free > 3 * bytes_used(connection):
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # a file of the first form, once
        connection.execute("VACUUM")
    return False


def _drop_orphan(connection: sqlite3.Connection, space: int) -> int:
    keys = [row[0] for row in _sample(connection, space, b"", 2 * _SAMPLE)]
    if not keys:
        connection.execute("DELETE FROM spaces WHERE id = ?", (space,))
        return 1  # there may be more of another one
    return _drop(connection, space, keys)


def _drop_older_half(connection: sqlite3.Connection, space: int) -> int:
    """Where the sample runs over the last key, it goes on at the first one."""
    found = _sample(connection, space, os.urandom(16), _SAMPLE)
    if len(found) < _SAMPLE:
        found = list({*found, *_sample(connection, space, b"", _SAMPLE - len(found))})
    found.sort(key=lambda row: row[1])
    return _drop(connection, space, [key for key, _ in found[: (len(found) + 1) // 2]])


def _sample(
    connection: sqlite3.Connection, space: int, start: bytes, count: int
) -> list[tuple[bytes, int]]:
    """(key, hour of its last use) of the vectors from ``start`` on."""
    return connection.execute(
        "SELECT key, used FROM vectors WHERE space = ? AND key >= ? ORDER BY key LIMIT ?",
        (space, start, count),
    ).fetchall()


def _drop(connection: sqlite3.Connection, space: int, keys: list[bytes]) -> int:
    connection.executemany(
        "DELETE FROM vectors WHERE space = ? AND key = ?", [(space, key) for key in keys]
    )
    connection.execute("UPDATE spaces SET vectors = vectors - ? WHERE id = ?", (len(keys), space))
    return len(keys)
