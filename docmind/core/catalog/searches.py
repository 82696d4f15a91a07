"""Searches that are kept: the history of what was asked, and those saved under a name."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from docmind.core.catalog.database import Database
from docmind.core.catalog.rows import now
from docmind.core.schema import Mode
from docmind.core.schema_searches import AskedSearch, SavedSearch

HISTORY_KEPT = 500
_CHECKPOINT_MS = 500  # erasing waits so long for readers of the log, then leaves it to the next one


class SearchTable(Database):
    """What people asked. What is forgotten is overwritten in the file, not only unlinked."""

    # -- history ---------------------------------------------------------------------------------

    def history(self, since: str = "") -> tuple[AskedSearch, ...]:
        """Newest first, only those asked at ``since`` (ISO 8601 in UTC) or later."""
        rows = self.connection().execute(
            "SELECT text, mode, times, last_asked FROM search_history WHERE last_asked >= ? "
            "ORDER BY id DESC",
            (since,),
        )
        return tuple(AskedSearch(*row) for row in rows)

    def remember_search(self, text: str, mode: Mode) -> None:
        """Put a search at the head of the history, which keeps the newest ``HISTORY_KEPT``."""
        with self._erasing() as connection:
            same = (text, mode)
            row = connection.execute(
                "SELECT times FROM search_history WHERE text = ? AND mode = ?", same
            ).fetchone()
            connection.execute("DELETE FROM search_history WHERE text = ? AND mode = ?", same)
            connection.execute(
                "INSERT INTO search_history (text, mode, times, last_asked) VALUES (?, ?, ?, ?)",
                (*same, row[0] + 1 if row else 1, now()),
            )
            connection.execute(
                "DELETE FROM search_history WHERE id <= "
                "(SELECT id FROM search_history ORDER BY id DESC LIMIT 1 OFFSET ?)",
                (HISTORY_KEPT,),
            )

    def forget_history(self, text: str | None = None, before: str | None = None) -> int:
        """Erase the searches of this text in every mode, those asked before a time (ISO 8601 in
        UTC), or all. Returns how many they were."""
        where: str = "1"
        values: tuple[str, ...] = ()
        if text is not None:
            where, values = "text = ?", (text,)
        elif before is not None:
            where, values = "last_asked < ?", (before,)
        with self._erasing() as connection:
            count = connection.execute(
                f"DELETE FROM search_history WHERE {where}",
                values,
            ).rowcount
        if count:
            self._empty_log()
        return count

    # -- saved searches --------------------------------------------------------------------------

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """By name, whatever its case."""
        rows = self.connection().execute(
            "SELECT name, text, mode, created FROM saved_searches ORDER BY folded"
        )
        return tuple(SavedSearch(*row) for row in rows)

    def save_search(self, name: str, text: str, mode: Mode) -> bool:
        """Keep a search under a name. False, and nothing happens, when the name is taken."""
        with self.write() as connection:
            cursor = connection.execute(
                "INSERT OR IGNORE INTO saved_searches VALUES (?, ?, ?, ?, ?)",
                (folded(name), name, text, mode, now()),
            )
            return cursor.rowcount == 1

    def rename_saved(self, name: str, new_name: str) -> int:
        """Give a saved search another name. Returns how many bear ``name`` (0 or 1), or -1 when
        the other name is taken."""
        try:
            with self._erasing() as connection:
                return connection.execute(
                    "UPDATE saved_searches SET folded = ?, name = ? WHERE folded = ?",
                    (folded(new_name), new_name, folded(name)),
                ).rowcount
        except sqlite3.IntegrityError:
            return -1

    def remove_saved(self, name: str) -> bool:
        """Erase a saved search. False when there is none of this name."""
        with self._erasing() as connection:
            count = connection.execute(
                "DELETE FROM saved_searches WHERE folded = ?", (folded(name),)
            ).rowcount
        if count:
            self._empty_log()
        return count > 0

    # -- erasing ---------------------------------------------------------------------------------

    @contextmanager
    def _erasing(self) -> Iterator[sqlite3.Connection]:
        """A transaction in which what is deleted is overwritten with zeros."""
        connection = self.connection()
        usual = connection.execute("PRAGMA secure_delete").fetchone()[0]
        connection.execute("PRAGMA secure_delete = ON")
        try:
            with self.write():
                yield connection
        finally:
            connection.execute(f"PRAGMA secure_delete = {usual}")

    def _empty_log(self) -> None:
        """Copy the write-ahead log into the catalog and cut it: it still holds the old pages."""
        with suppress(sqlite3.Error), self._write_lock:
            connection = self.connection()
            connection.execute(f"PRAGMA busy_timeout = {_CHECKPOINT_MS}")
            try:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                connection.execute("PRAGMA busy_timeout = 30000")


def folded(name: str) -> str:
    """What two names have in common that differ only in case or in how letters are composed."""
    return unicodedata.normalize("NFKC", name).casefold()
