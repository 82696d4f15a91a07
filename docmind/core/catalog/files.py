"""Which sources and files there are, and the state of each."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from docmind.core.catalog.database import Database, execute_in, select_in
from docmind.core.catalog.rows import (
    FILE_COLUMNS,
    Known,
    below,
    discard_chunks,
    file_record,
    now,
    status_of,
)
from docmind.core.schema import FileRecord, FoundFile, Problem, SourceStatus


class FileTable(Database):
    """Sources and files."""

    # -- sources ---------------------------------------------------------------------------------

    def sources(self) -> tuple[Path, ...]:
        rows = self.connection().execute("SELECT path FROM sources ORDER BY added, path")
        return tuple(Path(os.fsdecode(row[0])) for row in rows)

    def add_source(self, path: Path) -> None:
        with self.write() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO sources VALUES (?, ?)", (os.fsencode(path), now())
            )

    def remove_source(self, path: Path) -> None:
        with self.write() as connection:
            connection.execute("DELETE FROM sources WHERE path = ?", (os.fsencode(path),))

    def excluded(self) -> tuple[bytes, ...]:
        """Paths taken out of their source, as bytes."""
        return tuple(row[0] for row in self.connection().execute("SELECT path FROM excluded"))

    def exclude(self, path: Path) -> None:
        """Read nothing at or below ``path`` until it is included again."""
        with self.write() as connection:
            connection.execute("INSERT OR IGNORE INTO excluded VALUES (?)", (os.fsencode(path),))

    def include(self, path: Path) -> None:
        """Drop the exclusions at, below and above ``path``."""
        low, high = below(os.fsencode(path))
        above = [os.fsencode(item) for item in (path, *path.parents)]
        with self.write() as connection:
            connection.execute("DELETE FROM excluded WHERE path >= ? AND path < ?", (low, high))
            execute_in(connection, "DELETE FROM excluded WHERE path IN", above)

    def reassign(self, source: Path, to: Path) -> None:
        """The files of one source belong to another from now on."""
        with self.write() as connection:
            connection.execute(
                "UPDATE files SET source = ? WHERE source = ?",
                (os.fsencode(to), os.fsencode(source)),
            )

    def source_status(self, reading: set[Path]) -> tuple[SourceStatus, ...]:
        """Each source with its counts; those in ``reading`` are being read."""
        counts: dict[bytes, dict[str, int]] = {}
        for source, state, count in self.connection().execute(
            "SELECT source, state, count(*) FROM files GROUP BY source, state"
        ):
            counts.setdefault(source, {})[state] = count
        return tuple(
            status_of(path, counts.get(os.fsencode(path), {}), path in reading)
            for path in self.sources()
        )

    # -- files -----------------------------------------------------------------------------------

    def known(self, source: Path) -> dict[bytes, Known]:
        """Every known file of a source by path bytes."""
        rows = self.connection().execute(
            "SELECT path, id, size, mtime_ns, content_hash, pipeline, state FROM files "
            "WHERE source = ?",
            (os.fsencode(source),),
        )
        return {row[0]: Known(*row[1:]) for row in rows}

    def files(self, file_ids: Sequence[int]) -> dict[int, FileRecord]:
        rows = select_in(
            self.connection(), f"SELECT {FILE_COLUMNS} FROM files WHERE id IN", file_ids
        )
        return {row[0]: file_record(row) for row in rows}

    def list_files(self, source: Path | None, limit: int) -> tuple[FileRecord, ...]:
        where, values = ("WHERE source = ?", [os.fsencode(source)]) if source else ("", [])
        rows = self.connection().execute(
            f"SELECT {FILE_COLUMNS} FROM files {where} ORDER BY path LIMIT ?",
            (*values, limit),
        )
        return tuple(file_record(row) for row in rows)

    def file_ids_under(self, path: Path) -> list[int]:
        """Files at ``path`` or below it, and those of a source at ``path``."""
        at = os.fsencode(path)
        low, high = below(at)
        rows = self.connection().execute(
            "SELECT id FROM files WHERE path = ? OR source = ? OR (path >= ? AND path < ?)",
            (at, at, low, high),
        )
        return [row[0] for row in rows]

    def register(self, source: Path, found: Iterable[FoundFile]) -> dict[bytes, int]:
        """Give every file an id and the state ``pending`` where it had none. By path bytes."""
        ids: dict[bytes, int] = {}
        with self.write() as connection:
            for item in found:
                path = os.fsencode(item.path)
                row = connection.execute(
                    "INSERT INTO files (path, folder, source, size, mtime_ns, state) "
                    "VALUES (?, ?, ?, ?, ?, 'pending') "
                    "ON CONFLICT (path) DO UPDATE SET source = excluded.source RETURNING id",
                    (path, os.path.dirname(path), os.fsencode(source), item.size, item.mtime_ns),  # noqa: PTH120
                ).fetchone()
                ids[path] = row[0]
        return ids

    def touch(self, file_id: int, found: FoundFile) -> None:
        """The file was touched but its content is the same."""
        with self.write() as connection:
            connection.execute(
                "UPDATE files SET size = ?, mtime_ns = ? WHERE id = ?",
                (found.size, found.mtime_ns, file_id),
            )

    def skip(self, file_id: int, found: FoundFile, suffix: str, pipeline: str) -> None:
        """No extractor reads this type. Anything it had in the index becomes garbage."""
        self._settle(file_id, found, "skipped", suffix, "", "", pipeline)

    def fail(self, file_id: int, found: FoundFile, problem: Problem, pipeline: str) -> None:
        """The file could not be read. Anything it had in the index becomes garbage."""
        self._settle(
            file_id, found, "problem", problem.kind, problem.reason, problem.hint, pipeline
        )

    def _settle(
        self,
        file_id: int,
        found: FoundFile,
        state: str,
        kind: str,
        reason: str,
        hint: str,
        pipeline: str,
    ) -> None:
        with self.write() as connection:
            discard_chunks(connection, [file_id])
            connection.execute(
                "UPDATE files SET state = ?, problem = ?, reason = ?, hint = ?, since = ?, "
                "size = ?, mtime_ns = ?, content_hash = '', pipeline = ? WHERE id = ?",
                (
                    state, kind, reason, hint, now(),
                    found.size, found.mtime_ns, pipeline, file_id,
                ),
            )  # fmt: skip

    def problems(self) -> tuple[Problem, ...]:
        rows = self.connection().execute(
            "SELECT path, problem, reason, hint, since FROM files WHERE state = 'problem' "
            "ORDER BY since DESC, path"
        )
        return tuple(Problem(Path(os.fsdecode(row[0])), *row[1:]) for row in rows)

    def problem_count(self) -> int:
        count = self.connection().execute("SELECT count(*) FROM files WHERE state = 'problem'")
        return int(count.fetchone()[0])

    def skipped_types(self) -> tuple[tuple[str, int], ...]:
        """(type, count) of the skipped files, most common first."""
        rows = self.connection().execute(
            "SELECT problem, count(*) FROM files WHERE state = 'skipped' GROUP BY problem "
            "ORDER BY count(*) DESC, problem"
        )
        return tuple((row[0], row[1]) for row in rows)

    def forget_state(self, file_ids: Sequence[int]) -> None:
        """Make files count as never read, so that the next job reads them again."""
        with self.write() as connection:
            execute_in(
                connection,
                "UPDATE files SET state = 'pending', pipeline = '' WHERE id IN",
                file_ids,
            )

    def delete_files(self, file_ids: Sequence[int]) -> None:
        """Forget files; their points become garbage."""
        with self.write() as connection:
            discard_chunks(connection, file_ids)
            execute_in(connection, "DELETE FROM files WHERE id IN", file_ids)
