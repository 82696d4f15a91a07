"""Catalog rows to values and back."""

from __future__ import annotations

import json
import os
import sqlite3
import uuid
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from docmind.core.catalog.database import Row, execute_in
from docmind.core.lexical import content_words
from docmind.core.schema import (
    ChunkRecord,
    Document,
    FileRecord,
    FoundFile,
    Heading,
    Page,
    SourceStatus,
    Span,
)

FILE_COLUMNS = (
    "id, path, source, size, mtime_ns, content_hash, state, title, media_type, kind, page_count, "
    "(SELECT path FROM files AS outer_files WHERE outer_files.id = files.parent), language"
)
STILL_IGNORED = "ignored = ignored AND size = ? AND mtime_ns = ?"
"""A problem stays ignored while the file is the one that a person saw (size, time)."""
CHUNK_COLUMNS = "point_id, file_id, ordinal, text, start, end, page, heading, in_picture"


@dataclass(frozen=True, slots=True)
class Known:
    """The cheap facts that decide whether a file must be read again."""

    file_id: int
    size: int
    mtime_ns: int
    content_hash: str
    pipeline: str
    state: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class NewChunk:
    """A chunk about to be committed, with its length in BM25 terms of both lists."""

    record: ChunkRecord
    stem_length: int
    word_length: int


@dataclass(frozen=True, slots=True)
class NewFile:
    """A read file about to be committed. ``members`` are the ids of all that lies in it, when it
    is the outermost file: those it had before and has no more are forgotten."""

    file_id: int
    found: FoundFile
    content_hash: str
    pipeline: str
    document: Document
    language: str
    chunks: tuple[NewChunk, ...]
    members: tuple[int, ...] = ()
    parent: int | None = None
    sketch: bytes = b""


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def below(folder: bytes) -> tuple[bytes, bytes]:
    separator = os.fsencode(os.sep)
    prefix = folder if folder.endswith(separator) else folder + separator
    return prefix, prefix[:-1] + bytes([prefix[-1] + 1])


def status_of(path: Path, counts: dict[str, int], reading: bool, paused: bool) -> SourceStatus:
    """``counts`` of files by state; "ignored" counts some of the problems once more."""
    counts = dict(counts)
    ignored = counts.pop("ignored", 0)
    total = sum(counts.values())
    skipped, failed = counts.get("skipped", 0), counts.get("problem", 0)
    done, problems = counts.get("done", 0) + failed, failed - ignored
    state: Literal["current", "reading", "attention", "offline", "paused"]
    if not os.path.lexists(path):
        state = "offline"
    elif paused:
        state = "paused"
    elif reading:
        state = "reading"
    elif problems or done < total - skipped:
        state = "attention"
    else:
        state = "current"
    return SourceStatus(path, state, total - skipped, done, problems, skipped)


def file_record(row: Row) -> FileRecord:
    path, source = (Path(os.fsdecode(value)) for value in row[1:3])
    container = Path(os.fsdecode(row[11])) if row[11] is not None else None
    values = (row[0], path, source, *row[3:11], container, row[12])
    return FileRecord(*values)


def chunk_record(row: Row) -> ChunkRecord:
    raw, file_id, ordinal, text, start, end, page, heading, in_picture = row
    point_id = str(uuid.UUID(bytes=raw))
    span = Span(start, end)
    return ChunkRecord(point_id, file_id, ordinal, text, span, page, heading, bool(in_picture))


def packed(text: str) -> bytes:
    """A page's text as it is kept."""
    return zlib.compress(text.encode(), 1)


def page_value(number: int | None, headings: str, text: bytes, in_picture: int) -> Page:
    return Page(
        number=number,
        text=zlib.decompress(text).decode(),
        headings=tuple(Heading(*item) for item in json.loads(headings)),
        in_picture=bool(in_picture),
    )


