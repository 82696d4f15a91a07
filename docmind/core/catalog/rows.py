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
    "id, path, source, size, mtime_ns, content_hash, state, title, media_type, kind, page_count"
)
CHUNK_COLUMNS = "point_id, file_id, ordinal, text, start, end, page, heading"


@dataclass(frozen=True, slots=True)
class Known:
    """The cheap facts that decide whether a file must be read again."""

    file_id: int
    size: int
    mtime_ns: int
    content_hash: str
    pipeline: str
    state: str


@dataclass(frozen=True, slots=True)
class NewChunk:
    """A chunk about to be committed, with its length in BM25 terms of both lists."""

    record: ChunkRecord
    stem_length: int
    word_length: int


@dataclass(frozen=True, slots=True)
class NewFile:
    """A read file about to be committed."""

    file_id: int
    found: FoundFile
    content_hash: str
    pipeline: str
    document: Document
    language: str
    chunks: tuple[NewChunk, ...]


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def below(folder: bytes) -> tuple[bytes, bytes]:
    separator = os.fsencode(os.sep)
    prefix = folder if folder.endswith(separator) else folder + separator
    return prefix, prefix[:-1] + bytes([prefix[-1] + 1])


def status_of(path: Path, counts: dict[str, int], reading: bool) -> SourceStatus:
    total = sum(counts.values())
    skipped, problems = counts.get("skipped", 0), counts.get("problem", 0)
    done = counts.get("done", 0) + problems
    state: Literal["current", "reading", "attention", "offline"]
    if not os.path.lexists(path):
        state = "offline"
    elif reading:
        state = "reading"
    elif problems or done < total - skipped:
        state = "attention"
    else:
        state = "current"
    return SourceStatus(path, state, total - skipped, done, problems, skipped)


def file_record(row: Row) -> FileRecord:
    file_id, path, source, *rest = row
    return FileRecord(file_id, Path(os.fsdecode(path)), Path(os.fsdecode(source)), *rest)


def chunk_record(row: Row) -> ChunkRecord:
    raw, file_id, ordinal, text, start, end, page, heading = row
    point_id = str(uuid.UUID(bytes=raw))
    return ChunkRecord(point_id, file_id, ordinal, text, Span(start, end), page, heading)


def page_value(number: int | None, headings: str, text: bytes) -> Page:
    return Page(
        number=number,
        text=zlib.decompress(text).decode(),
        headings=tuple(Heading(*item) for item in json.loads(headings)),
    )


def insert_file(connection: sqlite3.Connection, item: NewFile) -> None:
    document = item.document
    connection.execute(
        "UPDATE files SET state = 'done', size = ?, mtime_ns = ?, content_hash = ?, pipeline = ?, "
        "title = ?, media_type = ?, kind = ?, page_count = ?, language = ?, properties = ?, "
        "problem = '', reason = '', hint = '', since = '' WHERE id = ?",
        (
            item.found.size, item.found.mtime_ns, item.content_hash, item.pipeline,
            document.title, document.media_type, document.kind, document.page_count,
            item.language, json.dumps(document.properties), item.file_id,
        ),
    )  # fmt: skip
    connection.execute("DELETE FROM pages WHERE file_id = ?", (item.file_id,))
    connection.executemany(
        "INSERT INTO pages VALUES (?, ?, ?, ?, ?)",
        (
            (
                item.file_id, ordinal, page.number,
                json.dumps([(h.start, h.level, h.title) for h in page.headings]),
                zlib.compress(page.text.encode(), 1),
            )
            for ordinal, page in enumerate(document.pages)
        ),
    )  # fmt: skip
    rows = []
    for chunk in item.chunks:
        record = chunk.record
        raw = uuid.UUID(record.point_id).bytes
        rows.append((
            raw, item.file_id, record.ordinal, record.page, record.span.start, record.span.end,
            record.heading, chunk.stem_length, chunk.word_length, record.text,
        ))  # fmt: skip
    connection.executemany("INSERT INTO chunks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.executemany("DELETE FROM garbage WHERE point_id = ?", ((row[0],) for row in rows))


def discard_chunks(connection: sqlite3.Connection, file_ids: Sequence[int]) -> None:
    execute_in(
        connection,
        "INSERT OR IGNORE INTO garbage SELECT point_id FROM chunks WHERE file_id IN",
        file_ids,
    )
    execute_in(connection, "DELETE FROM chunks WHERE file_id IN", file_ids)
