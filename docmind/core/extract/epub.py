"""Electronic books (EPUB 2 and 3): chapters in reading order.

Source: EPUB 3.3 (W3C), "Open Container Format", "Package document", "EPUB navigation document";
OPF 2.0.1 for the NCX.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote

from docmind.core.errors import ExtractionError
from docmind.core.extract.base import Claim, Confidence, ExtractionLimits, Extractor, damaged
from docmind.core.extract.clean import cut_note, file_title, one_line, properties, unreadable_note
from docmind.core.extract.encoding import decode
from docmind.core.extract.epub_parts import Locks, Package, Titles
from docmind.core.extract.html import page_text
from docmind.core.extract.xml_events import XmlTarget, feed
from docmind.core.extract.zip_guard import open_zip
from docmind.core.schema import Document, Heading, Page

EPUB = "application/epub+zip"

_FIRST_NAME = slice(30, 38)
_MOST_PART = 64 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
_PAGES = (".xhtml", ".html", ".htm")


class Epub(Extractor):
    """A page for each item of the spine, numbered by its place in it."""

    name = "epub"
    version = 1
    media_types: ClassVar[tuple[str, ...]] = (EPUB,)

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        if head.startswith(b"PK"):
            if head[_FIRST_NAME] == b"mimetype" and EPUB.encode() in head[:256]:
                return EPUB, Confidence.CERTAIN
            if suffix == ".epub":
                return EPUB, Confidence.LIKELY
        return (EPUB, Confidence.NAMED) if suffix == ".epub" else None

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        with open_zip(path) as container:
            book = _Book(container)
            package = book.package()
            locked = book.locked()
            spine = [name for name in package.spine if book.find(name)]
            notes = () if spine else ("Its order of chapters is damaged: they stand by name.",)
            spine = spine or book.chapters_by_name()
            if spine and all(name in locked for name in spine):
                raise _protected()
            titles = book.titles(package)
            pages, broken = _pages(book, spine, titles, locked, limits.characters)
        if not spine:
            raise damaged("It holds no chapters.")
        text = "".join(page.text for page in pages)
        if len(text) >= limits.characters:
            notes = (*notes, cut_note(limits.characters))
        return Document(
            path=path,
            media_type=media_type,
            kind="document",
            title=one_line(package.first("title")) or file_title(path),
            pages=pages,
            page_count=len(spine),
            properties=properties(
                (
                    ("author", ", ".join(package.facts.get("creator", ()))),
                    ("publisher", package.first("publisher")),
                    ("date", package.first("date")),
                    ("language", package.first("language")),
                    ("subject", ", ".join(package.facts.get("subject", ()))),
                    ("description", package.first("description")),
                    ("identifier", package.first("identifier")),
                )
            ),
            notes=(*notes, *broken, *unreadable_note(text)),
        )


class _Book:
    """The container: entries by their names, whatever their case, read up to a size."""

    def __init__(self, container: zipfile.ZipFile) -> None:
        self._container = container
        self._names = {name.lower(): name for name in reversed(container.namelist())}

    def find(self, name: str) -> str | None:
        return self._names.get(name.lower())

    def read(self, name: str) -> bytes:
        """Raises one of ``_BROKEN``, and ``KeyError``."""
        with self._container.open(self._names[name.lower()]) as part:
            return part.read(_MOST_PART)

    def tell(self, name: str, target: XmlTarget) -> None:
        """Give the XML of an entry to ``target``; nothing happens when it is not there."""
        try:
            feed(decode(self.read(name)), target)
        except (*_BROKEN, KeyError):
            return

    def package(self) -> Package:
        root = _RootFile()
        self.tell("META-INF/container.xml", root)
        name = root.name
        if not self.find(name):
            others = [known for low, known in self._names.items() if low.endswith(".opf")]
            name = min(others, key=len, default="")
        found = Package(posixpath.dirname(name))
        self.tell(name, found)
        return found

    def locked(self) -> frozenset[str]:
        """The entries that are encrypted for one reading program."""
        locks = Locks()
        self.tell("META-INF/encryption.xml", locks)
        return frozenset(locks.names)

    def titles(self, package: Package) -> dict[str, str]:
        """Titles from the table of contents by the entry they lead to."""
        for name in (package.nav, package.ncx):
            if name and self.find(name):
                titles = Titles(posixpath.dirname(name), is_ncx=name == package.ncx)
                self.tell(name, titles)
                if titles.found:
                    return titles.found
        return {}

    def chapters_by_name(self) -> list[str]:
        return sorted(name for low, name in self._names.items() if low.endswith(_PAGES))


def _pages(
    book: _Book, spine: list[str], titles: dict[str, str], locked: frozenset[str], limit: int
) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    pages: list[Page] = []
    broken = 0
    for number, name in enumerate(spine, 1):
        if limit <= 0:
            break
        if name in locked:
            broken += 1
            continue
        try:
            markup = book.read(name)
        except (*_BROKEN, KeyError):
            broken += 1
            continue
        text, headings, own = page_text(markup, limit)
        title = one_line(titles.get(name, "")) or ("" if headings or not text else own)
        pages.append(Page(number, text, tuple(_with_title(headings, title, text))))
        limit -= len(text)
    if broken and not pages:
        raise damaged("None of its chapters can be unpacked.")
    notes = (f"{broken} of {len(spine)} chapters could not be read.",) if broken else ()
    return tuple(pages), notes


def _with_title(headings: tuple[Heading, ...], title: str, text: str) -> Iterator[Heading]:
    """The headings of a chapter, below its title in the table of contents when that says more."""
    said = {heading.title.casefold() for heading in headings[:3]}
    if not title or title.casefold() in said or not text:
        yield from headings
        return
    yield Heading(0, 1, title)
    for heading in headings:
        if heading.start > 0:
            yield replace(heading, level=heading.level + 1)


class _RootFile(XmlTarget):
    def __init__(self) -> None:
        self.name = ""

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "rootfile" and not self.name:
            self.name = unquote(attributes.get("full-path", "")).lstrip("/")


def _protected() -> ExtractionError:
    """Digital rights: there is no password to ask for."""
    return ExtractionError(
        "The book is protected by its publisher",
        hint="It opens only in the reading program it was bought for.",
    )
