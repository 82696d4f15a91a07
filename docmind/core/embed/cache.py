"""Embeddings already paid for: by model space and text, on disk, as float16."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from blake3 import blake3

from docmind.core.embed.eviction import Room, bytes_used, evict_some, give_back, hour
from docmind.core.schema_models import CacheUse
from docmind.core.vectors import Float32, SparseVector

log = logging.getLogger(__name__)
T = TypeVar("T")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS spaces (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, vectors INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS vectors (
    space INTEGER NOT NULL, key BLOB NOT NULL, dense BLOB NOT NULL, sparse BLOB,
    used INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (space, key)
) WITHOUT ROWID;
"""
# Form 2 counts the vectors of each space, and knows the hour in which one was used last.
_FROM_FORM_1 = """
BEGIN IMMEDIATE;
ALTER TABLE spaces ADD COLUMN vectors INTEGER NOT NULL DEFAULT 0;
ALTER TABLE vectors ADD COLUMN used INTEGER NOT NULL DEFAULT 0;
UPDATE spaces SET vectors = (SELECT count(*) FROM vectors WHERE space = spaces.id);
PRAGMA user_version = 2;
COMMIT;
"""
CACHE_FORM = 2
_ASK_AT_ONCE = 500
_USED_AGAIN = 24  # hours after which another use is noted
_TOUCHED_AT_ONCE = 500
_STATS_WAIT = 0.05  # seconds for which somebody who only looks waits for a step that is under way


