"""HTML: the words a reader of the page would see, block by block."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from docmind.core.extract.base import ExtractionLimits, Extractor
from docmind.core.extract.blocks import Blocks
from docmind.core.extract.clean import (
    clean,
    cut_note,
    file_title,
    first_heading,
    newlines,
    one_line,
    properties,
)
from docmind.core.extract.encoding import decode
from docmind.core.extract.plain_text import read_markup
from docmind.core.extract.sniff import HTML
from docmind.core.schema import Document, Heading, Page

_UNSEEN = frozenset(
    ("script", "style", "template", "noscript", "svg", "iframe", "object", "select")
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PARAGRAPHS = frozenset(
    """address article aside blockquote body details dialog dl fieldset figure footer form header
    hr main nav ol p pre section table ul""".split()  # noqa: SIM905 - a table of words
)
_LINES = frozenset(
    ("br", "caption", "dd", "div", "dt", "figcaption", "li", "option", "summary", "tr")
)
_CELLS = frozenset(("td", "th"))
_SLICE = 1 << 16
_XHTML = re.compile(r"\s*<\?xml|http://www\.w3\.org/1999/xhtml|//DTD XHTML")
# In XHTML these may be closed at once; HTML would hide all that follows.
_SELF_CLOSED = re.compile(
    r"<(title|script|style|iframe|object|noscript|template|select|textarea|pre|h[1-6])"
    r"((?:\s[^<>]{0,2000})?)/>",
    re.IGNORECASE,
)


class Html(Extractor):
    """One page without a number; ``h1`` to ``h6`` become headings."""

    name = "html"
    version = 2
    media_types: ClassVar[tuple[str, ...]] = (HTML, "application/xhtml+xml")

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        source, source_notes = read_markup(path, limits)
        page = read_page(source, limits.characters)
        text, headings = page.blocks.finish()
        notes = list(source_notes)
        if page.blocks.is_full:
            notes = [cut_note(limits.characters)]
        return Document(
            path=path,
            media_type=media_type,
            kind="document",
            title=one_line("".join(page.title)) or first_heading(headings) or file_title(path),
            pages=(Page(None, text, headings),),
            properties=properties((("description", page.meta), ("author", page.author))),
            notes=tuple(notes),
        )


def page_text(
    markup: bytes | str, limit: int, charset: str | None = None
) -> tuple[str, tuple[Heading, ...], str]:
    """A page's text of at most ``limit`` code points, the headings in it and its title or "".

    ``charset`` is what the bytes came with (a mail's header); it goes before what the page says.
    Never raises because of what the markup holds.
    """
    source = decode(markup, charset=charset) if isinstance(markup, bytes) else markup
    page = read_page(newlines(clean(source)), limit)
    text, headings = page.blocks.finish()
    return text, headings, one_line("".join(page.title))


def read_page(source: str, limit: int) -> WebPage:
    """What libxml2's tokenizer finds in ``source``; it builds no tree, so depth costs nothing."""
    page = WebPage(limit)
    if _XHTML.search(source, 0, _SLICE):
        source = _SELF_CLOSED.sub(r"<\1\2></\1>", source)
    _feed(page, source)
    return page


def _feed(page: WebPage, source: str) -> None:
    from lxml import etree

    # A declared encoding is void: the source has been decoded.
    parser = etree.HTMLParser(target=page, encoding="utf-8", huge_tree=True)
    # It objects to sources without a single element, such as an empty one.
    with suppress(etree.XMLSyntaxError):
        for start in range(0, len(source), _SLICE):
            parser.feed(source[start : start + _SLICE].encode())
            if page.blocks.is_full:
                return
        parser.close()


class WebPage:
    """Takes the tokenizer's events (lxml's parser target interface).

    ``blocks`` holds the words, ``title`` the pieces of the title, ``meta`` the description.
    """

    def __init__(self, limit: int) -> None:
        self.blocks = Blocks(limit)
        self.title: list[str] = []
        self.meta = ""
        self.author = ""
        self._unseen = 0
        self._preformatted = 0
        self._in_title = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "title":
            self._in_title = not self.title
        elif tag == "meta":
            self._note_meta(attributes)
        elif self._unseen:
            return
        elif tag in _HEADINGS:
            self.blocks.start_heading(_HEADINGS[tag])
        elif tag in _PARAGRAPHS:
            self.blocks.paragraph()
            self._preformatted += tag == "pre"
        elif tag in _LINES:
            self.blocks.line()
            if tag == "li":
                self.blocks.add("• ")
        elif tag in _CELLS:
            self.blocks.cell()
        elif tag == "img" and attributes.get("alt"):
            self.blocks.add(f" {attributes['alt']} ")

    def end(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "title":
            self._in_title = False
        elif self._unseen:
            return
        elif tag in _HEADINGS:
            self.blocks.end_heading()
        elif tag in _PARAGRAPHS:
            self.blocks.paragraph()
            self._preformatted = max(0, self._preformatted - (tag == "pre"))
        elif tag in _LINES and tag != "br":
            self.blocks.line()

    def data(self, text: str) -> None:
        if self._in_title:
            self.title.append(text)
        elif not self._unseen:
            self.blocks.add(text, self._preformatted > 0)

    def comment(self, text: str) -> None:
        """Not for readers."""

    def close(self) -> None:
        """lxml calls it at the end."""

    def _note_meta(self, attributes: dict[str, str]) -> None:
        name = (attributes.get("name") or "").lower()
        content = attributes.get("content") or ""
        if name == "description":
            self.meta = content
        elif name == "author":
            self.author = content
