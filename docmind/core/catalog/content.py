"""What was read from each file, and the commit protocol with the store.

1. ``announce``: the new points, before any enters the store
2. ``commit``: after the store was flushed, the file is searchable; older points become garbage
3. ``swept``: after garbage was deleted from the store

A process that dies in between leaves pending or garbage points, which the next start deletes.
"""

from __future__ import annotations

import json
import math
import os
import sqlite3
import uuid
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from time import monotonic

from docmind.core.catalog.database import Database, execute_in, limited, select_in
from docmind.core.catalog.lately import Lately
from docmind.core.catalog.rows import (
    CHUNK_COLUMNS,
    NewFile,
    chunk_record,
    discard_chunks,
    forget_members,
    insert_file,
    page_value,
)
from docmind.core.schema import ChunkRecord, Document, Member, Page, Refusal

_KEPT = 4096  # passages, about 5 MB
_SEARCHES, _AGAIN = 64, 10.0  # through all texts; seconds until one cut short is worth repeating


_Containing = tuple[str, int, float]  # the text, how many, seconds


class ContentTable(Database):
    """Pages, chunks, and points on their way in or out."""

    # -- content ---------------------------------------------------------------------------------

    def find_content(self, content_hash: str, extraction: str) -> int | None:
        """A searchable file with this content, read by this extraction version.

        A member of another file is none: what lies in it is listed with the outermost file.
        """
        row = (
            self.connection()
            .execute(
                "SELECT id FROM files WHERE content_hash = ? AND state = 'done' AND parent IS NULL "
                "AND substr(pipeline, 1, ?) = ? LIMIT 1",
                (content_hash, len(extraction), extraction),
            )
            .fetchone()
        )
        return row[0] if row else None

    def document(self, file_id: int) -> Document | None:
        """The document as it was extracted, or None when the file is not searchable."""
        row = (
            self.connection()
            .execute(
                "SELECT path, media_type, kind, title, page_count, properties, notes FROM files "
                "WHERE id = ? AND state = 'done'",
                (file_id,),
            )
            .fetchone()
        )
        if row is None:
            return None
        return Document(
            path=Path(os.fsdecode(row[0])),
            media_type=row[1],
            kind=row[2],
            title=row[3],
            pages=self.pages(file_id),
            page_count=row[4],
            properties=tuple((key, value) for key, value in json.loads(row[5])),
            notes=tuple(json.loads(row[6])),
            members=self._members(file_id, row[0]),
        )

    def pages(self, file_id: int) -> tuple[Page, ...]:
        """Every page of a file, in order; none when it is not there."""
        rows = self.connection().execute(
            "SELECT number, headings, text, in_picture FROM pages WHERE file_id = ? "
            "ORDER BY ordinal",
            (file_id,),
        )
        return tuple(page_value(*row) for row in rows)

    def _members(self, file_id: int, path: bytes) -> tuple[Member, ...]:
        """What lies in a file, as it was extracted."""
        rows = self.connection().execute(
            "SELECT id, path, size, mtime_ns, content_hash, state, problem, reason, hint "
            "FROM files WHERE parent = ? ORDER BY id",
            (file_id,),
        )
        members = []
        for inner, inner_path, size, mtime_ns, digest, state, kind, reason, hint in rows.fetchall():
            name = os.fsdecode(inner_path[len(path) + 1 :])
            document = self.document(inner) if state == "done" else None
            refusal = None
            if document is None:
                refusal = (
                    Refusal(kind, reason.removesuffix("."), hint=hint)
                    if state == "problem"
                    else Refusal("unsupported", "No reader for this type of file", detail=kind)
                )
            members.append(Member(name, size, mtime_ns, digest, document, refusal))
        return tuple(members)

    def page(self, file_id: int, number: int | None) -> Page | None:
        """One page; the first one when ``number`` is None."""
        where, values = (
            ("", (file_id,)) if number is None else ("AND number = ?", (file_id, number))
        )
        row = (
            self.connection()
            .execute(
                f"SELECT number, headings, text, in_picture FROM pages WHERE file_id = ? {where} "
                "ORDER BY ordinal LIMIT 1",
                values,
            )
            .fetchone()
        )
        return page_value(*row) if row else None

    def facts(self, file_id: int) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
        """(properties, notes) of a file."""
        row = (
            self.connection()
            .execute("SELECT properties, notes FROM files WHERE id = ?", (file_id,))
            .fetchone()
        )
        if row is None:
            return (), ()
        return tuple((key, value) for key, value in json.loads(row[0])), tuple(json.loads(row[1]))

    def member_sizes(self, file_id: int, limit: int) -> tuple[tuple[str, int], ...]:
        """(name, bytes) of the first files inside a file, in the order they lie in it."""
        rows = self.connection().execute(
            "SELECT member.path, member.size, length(holder.path) FROM files AS member "
            "JOIN files AS holder ON holder.id = member.parent WHERE member.parent = ? "
            "ORDER BY member.id LIMIT ?",
            (file_id, limit),
        )
        return tuple((os.fsdecode(path[start + 1 :]), size) for path, size, start in rows)

    def chunks(self, point_ids: Sequence[str]) -> dict[str, ChunkRecord]:
        """Committed chunks by point id; unknown ids are left out."""
        return self._chunks_lately.get(point_ids, self._read_chunks)

    @cached_property
    def _chunks_lately(self) -> Lately[str, ChunkRecord]:
        return Lately(_KEPT, self.settled)

    def _read_chunks(self, point_ids: Sequence[str]) -> dict[str, ChunkRecord]:
        rows = select_in(
            self.connection(),
            f"SELECT {CHUNK_COLUMNS} FROM chunks WHERE point_id IN",
            [uuid.UUID(item).bytes for item in point_ids],
        )
        return {record.point_id: record for record in map(chunk_record, rows)}

    def file_chunks(self, file_id: int, limit: int = -1) -> list[ChunkRecord]:
        """The chunks of one file, in order; with ``limit`` the first ones only."""
        rows = self.connection().execute(
            f"SELECT {CHUNK_COLUMNS} FROM chunks WHERE file_id = ? ORDER BY ordinal LIMIT ?",
            (file_id, limit),
        )
        return [chunk_record(row) for row in rows]

    def both_ends(self, file_id: int, first: int, last: int) -> tuple[list[str], list[str], int]:
        """(texts of the ``first`` passages of a file, of the ``last`` ones where it has more, the
        words of all passages)."""
        connection = self.connection()
        count, words = connection.execute(
            "SELECT count(*), sum(word_length) FROM chunks WHERE file_id = ?", (file_id,)
        ).fetchone()
        select = (
            "SELECT text FROM chunks WHERE file_id = ? AND ordinal >= ? ORDER BY ordinal LIMIT ?"
        )
        head = connection.execute(select, (file_id, 0, first)).fetchall()
        more = min(max(count - first, 0), last)
        tail = connection.execute(select, (file_id, count - more, more)).fetchall()
        return [row[0] for row in head], [row[0] for row in tail], int(words or 0)

    def chunks_containing(self, text: str, limit: int, seconds: float = 60.0) -> list[ChunkRecord]:
        """Chunks with ``text`` anywhere in them, also inside words; ASCII case is ignored. All
        texts are read for it, but for no longer than ``seconds``: then these are the first, and
        for some seconds the answer to the same question."""
        key = text, limit, seconds
        lately = self._containing_lately
        until, found = lately.get([key], self._read_containing)[key]
        if monotonic() > until:
            lately.forget(key)
            _, found = lately.get([key], self._read_containing)[key]
        return [*found]

    @cached_property
    def _containing_lately(self) -> Lately[_Containing, tuple[float, list[ChunkRecord]]]:
        return Lately(_SEARCHES, self.settled)

    def _read_containing(
        self, wanted: Sequence[_Containing]
    ) -> dict[_Containing, tuple[float, list[ChunkRecord]]]:
        return {one: self._scan(*one) for one in wanted}

    def _scan(self, text: str, limit: int, seconds: float) -> tuple[float, list[ChunkRecord]]:
        """(until when this is the answer, by ``time.monotonic``; the chunks)."""
        escaped = "".join(f"!{c}" if c in "!%_" else c for c in text)
        connection = self.connection()
        holds_until = math.inf
        with limited(connection, seconds):
            found: list[ChunkRecord] = []
            try:  # time may be up before the first row
                rows = connection.execute(
                    f"SELECT {CHUNK_COLUMNS} FROM chunks WHERE text LIKE ? ESCAPE '!' LIMIT ?",
                    (f"%{escaped}%", limit),
                )
                found.extend(map(chunk_record, rows))
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                    raise
                holds_until = monotonic() + _AGAIN
        return holds_until, found

    def point_ids(self) -> set[str]:
        """Every committed point id."""
        rows = self.connection().execute("SELECT point_id FROM chunks")
        return {str(uuid.UUID(bytes=row[0])) for row in rows}

    def done_files(self) -> list[int]:
        rows = self.connection().execute("SELECT id FROM files WHERE state = 'done' ORDER BY id")
        return [row[0] for row in rows]

    # -- the commit protocol -----------------------------------------------------------------------

    def announce(self, point_ids: Iterable[str]) -> None:
        """Step 1: these points are about to enter the store."""
        with self.write() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO pending VALUES (?)",
                ((uuid.UUID(item).bytes,) for item in point_ids),
            )

    def commit(self, files: Sequence[NewFile]) -> None:
        """Step 2, after the store was flushed: the files are searchable; older points of theirs
        become garbage."""
        with self.write() as connection:
            discard_chunks(connection, [item.file_id for item in files])
            for item in files:
                insert_file(connection, item)
                if item.parent is None:
                    forget_members(connection, item.file_id, item.members)
            connection.execute(
                "DELETE FROM pending WHERE point_id IN (SELECT point_id FROM chunks)"
            )

    def leftovers(self) -> tuple[list[str], list[str]]:
        """(pending points of a job that died, garbage points) still to be deleted."""
        connection = self.connection()
        return tuple(  # type: ignore[return-value]
            [str(uuid.UUID(bytes=row[0])) for row in connection.execute(query)]
            for query in ("SELECT point_id FROM pending", "SELECT point_id FROM garbage")
        )

    def swept(self, point_ids: Sequence[str]) -> None:
        """Step 3: these points are gone from the store."""
        raw = [uuid.UUID(item).bytes for item in point_ids]
        with self.write() as connection:
            execute_in(connection, "DELETE FROM garbage WHERE point_id IN", raw)
            execute_in(connection, "DELETE FROM pending WHERE point_id IN", raw)
