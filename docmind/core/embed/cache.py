"""Embeddings already paid for: by model space and text, on disk, as float16."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from blake3 import blake3

from docmind.core.vectors import Float32, SparseVector

log = logging.getLogger(__name__)
T = TypeVar("T")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS spaces (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS vectors (
    space INTEGER NOT NULL, key BLOB NOT NULL, dense BLOB NOT NULL, sparse BLOB,
    PRIMARY KEY (space, key)
) WITHOUT ROWID;
"""
CACHE_FORM = 1
_ASK_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class CacheStats:
    """Kept vectors over all spaces, and the file's size in bytes."""

    vectors: int
    size: int


class EmbeddingCache:
    """A SQLite file that may vanish or be damaged at any time: then it is begun anew. One of a
    newer form is left alone and not used.

    No method raises for its loss. Methods may be called from any thread. A key is the first
    128 bits of the text's blake3 hash.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def get(self, space: str, texts: Sequence[str]) -> list[Float32 | None]:
        """float32[d] of each text, or None where it is not known."""
        rows = self._find(space, texts, "dense")
        return [None if row is None else _dense(row) for row in rows]

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
        rows = [
            (_key(text), row.tobytes(), more, space)
            for text, row, more in zip(texts, halves, extra or [None] * len(texts), strict=True)
        ]

        def write(connection: sqlite3.Connection) -> None:
            with connection:
                connection.execute("INSERT OR IGNORE INTO spaces (name) VALUES (?)", (space,))
                connection.executemany(
                    "INSERT OR REPLACE INTO vectors SELECT id, ?, ?, ? FROM spaces WHERE name = ?",
                    rows,
                )

        self._use(write, None)

    def stats(self) -> CacheStats:
        """How much is kept."""
        count = "SELECT count(*) FROM vectors"
        found = self._use(lambda connection: int(connection.execute(count).fetchone()[0]), 0)
        size = 0
        for name in _names(self._path):
            with contextlib.suppress(OSError):
                size += name.stat().st_size
        return CacheStats(vectors=found, size=size)

    def clear(self, space: str | None = None) -> None:
        """Forget one space, or everything, and give the room back."""

        def forget(connection: sqlite3.Connection) -> None:
            with connection:
                connection.execute(
                    "DELETE FROM vectors WHERE ?1 IS NULL"
                    " OR space = (SELECT id FROM spaces WHERE name = ?1)",
                    (space,),
                )
            connection.execute("VACUUM")

        self._use(forget, None)

    def close(self) -> None:
        """Let go of the file; the next call opens it again."""
        with self._lock:
            self._shut()

    def _find(self, space: str, texts: Sequence[str], column: str) -> list[bytes | None]:
        keys = [_key(text) for text in texts]

        def read(connection: sqlite3.Connection) -> dict[bytes, bytes | None]:
            found: dict[bytes, bytes | None] = {}
            for start in range(0, len(keys), _ASK_AT_ONCE):
                some = keys[start : start + _ASK_AT_ONCE]
                marks = ",".join("?" * len(some))
                found.update(
                    connection.execute(
                        f"SELECT key, {column} FROM vectors WHERE space = "  # noqa: S608
                        f"(SELECT id FROM spaces WHERE name = ?) AND key IN ({marks})",
                        (space, *some),
                    )
                )
            return found

        nothing: dict[bytes, bytes | None] = {}
        known = self._use(read, nothing)
        return [known.get(key) for key in keys]

    def _use(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """What ``work`` returns, alone with the connection; ``otherwise`` when the file cannot be
        used. A damaged file is put aside and ``work`` gets a new one."""
        with self._lock:
            for _ in range(2):
                try:
                    return work(self._open())
                except (sqlite3.OperationalError, OSError) as error:  # full disk, locked, read-only
                    log.warning("embedding cache not used: %s", error)
                    self._shut()
                    break
                except sqlite3.DatabaseError as error:
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
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
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


def _names(path: Path) -> list[Path]:
    return [path, *(path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm"))]


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
