"""What a file is: by its first bytes, then by its name.

Every extractor says what it recognises (``Extractor.recognise``) and the surest one reads the
file; here stands only what decides between them, and between the kinds of plain text.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from docmind.core.extract.base import Confidence, Extractor
from docmind.core.extract.guess import utf16_without_mark
from docmind.core.extract.languages import PLAIN, is_code_name, text_type
from docmind.core.registry import providers

HEAD_BYTES = 8192
"""How many first bytes ``media_type`` wants to see."""

HTML = "text/html"
MARKDOWN = "text/markdown"

ROOM = "docmind.core.extract"
_MARKDOWN_SUFFIXES = frozenset(
    (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx", ".qmd", ".rmd")
)
_HTML_SUFFIXES = frozenset((".html", ".htm", ".xhtml", ".xht", ".shtml"))
# Text in form, but rubbish to read without a reader of their own, which recognises them first.
_TEXT_UNREAD = {
    ".rtf": "rtf",
    ".svg": "svg",
    ".eps": "eps",
    ".ps": "ps",
    ".ai": "ps",
    ".eml": "eml",
    ".emlx": "eml",
    ".mbox": "mbox",
    ".mht": "mhtml",
    ".mhtml": "mhtml",
    ".fb2": "fb2",
    ".fodt": "fodt",
    ".fods": "fods",
    ".fodp": "fodp",
    ".ipynb": "ipynb",
    ".uue": "uue",
    ".pem": "pem",
    ".hex": "hex",
    ".xpm": "xpm",
    ".pbm": "pbm",
    ".pgm": "pgm",
    ".ppm": "ppm",
    ".xbm": "xbm",
}
_UNREAD = (
    (re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)"), "zip"),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "ole"),
    (re.compile(rb"\{\\rtf"), "rtf"),
    (re.compile(rb"%!PS"), "ps"),
    (re.compile(rb"SQLite format 3\0"), "sqlite"),
)
# Possessive (++, *+): a long run of comments must not be tried in every combination.
_MARKUP = re.compile(
    r"(?:\s++|<\?xml[^>]*+>|<!--(?:[^-]++|-(?!->))*+-->)*+"
    r"<(!doctype\s+html|html|svg|!doctype\s+svg)[\s>]",
    re.IGNORECASE,
)
_XHTML = re.compile(r"\sxmlns\s*=\s*[\"']http://www\.w3\.org/1999/xhtml[\"']")
_CONTROL = bytes(sorted({*range(1, 32), 127} - {8, 9, 10, 12, 13, 27}))
_TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")


def media_type(path: Path, head: bytes) -> str | None:
    """The media type that decides which extractor reads the file, or None when none does.

    ``head`` is its first ``HEAD_BYTES`` bytes. Content goes before the name: a JPEG called
    ``x.png`` is a JPEG. A file that is of a type by its name alone keeps that type, unless it is a
    web page: its extractor will say that it is damaged or empty.
    """
    suffix = path.suffix.lower()
    promised, confidence = _claim(suffix, head)
    if confidence > Confidence.NAMED:
        return promised
    if any(magic.match(head) for magic, _ in _UNREAD):
        return None
    # A name that promises one of these over other content is a broken one, which is worth saying.
    if promised is not None or not is_text(head):
        return HTML if promised is not None and _is_page(head) else promised
    return _text_type(path, suffix, head)


def _claim(suffix: str, head: bytes) -> tuple[str | None, int]:
    """The surest claim; of equal ones that of the extractor whose name comes first."""
    best: tuple[str | None, int] = (None, 0)
    for reader in _extractors():
        claim = reader.recognise(suffix, head)
        if claim is not None and claim[1] > best[1]:
            best = claim
    return best


@cache
def _extractors() -> tuple[type[Extractor], ...]:
    found = providers(ROOM, Extractor)  # type: ignore[type-abstract]
    return tuple(found[name] for name in sorted(found))


def type_label(path: Path, head: bytes) -> str:
    """A short name for a type that is not read, to count skipped files by: "zip", "doc", ..."""
    suffix = path.suffix.lower().lstrip(".")
    says_text = suffix in ("txt", "text") or text_type(path.name) != PLAIN
    if suffix.isascii() and suffix.isalnum() and len(suffix) <= 8:
        return "binary" if says_text else suffix
    known = (name for magic, name in _UNREAD if magic.match(head))
    return next(known, "unknown")


def is_text(head: bytes) -> bool:
    """Whether these first bytes are text in some encoding: hardly any control characters."""
    if head.startswith(_TEXT_MARKS) or utf16_without_mark(head):
        return True
    if head.count(0) * 200 > len(head):
        return False
    controls = len(head) - len(head.translate(None, _CONTROL))
    return controls * 50 <= len(head)


def _text_type(path: Path, suffix: str, head: bytes) -> str | None:
    """The type of a text file. A name that says source code wins over markup inside it."""
    if suffix in _TEXT_UNREAD:
        return None
    if suffix in _MARKDOWN_SUFFIXES:
        return MARKDOWN
    if suffix in _HTML_SUFFIXES:
        return HTML
    if not is_code_name(path.name):
        if _is_page(head):
            return HTML
        if root_element(head).endswith("svg"):
            return None
    if suffix == ".xml" and _XHTML.search(head.decode("latin-1")):
        return HTML
    return text_type(path.name)


def _is_page(head: bytes) -> bool:
    return root_element(head).endswith("html")


def root_element(head: bytes) -> str:
    """ "html", "svg" or "doctype" with either, when that is what markup begins with, else ""."""
    text = head.replace(b"\0", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe")
    found = _MARKUP.match(text)
    return found[1].lower() if found is not None else ""