def insert_file(connection: sqlite3.Connection, item: NewFile) -> None:
    document = item.document
    connection.execute(
        "UPDATE files SET state = 'done', size = ?, mtime_ns = ?, content_hash = ?, pipeline = ?, "
        "title = ?, media_type = ?, kind = ?, page_count = ?, language = ?, properties = ?, "
        f"notes = ?, problem = ?, reason = ?, hint = ?, since = ?, {STILL_IGNORED}, "
        "revision = revision + 1 WHERE id = ?",
        (
            item.found.size, item.found.mtime_ns, item.content_hash, item.pipeline,
            document.title, document.media_type, document.kind, document.page_count,
            item.language, json.dumps(document.properties), json.dumps(document.notes),
            *_shortcoming(document), item.found.size, item.found.mtime_ns, item.file_id,
        ),
    )  # fmt: skip
    connection.execute("INSERT OR REPLACE INTO sketches VALUES (?, ?)", (item.file_id, item.sketch))
    connection.execute("DELETE FROM names WHERE rowid = ?", (item.file_id,))
    connection.execute("DELETE FROM pages WHERE file_id = ?", (item.file_id,))
    connection.executemany(
        "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?)",
        (
            (
                item.file_id, ordinal, page.number,
                json.dumps([(h.start, h.level, h.title) for h in page.headings]),
                packed(page.text), page.in_picture,
            )
            for ordinal, page in enumerate(document.pages)
        ),
    )  # fmt: skip
    rows = insert_chunks(connection, "chunks", item)
    connection.executemany("DELETE FROM garbage WHERE point_id = ?", ((row[0],) for row in rows))


def insert_chunks(connection: sqlite3.Connection, table: str, item: NewFile) -> list[Row]:
    """Add the passages of a file to one of the tables that hold passages. Returns the rows."""
    rows: list[Row] = []
    for chunk in item.chunks:
        record = chunk.record
        raw = uuid.UUID(record.point_id).bytes
        rows.append((
            raw, item.file_id, record.ordinal, record.page, record.span.start, record.span.end,
            record.heading, chunk.stem_length, chunk.word_length, record.text, record.in_picture,
        ))  # fmt: skip
    connection.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    return rows


NOTHING_SEEN = "No text was found in its pictures."
"""The note on a document whose pictures were looked at in vain."""
_NO_TEXT = (
    "There is no text in it, only pictures.",
    "Have the text in its pictures recognised.",
)


def _shortcoming(document: Document) -> tuple[str, str, str, str]:
    """(problem, reason, hint, since) of a document that was read but says nothing."""
    silent = document.kind == "document" and document.media_type == "application/pdf"
    looked_at = NOTHING_SEEN in document.notes
    if not silent or looked_at or any(page.text.strip() for page in document.pages):
        return "", "", "", ""
    return "no_text", *_NO_TEXT, now()


def index_name(connection: sqlite3.Connection, file_id: int, path: bytes) -> None:
    """Have the file found by the words of its name, until its content is searchable."""
    name = Path(os.fsdecode(path)).name
    shown = os.fsencode(name).decode("utf-8", "replace")
    words = " ".join(content_words(shown, ""))
    connection.execute(
        "INSERT OR REPLACE INTO names (rowid, words) VALUES (?, ?)", (file_id, words)
    )


def discard_chunks(connection: sqlite3.Connection, file_ids: Sequence[int]) -> None:
    execute_in(
        connection,
        "INSERT OR IGNORE INTO garbage SELECT point_id FROM chunks WHERE file_id IN",
        file_ids,
    )
    execute_in(connection, "DELETE FROM chunks WHERE file_id IN", file_ids)


def forget_members(connection: sqlite3.Connection, parent: int, kept: Sequence[int] = ()) -> None:
    """Forget what lies in a file, except the ids ``kept``."""
    rows = connection.execute("SELECT id FROM files WHERE parent = ?", (parent,))
    gone = sorted({row[0] for row in rows} - set(kept))
    forget_files(connection, gone)


def forget_files(connection: sqlite3.Connection, file_ids: Sequence[int]) -> None:
    """Delete rows of files without members; their points become garbage."""
    discard_chunks(connection, file_ids)
    execute_in(connection, "DELETE FROM names WHERE rowid IN", file_ids)
    execute_in(connection, "DELETE FROM files WHERE id IN", file_ids)
