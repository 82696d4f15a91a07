"""The catalog's connections and transactions."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from docmind.core.catalog.migrations import migrate
from docmind.core.errors import DocMindError

Row = tuple[Any, ...]
_STEPS = 10_000  # of the database between two looks at the clock


class Database:
    """SQLite with a write-ahead log, every commit synced to disk; a connection per thread."""

    def __init__(self, path: Path) -> None:
        """Open or create. Raises ``DocMindError`` when the file is not a readable catalog."""
        self._path = path
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._write_lock = threading.RLock()
        self._commits = 0
        try:
            connection = self.connection()
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise sqlite3.DatabaseError("quick_check failed")
            migrate(connection)
        except sqlite3.DatabaseError as error:
            self.close()
            raise DocMindError(
                "The catalog of this library is damaged",
                detail=f"{error}.",
                hint="Move the library folder away and add your folders again; "
                "your own files are untouched.",
                path=path,
            ) from error

    def connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                self._path, isolation_level=None, check_same_thread=False, timeout=30
            )
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA cache_size = -16384")
            self._local.connection = connection
            self._connections.append(connection)
        return connection

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        with self._write_lock:
            connection = self.connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
                self._commits += 1
            except BaseException:
                if connection.in_transaction:  # a full disk ends it by itself
                    connection.execute("ROLLBACK")
                raise

    def settled(self) -> int | None:
        """How many transactions were committed; None inside one, whose changes may be undone."""
        return None if self.connection().in_transaction else self._commits

    def close(self) -> None:
        """Close every thread's connection."""
        for connection in self._connections:
            connection.close()
        self._connections.clear()
        self._local = threading.local()


@contextmanager
def limited(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Statements run longer than ``seconds`` in here are interrupted (``OperationalError``)."""
    until = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


def select_in(
    connection: sqlite3.Connection, statement: str, values: Sequence[object]
) -> Iterator[Row]:
    """Run ``statement (?, ?, ...)`` in slices that SQLite's limit on variables allows."""
    for start in range(0, len(values), 500):
        part = values[start : start + 500]
        marks = ",".join("?" * len(part))
        yield from connection.execute(f"{statement} ({marks})", part)


def execute_in(connection: sqlite3.Connection, statement: str, values: Sequence[object]) -> None:
    for _ in select_in(connection, statement, values):
        pass
