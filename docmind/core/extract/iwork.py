"""Pages, Numbers and Keynote documents, of 2009 and of 2013 and later.

Kept are the words, slide by slide and sheet by sheet, the rows of tables with their strings,
numbers and dates, and presenter notes. Not kept: charts, formulas (their results may be there),
pictures, and text of shapes in other places than their order in the file.
"""

from __future__ import annotations

import gzip
import re
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, ClassVar

from docmind.core.errors import ExtractionError, PasswordNeeded
from docmind.core.extract.base import (
    Claim,
    Confidence,
    ExtractionLimits,
    Extractor,
    damaged,
)
from docmind.core.extract.clean import cut_note, file_title, one_line, properties, unreadable_note
from docmind.core.extract.encoding import decode
from docmind.core.extract.iwork_pages import pages_of
from docmind.core.extract.iwork_xml import IworkXml
from docmind.core.extract.members import MemberReader
from docmind.core.extract.xml_events import feed
from docmind.core.extract.zip_guard import open_zip
from docmind.core.schema import Document, Page

PAGES = "application/vnd.apple.pages"
NUMBERS = "application/vnd.apple.numbers"
KEYNOTE = "application/vnd.apple.keynote"
_SUFFIXES = {".pages": PAGES, ".numbers": NUMBERS, ".key": KEYNOTE}

_XML = re.compile(r"(?:.*/)?index\.(?:xml|apxl)(?:\.gz)?\Z", re.IGNORECASE)
_IWA = re.compile(r"(?:.*/)?Index/.*\.iwa\Z|[^/]+\.iwa\Z")
_LOCKED = re.compile(r"(?:.*/)?\.iwp[hv]2?\Z")
_LOCKED_METHODS = (25451, 25452)  # of iWork '09
_MOST_XML = 256 << 20
_MOST_INDEX = 256 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


class Iwork(Extractor):
    """Slides and sheets are pages with numbers; a Pages document is one page without."""

    name = "iwork"
    version = 1
    media_types: ClassVar[tuple[str, ...]] = (PAGES, NUMBERS, KEYNOTE)

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        # Other programs' keys have the same suffix, so the name alone means nothing.
        if not head.startswith(b"PK"):
            return None
        if suffix in _SUFFIXES:
            return _SUFFIXES[suffix], Confidence.LIKELY
        if b"index.apxl" in head:
            return KEYNOTE, Confidence.LIKELY
        return (PAGES, Confidence.LIKELY) if b"Index/Document.iwa" in head else None

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        with open_zip(path) as container:
            names = container.namelist()
            if any(entry.compress_type in _LOCKED_METHODS for entry in container.infolist()) or any(
                map(_LOCKED.match, names)
            ):
                raise _locked()
            pages, facts, notes = _read(container, names, limits)
            if not any(page.text for page in pages):
                pages = _preview(container, names, limits)
        text = "".join(page.text for page in pages)
        if len(text) >= limits.characters:
            notes = (*notes, cut_note(limits.characters))
        is_counted = any(page.number is not None for page in pages)
        return Document(
            path=path,
            media_type=media_type,
            kind="document",
            title=one_line(facts.get("title", "")) or file_title(path),
            pages=pages,
            page_count=len(pages) if is_counted else None,
            properties=properties(
                (name, facts.get(name)) for name in ("author", "keywords", "comment")
            ),
            notes=(*notes, *unreadable_note(text)),
        )


_Found = tuple[tuple[Page, ...], dict[str, str], tuple[str, ...]]


def _read(container: zipfile.ZipFile, names: list[str], limits: ExtractionLimits) -> _Found:
    """Pages, facts and notes, from whichever of the two forms it is."""
    xml = next(filter(_XML.match, names), None)
    if xml is not None:
        source = decode(_unpacked(container, xml))
        for has_templates in (False, True):
            words = IworkXml(limits.characters, has_templates)
            feed(source, words)
            pages = words.finish()
            if any(page.text for page in pages):
                break
        return pages, words.facts, ()
    inner = next((name for name in names if name.lower().endswith("index.zip")), None)
    if inner is not None and container.getinfo(inner).file_size <= _MOST_INDEX:
        with zipfile.ZipFile(BytesIO(container.read(inner))) as index:
            archives, broken = _archives(index)
    else:
        archives, broken = _archives(container)
    if not archives:
        raise damaged("It holds no document.")
    pages, lost = pages_of(archives, limits.characters)
    broken += lost
    notes = (f"{broken} of its parts could not be read.",) if broken else ()
    return pages, {}, notes


def _archives(container: zipfile.ZipFile) -> tuple[dict[str, bytes], int]:
    """The IWA entries by name, and how many could not be unpacked."""
    found: dict[str, bytes] = {}
    broken = total = 0
    for entry in container.infolist():
        total += entry.file_size if _IWA.match(entry.filename) else 0
        if not _IWA.match(entry.filename) or total > _MOST_INDEX:
            continue
        try:
            found[entry.filename] = container.read(entry)
        except _BROKEN:
            broken += 1
    return found, broken


def _unpacked(container: zipfile.ZipFile, name: str) -> bytes:
    with container.open(name) as part:
        stream: BinaryIO = part  # type: ignore[assignment]
        if name.lower().endswith(".gz"):
            with gzip.open(stream) as packed:
                return packed.read(_MOST_XML)
        return stream.read(_MOST_XML)


def _locked() -> PasswordNeeded:
    return PasswordNeeded(
        "The file is protected by a password",
        hint="Save it without one to search its text.",
    )


def _preview(
    container: zipfile.ZipFile, names: list[str], limits: ExtractionLimits
) -> tuple[Page, ...]:
    """The pages of the preview that some documents carry, when nothing else was found."""
    name = next((n for n in names if n.lower().endswith("quicklook/preview.pdf")), None)
    if name is None:
        return (Page(None, ""),)
    opened: Callable[[], BinaryIO] = lambda: container.open(name)  # type: ignore[assignment,return-value]  # noqa: E731
    try:
        member = MemberReader(limits).add("Preview.pdf", opened)
    except ExtractionError:
        return (Page(None, ""),)
    document = member.document if member is not None else None
    return document.pages if document is not None else (Page(None, ""),)
