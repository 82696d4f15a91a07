"""One file from its path to its Document, in this process: what a reading process does."""

from __future__ import annotations

import hashlib
import operator
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

from docmind.core.errors import (
    ExtractionError,
    ExtractionOutOfMemory,
    FileTooLarge,
    UnsupportedType,
)
from docmind.core.extract.base import ExtractionLimits, Extractor, changed, damaged, empty
from docmind.core.extract.clean import clean, one_line
from docmind.core.extract.repetition import without_repetition
from docmind.core.extract.sniff import HEAD_BYTES, ROOM, media_type, type_label
from docmind.core.files import Stamp, open_regular, stamp, unreadable
from docmind.core.registry import providers
from docmind.core.schema import Document, Page

_MIB = 2**20


def read_document(path: Path, limits: ExtractionLimits) -> Document:
    """Find out what ``path`` is and read it. Every failure is an ``ExtractionError``.

    ``UnsupportedType.detail`` is the short name of the type, to count skipped files by.
    """
    kind, before = check(path, limits)
    document = _guarded(_readers()[kind], path, kind, limits)
    if stamp(path) != before:
        raise changed(path)
    return without_repetition(_cleaned(document))


def check(path: Path, limits: ExtractionLimits) -> tuple[str, Stamp]:
    """(media type, present state) of a file that can be read, by its first bytes and its size.

    Parses nothing, so that it may be asked in any process. Raises ``UnsupportedType``,
    ``FileTooLarge``, ``FileEmpty``, ``FileUnreadable``.
    """
    before = stamp(path)
    head = read_head(path)
    kind = media_type(path, head)
    if kind is None or kind not in _readers():
        raise UnsupportedType(
            "No reader for this type of file", detail=type_label(path, head), path=path
        )
    if before.size > limits.file_bytes:
        raise FileTooLarge(
            "The file is too large to read",
            detail=f"It is {before.size // _MIB:,} MB, the limit {limits.file_bytes // _MIB:,}.",
            hint="Read it anyway, or raise extraction.max_file_mb in the settings.",
            path=path,
        )
    if not head and not kind.startswith("text/"):
        raise empty(path)
    return kind, before


def _cleaned(document: Document) -> Document:
    """What every other room relies on (``clean``), whatever a reader let through."""
    title = clean(document.title)
    pages = tuple(_cleaned_page(page) for page in document.pages)
    if title is document.title and all(map(operator.is_, pages, document.pages)):
        return document
    return replace(document, title=title, pages=pages)


def _cleaned_page(page: Page) -> Page:
    text = clean(page.text)
    return page if text is page.text else replace(page, text=text)


def read_head(path: Path) -> bytes:
    """The first ``HEAD_BYTES`` bytes. Raises ``FileUnreadable``."""
    with open_regular(path) as file:
        try:
            return file.read(HEAD_BYTES)
        except OSError as error:
            raise unreadable(path, error) from None


def readable_types() -> frozenset[str]:
    """Every media type that some extractor reads."""
    return frozenset(_readers())


def extraction_version() -> str:
    """A short name for the extractors as they are: another one means files are read again."""
    classes = providers(ROOM, Extractor).values()  # type: ignore[type-abstract]
    stated = sorted(f"{reader.name}={reader.version}" for reader in classes)
    return hashlib.sha256(" ".join(stated).encode()).hexdigest()[:16]


@cache
def _readers() -> dict[str, Extractor]:
    classes = providers(ROOM, Extractor).values()  # type: ignore[type-abstract]
    made = [reader() for reader in classes]
    return {media: reader for reader in made for media in reader.media_types}


def _guarded(reader: Extractor, path: Path, kind: str, limits: ExtractionLimits) -> Document:
    with problems_of(path, limits):
        return reader.extract(path, kind, limits)


@contextmanager
def problems_of(path: Path, limits: ExtractionLimits) -> Iterator[None]:
    """Whatever goes wrong in this block is the file's, and an ``ExtractionError``."""
    try:
        yield
    except ExtractionError as error:
        error.path = path
        raise
    except MemoryError:
        raise out_of_memory(path, limits) from None
    except OSError as error:
        if error.errno is not None:
            raise unreadable(path, error) from None
        raise _damaged(path, error) from None
    except Exception as error:  # noqa: BLE001 - parsers of hostile files raise anything
        raise _damaged(path, error) from None


def out_of_memory(path: Path, limits: ExtractionLimits) -> ExtractionOutOfMemory:
    """The error for a file that needs more memory than it may have."""
    return ExtractionOutOfMemory(
        "The file needs too much memory to read",
        detail=f"The limit is {limits.memory_bytes // _MIB:,} MB.",
        hint="Read it anyway, or raise extraction.memory_mb in the settings.",
        path=path,
    )


def _damaged(path: Path, error: Exception) -> ExtractionError:
    said = one_line(f"{type(error).__name__}: {error}")
    problem = damaged(f"Its content could not be understood ({said}).")
    problem.path = path
    return problem
