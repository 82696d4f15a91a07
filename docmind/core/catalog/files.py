"""Which sources and files there are, and the state of each."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from docmind.core.catalog.database import Database, execute_in, select_in
from docmind.core.catalog.migrations import folded_name
from docmind.core.catalog.rows import (
    FILE_COLUMNS,
    STILL_IGNORED,
    below,
    discard_chunks,
    file_record,
    forget_files,
    forget_members,
    index_name,
    now,
    status_of,
)
from docmind.core.lexical import fold
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
                "INSERT OR IGNORE INTO sources (path, added) VALUES (?, ?)",
                (os.fsencode(path), now()),
            )

    def pause_source(self, path: Path, paused: bool) -> None:
        """Read nothing of a source, or read it again, also after a restart."""
        with self.write() as connection:
            connection.execute(
                "UPDATE sources SET paused = ? WHERE path = ?", (paused, os.fsencode(path))
            )

    def paused_sources(self) -> frozenset[Path]:
        """The sources that are not read for now."""
        rows = self.connection().execute("SELECT path FROM sources WHERE paused = 1")
        return frozenset(Path(os.fsdecode(row[0])) for row in rows)

    def remove_source(self, path: Path) -> None:
        with self.write() as connection:
            connection.execute("DELETE FROM sources WHERE path = ?", (os.fsencode(path),))
            connection.execute("DELETE FROM folders WHERE source = ?", (os.fsencode(path),))

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
        for source, count in self.connection().execute(
            "SELECT source, count(*) FROM files WHERE ignored = 1 AND state = 'problem' "
            "GROUP BY source"
        ):
            counts.setdefault(source, {})["ignored"] = count
        paused = self.paused_sources()
        return tuple(
            status_of(path, counts.get(os.fsencode(path), {}), path in reading, path in paused)
            for path in self.sources()
        )

    # -- files -----------------------------------------------------------------------------------

    def file_at(self, path: Path) -> FileRecord | None:
        """The known file at ``path``."""
        row = (
            self.connection()
            .execute(f"SELECT {FILE_COLUMNS} FROM files WHERE path = ?", (os.fsencode(path),))
            .fetchone()
        )
        return file_record(row) if row else None

    def problem_of(self, file_id: int) -> Problem | None:
        """Why a file could not be read, or that it holds no text; None when all is well."""
        row = (
            self.connection()
            .execute(
                "SELECT path, problem, reason, hint, since FROM files "
                "WHERE id = ? AND (state = 'problem' OR problem = 'no_text')",
                (file_id,),
            )
            .fetchone()
        )
        return Problem(Path(os.fsdecode(row[0])), *row[1:]) if row else None

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
                ids[path] = _register(connection, path, source, item.size, item.mtime_ns, None)
        return ids

    def register_members(self, parent: int, members: Sequence[FoundFile]) -> list[int]:
        """The same for what lies inside a file; their ids in the same order."""
        if not members:
            return []
        with self.write() as connection:
            row = connection.execute("SELECT source FROM files WHERE id = ?", (parent,)).fetchone()
            source = Path(os.fsdecode(row[0]))
            return [
                _register(
                    connection, os.fsencode(item.path), source, item.size, item.mtime_ns, parent
                )
                for item in members
            ]

    def touch(self, files: Sequence[tuple[int, FoundFile]]) -> None:
        """These were touched but their content is the same."""
        with self.write() as connection:
            connection.executemany(
                "UPDATE files SET size = ?, mtime_ns = ? WHERE id = ?",
                ((found.size, found.mtime_ns, file_id) for file_id, found in files),
            )

    def skip(self, files: Sequence[tuple[int, FoundFile, str]], pipeline: str) -> None:
        """No extractor reads these: (id, file, its type). What they had in the index becomes
        garbage."""
        with self.write() as connection:
            for file_id, found, suffix in files:
                _settle(connection, file_id, found, pipeline, ("skipped", suffix, "", ""))

    def fail(self, file_id: int, found: FoundFile, problem: Problem, pipeline: str) -> None:
        """The file could not be read. Anything it had in the index becomes garbage."""
        facts = ("problem", problem.kind, problem.reason, problem.hint)
        with self.write() as connection:
            _settle(connection, file_id, found, pipeline, facts)

    def problems(self) -> tuple[Problem, ...]:
        """Files that could not be read, and documents that hold no text; newest first."""
        rows = self.connection().execute(
            "SELECT path, problem, reason, hint, since, ignored FROM files "
            "WHERE state = 'problem' OR problem = 'no_text' ORDER BY since DESC, path"
        )
        return tuple(
            Problem(Path(os.fsdecode(path)), kind, reason, hint, since, bool(ignored))
            for path, kind, reason, hint, since, ignored in rows
        )

    def problem_count(self) -> int:
        """Files that could not be read, without those a person ignores."""
        count = self.connection().execute(
            "SELECT count(*) FROM files WHERE state = 'problem' AND ignored = 0"
        )
        return int(count.fetchone()[0])

    def ignore(self, file_ids: Sequence[int], ignored: bool) -> int:
        """A person wants to hear no more of these problems, or again; how many were changed."""
        with self.write() as connection:
            before = connection.total_changes
            execute_in(
                connection,
                f"UPDATE files SET ignored = {int(ignored)} WHERE ignored != {int(ignored)} "
                "AND (state = 'problem' OR problem = 'no_text') AND id IN",
                file_ids,
            )
            return connection.total_changes - before

    def has_no_text(self, file_id: int) -> bool:
        """Whether it is listed as a document without text."""
        row = self.connection().execute("SELECT problem FROM files WHERE id = ?", (file_id,))
        found = row.fetchone()
        return bool(found and found[0] == "no_text")

    def no_text_count(self) -> int:
        """Documents that were read and hold no text, without those a person ignores."""
        count = self.connection().execute(
            "SELECT count(*) FROM files WHERE problem = 'no_text' AND ignored = 0"
        )
        return int(count.fetchone()[0])

    def skipped_types(self) -> tuple[tuple[str, int], ...]:
        """(type, count) of the skipped files, most common first."""
        rows = self.connection().execute(
            "SELECT problem, count(*) FROM files WHERE state = 'skipped' GROUP BY problem "
            "ORDER BY count(*) DESC, problem"
        )
        return tuple((row[0], row[1]) for row in rows)

    def forget_state(self, file_ids: Sequence[int]) -> None:
        """Make files count as never read, so that the next job reads them again; of a file that
        lies in another, the outermost one."""
        with self.write() as connection:
            outer = _outermost(connection, file_ids)
            execute_in(
                connection,
                "UPDATE files SET state = 'pending', pipeline = '' WHERE id IN",
                outer,
            )

    def allow(self, file_ids: Sequence[int]) -> None:
        """A person wants these read although they are too large or too slow (of a file that lies
        in another, the outermost one)."""
        with self.write() as connection:
            outer = _outermost(connection, file_ids)
            execute_in(connection, "UPDATE files SET allowed = 1 WHERE id IN", outer)

    def outermost(self, path: Path) -> Path | None:
        """The known file on disk at ``path``, or that holds what is at ``path``; None otherwise."""
        row = (
            self.connection()
            .execute(
                "SELECT coalesce(outer_files.path, files.path) FROM files "
                "LEFT JOIN files AS outer_files ON outer_files.id = files.parent "
                "WHERE files.path = ?",
                (os.fsencode(path),),
            )
            .fetchone()
        )
        return Path(os.fsdecode(row[0])) if row else None

    def is_allowed(self, file_id: int) -> bool:
        """Whether a person wants it read although it is too large or too slow."""
        row = self.connection().execute("SELECT allowed FROM files WHERE id = ?", (file_id,))
        found = row.fetchone()
        return bool(found and found[0])

    def named(self, words: Sequence[str], limit: int) -> list[FileRecord]:
        """Files whose content is not searchable, with all these words in their name.

        ``words`` are folded (``lexical.content_words``); the last one may be a beginning.
        """
        if not words:
            return []
        quoted = [word.replace('"', '""') for word in words]
        asked = " ".join(f'"{word}"' for word in quoted) + "*"
        rows = self.connection().execute(
            f"SELECT {FILE_COLUMNS} FROM files WHERE id IN "
            "(SELECT rowid FROM names WHERE words MATCH ? LIMIT ?) ORDER BY mtime_ns DESC, id",
            (asked, limit),
        )
        return [file_record(row) for row in rows]

    def files_called(self, pattern: str) -> list[int]:
        """Searchable files whose name has this form: "*" and "?" stand for any characters, and
        without them it may stand anywhere in the name. Capitals and accents do not matter."""
        plain = fold(pattern).encode("utf-8", "replace").decode()
        literal = plain.replace("[", "[[]")
        form = literal if set(plain) & {"*", "?"} else f"*{literal}*"
        rows = self.connection().execute(
            "SELECT id FROM files WHERE state = 'done' AND name GLOB ?", (form,)
        )
        return [row[0] for row in rows]

    def delete_files(self, file_ids: Sequence[int]) -> None:
        """Forget files and what lies inside them; their points become garbage."""
        with self.write() as connection:
            rows = select_in(connection, "SELECT folder FROM files WHERE id IN", file_ids)
            folders = sorted({row[0] for row in rows})
            execute_in(connection, "DELETE FROM folders WHERE path IN", folders)
            inner = select_in(connection, "SELECT id FROM files WHERE parent IN", file_ids)
            forget_files(connection, [row[0] for row in inner])
            forget_files(connection, file_ids)


def _outermost(connection: sqlite3.Connection, file_ids: Sequence[int]) -> list[int]:
    """The ids of the files on disk: these themselves, or those they lie in."""
    rows = select_in(connection, "SELECT coalesce(parent, id) FROM files WHERE id IN", file_ids)
    return sorted({row[0] for row in rows})


def _settle(
    connection: sqlite3.Connection,
    file_id: int,
    found: FoundFile,
    pipeline: str,
    facts: tuple[str, str, str, str],
) -> None:
    """Give a file without content its final state; ``facts`` are state, kind, reason and hint."""
    forget_members(connection, file_id)
    discard_chunks(connection, [file_id])
    path = connection.execute("SELECT path FROM files WHERE id = ?", (file_id,)).fetchone()
    index_name(connection, file_id, path[0])
    connection.execute(
        "UPDATE files SET state = ?, problem = ?, reason = ?, hint = ?, since = ?, "
        f"{STILL_IGNORED}, size = ?, mtime_ns = ?, content_hash = '', pipeline = ? WHERE id = ?",
        (*facts, now(), found.size, found.mtime_ns, found.size, found.mtime_ns, pipeline, file_id),
    )


def _register(
    connection: sqlite3.Connection,
    path: bytes,
    source: Path,
    size: int,
    mtime_ns: int,
    parent: int | None,
) -> int:
    row = connection.execute("SELECT id FROM files WHERE path = ?", (path,)).fetchone()
    if row is not None:
        connection.execute(
            "UPDATE files SET source = ?, parent = ? WHERE id = ?",
            (os.fsencode(source), parent, row[0]),
        )
        return int(row[0])
    made = connection.execute(
        "INSERT INTO files (path, folder, source, size, mtime_ns, state, parent, name) "
        "VALUES (?, ?, ?, ?, ?, 'pending', ?, ?)",
        (
            path,
            os.path.dirname(path),  # noqa: PTH120
            os.fsencode(source),
            size,
            mtime_ns,
            parent,
            folded_name(path),
        ),
    )
    file_id = int(made.lastrowid or 0)
    index_name(connection, file_id, path)
    return file_id
