"""Files as they were found and read: documents, their pages and passages.

Offsets are Unicode code points into one page's text (``Page.text``), half-open ``[start, end)``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["document", "image", "code", "mail"]


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of code points ``[start, end)`` in one page's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and where it begins in its page's text; ``level`` 1 is the outermost."""

    start: int
    level: int
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page, slide, sheet, chapter or message.

    ``number`` counts from 1, or is None where the format has none. ``in_picture``: the text was
    recognised in a picture, so it may be wrong in places.
    """

    number: int | None
    text: str
    headings: tuple[Heading, ...] = ()
    in_picture: bool = False


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A candidate seen by discovery. ``mtime_ns`` is the modification time in nanoseconds."""

    path: Path
    size: int
    mtime_ns: int
    inode: int


@dataclass(frozen=True, slots=True)
class Document:
    """One file as extracted. ``properties`` holds facts worth showing or finding (EXIF, author).

    ``notes`` are sentences on what could not be read. ``members`` lie inside the file: a mail's
    attachments, an archive's files, and what lies inside those, all in one list.
    """

    path: Path
    media_type: str
    kind: Kind
    title: str
    pages: tuple[Page, ...]
    page_count: int | None = None
    properties: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a member could not be read: the words of an ``ExtractionError``."""

    kind: str
    title: str
    detail: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a file; exactly one of ``document`` and ``refusal`` is there.

    ``name`` is its path inside the outermost file ("reports/may.zip/plan.pdf"), valid Unicode,
    with "/" between its parts and never leading out. ``content_hash`` is blake3 hex of its bytes.
    ``document`` has no members of its own: they follow in the same list.
    """

    name: str
    size: int
    mtime_ns: int
    content_hash: str
    document: Document | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage of a document: ``text == page_text[span.start:span.end]``, never across a page.

    ``heading`` is the path of headings above it, joined by " > "; ``tokens`` counts the
    embedder's tokens without its special ones.
    """

    ordinal: int
    text: str
    span: Span
    page: int | None
    heading: str
    tokens: int
    in_picture: bool = False


@dataclass(frozen=True, slots=True)
class ChunkRecord:
    """A chunk as kept in the catalog, addressed by its point id in the store."""

    point_id: str
    file_id: int
    ordinal: int
    text: str
    span: Span
    page: int | None
    heading: str
    in_picture: bool = False
