"""FictionBook (FB2): books as one XML file. Source: FictionBook 2.21 schema."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from docmind.core.extract.base import Claim, Confidence, ExtractionLimits, Extractor
from docmind.core.extract.blocks import Blocks
from docmind.core.extract.clean import cut_note, file_title, one_line, properties, unreadable_note
from docmind.core.extract.plain_text import read_markup
from docmind.core.extract.xml_events import XmlTarget, feed
from docmind.core.schema import Document, Page

FB2 = "application/x-fictionbook+xml"

_NAMES = ("first-name", "middle-name", "last-name", "nickname")
_PARAGRAPHS = frozenset(("p", "subtitle", "text-author", "stanza", "poem", "cite", "epigraph"))
_LINES = frozenset(("v", "tr"))
_FACTS = {"book-title": "title", "lang": "language", "publisher": "publisher", "isbn": "ISBN"}


class Fb2(Extractor):
    """A page for each section of the first level, numbered; the notes are the last page."""

    name = "fb2"
    version = 1
    media_types: ClassVar[tuple[str, ...]] = (FB2,)

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        start = head.replace(b"\0", b"")[:2048]
        if b"<FictionBook" in start and start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1] == b"<":
            return FB2, Confidence.CERTAIN
        return (FB2, Confidence.NAMED) if suffix == ".fb2" else None

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        source, _ = read_markup(path, limits)
        book = _Book(limits.characters)
        feed(source, book)
        pages = book.finish()
        text = "".join(page.text for page in pages)
        facts = book.facts
        return Document(
            path=path,
            media_type=media_type,
            kind="document",
            title=one_line(facts.get("title", "")) or file_title(path),
            pages=pages,
            page_count=len(pages) or None,
            properties=properties(
                (
                    ("author", ", ".join(book.authors)),
                    ("publisher", facts.get("publisher")),
                    ("language", facts.get("language")),
                    ("genre", ", ".join(book.genres)),
                    ("ISBN", facts.get("ISBN")),
                    ("description", facts.get("annotation")),
                )
            ),
            notes=((cut_note(limits.characters),) if book.is_done else ()) + unreadable_note(text),
        )


class _Book(XmlTarget):
    def __init__(self, limit: int) -> None:
        self.facts: dict[str, str] = {}
        self.authors: list[str] = []
        self.genres: list[str] = []
        self._pages: list[Page] = []
        self._left = limit
        self._blocks = Blocks(limit)
        self._path: list[str] = []
        self._depth = 0  # of sections
        self._skipped = 0  # depth in pictures

    @property
    def is_done(self) -> bool:
        return self._left <= 0 or self._blocks.is_full

    def finish(self) -> tuple[Page, ...]:
        self._turn()
        return tuple(self._pages)

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        if name == "binary" or self._skipped:
            self._skipped += 1
        elif name == "body" or (name == "section" and self._depth == 0):
            self._turn()
        if name == "section":
            self._depth += 1
        elif name == "title" and "body" in self._path[:3]:
            self._blocks.start_heading(max(self._depth, 1))
        elif name == "author" and "title-info" in self._path[:4]:
            self.authors.append("")
        elif name == "genre":
            self.genres.append("")
        elif name in _PARAGRAPHS:
            self._separate(is_line=self._blocks.is_in_heading)
        elif name in _LINES:
            self._blocks.line()
        elif name in ("td", "th"):
            self._blocks.cell()

    def on_end(self, name: str) -> None:
        if self._path:
            self._path.pop()
        if self._skipped:
            self._skipped -= 1
        elif name == "section":
            self._depth = max(0, self._depth - 1)
        elif name == "title":
            self._blocks.end_heading()
        elif name in _PARAGRAPHS:
            self._separate(is_line=self._blocks.is_in_heading)
        elif name in (*_LINES, "empty-line"):
            self._blocks.line()

    def on_text(self, text: str) -> None:
        if self._skipped or not self._path:
            return
        if "body" in self._path[:3]:
            self._blocks.add(text)
        else:
            self._note_fact(text)

    def _note_fact(self, text: str) -> None:
        here = self._path[-1]
        if "annotation" in self._path:
            self.facts["annotation"] = (self.facts.get("annotation", "") + text)[:2000]
        elif here in _NAMES and self.authors and "author" in self._path[-2:]:
            if "title-info" in self._path:
                self.authors[-1] = f"{self.authors[-1]} {text}".strip()[:200]
        elif here == "genre":
            self.genres[-1] = text.strip()[:100]
        elif here in _FACTS:
            known = self.facts.get(_FACTS[here], "")
            self.facts[_FACTS[here]] = (known + text)[:500]

    def _separate(self, is_line: bool) -> None:
        if is_line:
            self._blocks.line()
        else:
            self._blocks.paragraph()

    def _turn(self) -> None:
        """Begin a new page, unless the present one is empty."""
        text, headings = self._blocks.finish()
        if text:
            self._pages.append(Page(len(self._pages) + 1, text, headings))
            self._left -= len(text)
        self._blocks = Blocks(max(self._left, 0))