class EmbeddingCache:
    """A SQLite file that may vanish or be damaged at any time: then it is begun anew. One of a
    newer form is left alone and not used.

    No method raises for its loss. Methods may be called from any thread. A key is the first
    128 bits of the text's blake3 hash. It holds no more than its ``room``, by and large: whoever
    puts something in makes room, in small steps.
    """

    def __init__(self, path: Path, room: Room | None = None) -> None:
        self._path = path
        self._room = room or Room()
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._vectors = 0  # as far as was seen last
        self._hits = self._misses = 0
        self._touched: set[tuple[str, bytes]] = set()

    def get(self, space: str, texts: Sequence[str]) -> list[Float32 | None]:
        """float32[d] of each text, or None where it is not known."""
        rows = self._find(space, texts, "dense")
        found = [None if row is None else _dense(row) for row in rows]
        missing = sum(row is None for row in found)
        self._hits += len(found) - missing
        self._misses += missing
        return found

    def get_sparse(self, space: str, texts: Sequence[str]) -> list[SparseVector | None]:
        """The sparse vector of each text, or None where none is known."""
        rows = self._find(space, texts, "sparse")
        return [None if row is None else _sparse(row) for row in rows]

    def put(
        self,
        space: str,
        texts: Sequence[str],
        dense: Float32,
        sparse: Sequence[SparseVector] = (),
    ) -> None:
        """Keep ``dense`` float32[n, d] (as float16), and ``sparse`` when given."""
        halves = np.asarray(dense, dtype="<f2")
        extra: list[bytes | None] = [_sparse_blob(row) for row in sparse]
        rows = {
            _key(text): (row.tobytes(), more)
            for text, row, more in zip(texts, halves, extra or [None] * len(texts), strict=True)
        }

        def write(connection: sqlite3.Connection) -> bool:
            with connection:
                connection.execute("INSERT OR IGNORE INTO spaces (name) VALUES (?)", (space,))
                number = _number(connection, space)
                before = connection.total_changes
                connection.executemany(
                    "DELETE FROM vectors WHERE space = ? AND key = ?",
                    ((number, key) for key in rows),
                )
                added = len(rows) - (connection.total_changes - before)
                now = hour()
                connection.executemany(
                    "INSERT INTO vectors VALUES (?, ?, ?, ?, ?)",
                    ((number, key, *blobs, now) for key, blobs in rows.items()),
                )
                connection.execute(
                    "UPDATE spaces SET vectors = vectors + ? WHERE id = ?", (added, number)
                )
            return self._room.is_full(bytes_used(connection))

        if self._use(write, False):
            self._make_room()

    def _make_room(self) -> None:
        """Evict until enough is gone, then shorten the file. Between two steps searches, and
        whoever else needs the cache, go first."""
        kept = self._room.kept()

        def evict(connection: sqlite3.Connection) -> bool:
            return not self._room.is_enough(bytes_used(connection)) and bool(
                evict_some(connection, kept)
            )

        before = self.stats()
        self._use(self._note_touched, None)
        for step in (evict, give_back):
            self._room.give_way()
            while self._use(step, False):
                self._room.give_way()
        after = self.stats()
        log.info("embedding cache: from %d to %d vectors", before.vectors, after.vectors)

    def stats(self) -> CacheUse:
        """How much is kept, and how many texts were there, or not, when they were looked for.
        While a long step is under way, the number of vectors is that before it."""
        size = 0
        for name in _names(self._path):
            with contextlib.suppress(OSError):
                size += name.stat().st_size
        if not size:
            self._vectors = 0
        elif self._lock.acquire(timeout=_STATS_WAIT):
            try:
                self._vectors = self._alone(_counted, 0)
            finally:
                self._lock.release()
        return CacheUse(self._vectors, size, self._room.limit, self._hits, self._misses)

    def clear(self, space: str | None = None) -> None:
        """Forget one space, or everything, and give the room back."""

        def forget(connection: sqlite3.Connection) -> bool:
            with connection:
                for table, column in (("vectors", "space"), ("spaces", "id")):
                    connection.execute(
                        f"DELETE FROM {table} WHERE ?1 IS NULL"  # noqa: S608
                        f" OR {column} = (SELECT id FROM spaces WHERE name = ?1)",
                        (space,),
                    )
            return True

        self._use(forget, False)
        while self._use(give_back, False):
            pass

    def close(self) -> None:
        """Let go of the file; the next call opens it again."""
        self._use(self._note_touched, None, only_if_open=True)
        with self._lock:
            self._shut()

    def _note_touched(self, connection: sqlite3.Connection) -> None:
        """Note the hour in which known vectors were used again."""
        touched, self._touched = self._touched, set()
        if touched:
            now = hour()
            with connection:
                connection.executemany(
                    "UPDATE vectors SET used = ?1 WHERE key = ?3"
                    " AND space = (SELECT id FROM spaces WHERE name = ?2)",
                    [(now, *one) for one in touched],
                )

    def _find(self, space: str, texts: Sequence[str], column: str) -> list[bytes | None]:
        keys = [_key(text) for text in texts]

        def read(connection: sqlite3.Connection) -> dict[bytes, bytes | None]:
            found: dict[bytes, bytes | None] = {}
            matters = self._room.notes_use(bytes_used(connection))
            before = hour() - _USED_AGAIN
            for start in range(0, len(keys), _ASK_AT_ONCE):
                some = keys[start : start + _ASK_AT_ONCE]
                marks = ",".join("?" * len(some))
                for key, blob, used in connection.execute(
                    f"SELECT key, {column}, used FROM vectors WHERE space = "  # noqa: S608
                    f"(SELECT id FROM spaces WHERE name = ?) AND key IN ({marks})",
                    (space, *some),
                ):
                    found[key] = blob
                    if matters and used < before:
                        self._touched.add((space, key))
            if len(self._touched) >= _TOUCHED_AT_ONCE:
                self._note_touched(connection)
            return found

        nothing: dict[bytes, bytes | None] = {}
        known = self._use(read, nothing)
        return [known.get(key) for key in keys]

    def _use(
        self, work: Callable[[sqlite3.Connection], T], otherwise: T, only_if_open: bool = False
    ) -> T:
        """What ``work`` returns, alone with the connection; ``otherwise`` when the file cannot be
        used. A damaged file is put aside and ``work`` gets a new one."""
        with self._lock:
            if only_if_open and self._connection is None:
                return otherwise
            return self._alone(work, otherwise)

    def _alone(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        for _ in range(2):
            try:
                return work(self._open())
            except (sqlite3.DatabaseError, OSError) as error:
                if not _is_damage(error):  # full disk, locked, read-only
                    log.warning("embedding cache not used: %s", error)
                    self._shut()
                    break
                log.warning("embedding cache begun anew: %s", error)
                self._shut()
                self._put_aside()
        return otherwise

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=10.0, check_same_thread=False)
            self._connection = connection
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > CACHE_FORM:  # a newer DocMind still needs it
                raise sqlite3.OperationalError(f"form {version} is not known")
            if not version:
                # so that a vector of 1024 numbers needs no page of its own: a third less on disk
                connection.execute("PRAGMA page_size = 16384")
                connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA wal_autocheckpoint = 250")  # pages: 4 MB
            if version == 1:
                connection.executescript(_FROM_FORM_1)
            connection.executescript(_SCHEMA)
            connection.execute(f"PRAGMA user_version = {CACHE_FORM}")
        return self._connection

    def _shut(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _put_aside(self) -> None:
        """Keep the damaged file under another name (the last one only)."""
        main, *others = _names(self._path)
        with contextlib.suppress(OSError):
            main.replace(main.with_name(f"{main.name}.damaged-{int(time.time())}"))
        for name in others:
            with contextlib.suppress(OSError):
                name.unlink()


def _is_damage(error: Exception) -> bool:
    """Whether a file is broken, or lacks tables that one of its form has."""
    if isinstance(error, sqlite3.OperationalError):
        return str(error).startswith(("no such table", "no such column"))
    return isinstance(error, sqlite3.DatabaseError)


def _names(path: Path) -> list[Path]:
    return [path, *(path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm"))]


def known_in(path: Path, space: str, texts: Sequence[str]) -> int:
    """How many of these a cache knows, of whatever older form. Nothing is changed in it."""
    found = 0
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=10.0)
        ) as connection,
    ):
        number = _number(connection, space)
        for text in texts:
            there = "SELECT count(*) FROM vectors WHERE space = ? AND key = ?"
            found += connection.execute(there, (number, _key(text))).fetchone()[0]
    return found


def _counted(connection: sqlite3.Connection) -> int:
    count = "SELECT coalesce(sum(vectors), 0) FROM spaces"
    return int(connection.execute(count).fetchone()[0])


def _number(connection: sqlite3.Connection, space: str) -> int:
    """The id of a space, 0 for an unknown one."""
    found = connection.execute("SELECT id FROM spaces WHERE name = ?", (space,)).fetchone()
    return int(found[0]) if found else 0


def _key(text: str) -> bytes:
    return blake3(text.encode("utf-8", "surrogatepass")).digest(length=16)


def _dense(blob: bytes) -> Float32 | None:
    """None for a blob that is no unit vector any more."""
    if len(blob) % 2:
        return None
    row = np.frombuffer(blob, "<f2").astype(np.float32)
    return row if abs(float(row @ row) - 1.0) < 0.02 else None


def _sparse_blob(row: SparseVector) -> bytes:
    indices = np.asarray(row.indices, dtype="<u4")
    return indices.tobytes() + np.asarray(row.values, dtype="<f2").tobytes()


def _sparse(blob: bytes) -> SparseVector | None:
    count, rest = divmod(len(blob), 6)
    if rest:
        return None
    return SparseVector(
        indices=np.frombuffer(blob, "<u4", count).astype(np.uint32),
        values=np.frombuffer(blob, "<f2", count, offset=4 * count).astype(np.float32),
    )
