"""Files by folder, as a look at the disk compares them; folders that hold nothing new."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from docmind.core.catalog.database import Database, execute_in, select_in
from docmind.core.catalog.rows import Known, below

_KNOWN = "id, size, mtime_ns, content_hash, pipeline, state, problem"


class FolderTable(Database):
    """What is known below a path, without what lies inside files.

    The digest of a folder is remembered only while all its files have their final state; whatever
    takes that state away (``forget_state``, ``delete_files``, ...) sees to it that the folder is
    compared again.
    """

    # -- files by folder -------------------------------------------------------------------------

    def known_in(self, folders: Sequence[bytes]) -> dict[bytes, dict[bytes, Known]]:
        """The known files directly in these folders, by folder and path."""
        found: dict[bytes, dict[bytes, Known]] = {}
        statement = f"SELECT folder, path, {_KNOWN} FROM files WHERE parent IS NULL AND folder IN"
        for folder, path, *known in select_in(self.connection(), statement, folders):
            found.setdefault(folder, {})[path] = Known(*known)
        return found

    def known_at(self, path: Path) -> Known | None:
        """The file at exactly this path."""
        row = (
            self.connection()
            .execute(
                f"SELECT {_KNOWN} FROM files WHERE path = ? AND parent IS NULL",
                (os.fsencode(path),),
            )
            .fetchone()
        )
        return Known(*row) if row else None

    def known_folders(self, path: Path) -> set[bytes]:
        """Every folder at or below ``path`` that holds known files."""
        at = os.fsencode(path)
        low, high = below(at)
        # from one folder to the next by the index, not over all files
        rows = self.connection().execute(
            "WITH RECURSIVE found (folder) AS ("
            " SELECT min(folder) FROM files WHERE folder >= :low AND folder < :high"
            " UNION ALL"
            " SELECT (SELECT min(folder) FROM files WHERE folder > found.folder AND folder < :high)"
            " FROM found WHERE found.folder IS NOT NULL"
            ") SELECT folder FROM found WHERE folder IS NOT NULL "
            "UNION SELECT folder FROM files WHERE folder = :at",
            {"low": low, "high": high, "at": at},
        )
        return {row[0] for row in rows}

    def read_files(self) -> Iterator[tuple[bytes, bytes, int]]:
        """(path, source, size in bytes) of each file on disk that was read or has a problem."""
        rows = self.connection().execute(
            "SELECT path, source, size FROM files "
            "WHERE state IN ('done', 'problem') AND parent IS NULL ORDER BY path"
        )
        yield from rows.fetchall()

    def containers(self) -> set[bytes]:
        """The paths of the files on disk that hold other known files."""
        rows = self.connection().execute(
            "SELECT path FROM files WHERE id IN "
            "(SELECT DISTINCT parent FROM files WHERE parent IS NOT NULL)"
        )
        return {row[0] for row in rows}

    def states_below(self, source: Path, path: Path) -> dict[str, int]:
        """How many files of a source are in each state, at or below ``path``."""
        connection = self.connection()
        if path == source:
            values: tuple[bytes, ...] = (os.fsencode(source),)
            where = "source = ?"
        else:
            values = (os.fsencode(path), *below(os.fsencode(path)))
            where = "(path = ? OR (path >= ? AND path < ?))"
        counts = dict(
            connection.execute(
                f"SELECT state, count(*) FROM files WHERE {where} GROUP BY state", values
            ).fetchall()
        )
        # apart, because the count of all comes from an index alone
        inner = connection.execute(
            f"SELECT state, count(*) FROM files INDEXED BY files_by_parent "
            f"WHERE parent IS NOT NULL AND {where} GROUP BY state",
            values,
        )
        for state, count in inner:
            counts[state] -= count
        return counts

    # -- folders that hold nothing new -----------------------------------------------------------

    def folder_digests(self, source: Path) -> dict[bytes, bytes]:
        """The digest of each folder of a source as it was when all in it was settled."""
        rows = self.connection().execute(
            "SELECT path, digest FROM folders WHERE source = ?", (os.fsencode(source),)
        )
        return dict(rows.fetchall())

    def remember_folders(self, source: Path, digests: Mapping[bytes, bytes]) -> None:
        """Note folders whose files all have their final state."""
        at = os.fsencode(source)
        with self.write() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO folders VALUES (?, ?, ?)",
                ((path, at, digest) for path, digest in digests.items()),
            )

    def forget_folders(self, folders: Sequence[bytes]) -> None:
        """Have these compared file by file next time."""
        with self.write() as connection:
            execute_in(connection, "DELETE FROM folders WHERE path IN", folders)

    def unread_folders(self, source: Path) -> set[bytes]:
        """Folders of a source with files that are not settled: not read yet, or to be tried each
        time because what keeps them from being read can go without a trace in the folder."""
        rows = self.connection().execute(
            "SELECT folder FROM files WHERE source = ?1 AND state = 'pending' "
            "UNION SELECT folder FROM files WHERE source = ?1 AND state = 'problem' "
            "AND problem IN ('unreadable', 'changed')",
            (os.fsencode(source),),
        )
        return {row[0] for row in rows}
