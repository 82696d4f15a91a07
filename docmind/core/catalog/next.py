"""The index of another model, built beside the one in use, until it takes its place.

Its passages are in the table ``next_chunks``, made like ``chunks``. The switch renames tables in
one transaction, so that it takes no longer for a large library than for a small one.
"""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Mapping, Sequence

from docmind.core.catalog.database import Database, execute_in
from docmind.core.catalog.rows import NewFile, insert_chunks

# Not searchable, so not to be carried over; what waits to be read again (pending) is kept.
_GONE = "SELECT id FROM files WHERE state IN ('problem', 'skipped')"


class NextTable(Database):
    """What of the library the other index holds. All calls come from the write lane."""

    def begin_next(self, notes: Mapping[str, str]) -> None:
        """Begin another index, empty; ``notes`` are kept as facts about the library."""
        with self.write() as connection:
            _drop(connection)
            connection.execute(_like_chunks(connection))
            # a table keeps its index when it is renamed, so each one needs a name of its own
            name = f"chunks_by_file_{uuid.uuid4().hex[:8]}"
            connection.execute(f"CREATE INDEX {name} ON next_chunks (file_id, ordinal)")
            _note(connection, notes)

    def drop_next(self, keys: Sequence[str]) -> None:
        """Give it up; the facts called ``keys`` are forgotten with it."""
        with self.write() as connection:
            _drop(connection)
            _note(connection, dict.fromkeys(keys, ""))

    def not_in_next(self, limit: int) -> list[int]:
        """Searchable files that it does not hold as they are now."""
        rows = self.connection().execute(
            "SELECT files.id FROM files LEFT JOIN next_files ON next_files.file_id = files.id "
            "WHERE state = 'done' AND next_files.revision IS NOT files.revision LIMIT ?",
            (limit,),
        )
        return [row[0] for row in rows]

    def next_counts(self) -> tuple[int, int]:
        """(files it holds as they are now, searchable files)."""
        connection = self.connection()
        held = connection.execute(
            "SELECT count(*) FROM next_files JOIN files ON files.id = next_files.file_id "
            "WHERE state = 'done' AND next_files.revision = files.revision"
        ).fetchone()[0]
        files = connection.execute("SELECT count(*) FROM files WHERE state = 'done'").fetchone()[0]
        return held, files

    def revision(self, file_id: int) -> int:
        """Which of its states a file is in."""
        row = self.connection().execute("SELECT revision FROM files WHERE id = ?", (file_id,))
        found = row.fetchone()
        return found[0] if found else 0

    def commit_next(self, files: Sequence[tuple[NewFile, int]]) -> None:
        """After its store was flushed: it holds these files, each in the revision beside it."""
        with self.write() as connection:
            ids = [item.file_id for item, _ in files]
            execute_in(connection, "DELETE FROM next_chunks WHERE file_id IN", ids)
            for item, revision in files:
                insert_chunks(connection, "next_chunks", item)
                connection.execute(
                    "INSERT OR REPLACE INTO next_files VALUES (?, ?)", (item.file_id, revision)
                )

    def tidy_next(self) -> None:
        """Forget in it the files that are no longer searchable."""
        with self.write() as connection:
            for table in ("next_chunks", "next_files"):
                connection.execute(f"DELETE FROM {table} WHERE file_id IN ({_GONE})")

    def next_point_ids(self) -> set[str]:
        """The id of every passage it holds."""
        rows = self.connection().execute("SELECT point_id FROM next_chunks")
        return {str(uuid.UUID(bytes=row[0])) for row in rows}

    def switch(self, before: str, after: str, notes: Mapping[str, str]) -> None:
        """Let it take the place of the one in use, all at once.

        Files that were read by the pipeline ``before`` count as read by ``after``; folders stay
        compared. Points of the store that was in use are nobody's any more.
        """
        with self.write() as connection:
            connection.execute("DROP TABLE IF EXISTS old_chunks")
            connection.execute("ALTER TABLE chunks RENAME TO old_chunks")
            connection.execute("ALTER TABLE next_chunks RENAME TO chunks")
            for table in ("next_files", "pending", "garbage", "folders"):
                connection.execute(f"DELETE FROM {table}")
            connection.execute("UPDATE files SET pipeline = ? WHERE pipeline = ?", (after, before))
            _note(connection, notes)
        with self.write() as connection:
            connection.execute("DROP TABLE IF EXISTS old_chunks")


def _drop(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE IF EXISTS next_chunks")
    connection.execute("DELETE FROM next_files")


def _like_chunks(connection: sqlite3.Connection) -> str:
    """The statement that makes ``next_chunks`` with the columns that ``chunks`` has by now."""
    (made,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'chunks'").fetchone()
    return f"CREATE TABLE next_chunks {made[made.index('(') :]}"


def _note(connection: sqlite3.Connection, notes: Mapping[str, str]) -> None:
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(notes.items()))
