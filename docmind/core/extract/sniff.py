"""What a file is: by its first bytes, then by its name."""

from __future__ import annotations

import re
from pathlib import Path

from docmind.core.extract.encoding import utf16_without_mark
from docmind.core.extract.languages import PLAIN, is_code_name, text_type

HEAD_BYTES = 8192
"""How many first bytes ``media_type`` wants to see."""

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SEALED_DOCX = "application/x-ole-docx"
HTML = "text/html"
MARKDOWN = "text/markdown"

_WORD_SUFFIXES = frozenset((".docx", ".docm", ".dotx", ".dotm"))
_MARKDOWN_SUFFIXES = frozenset(
    (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx", ".qmd", ".rmd")
)
_HTML_SUFFIXES = frozenset((".html", ".htm", ".xhtml", ".xht", ".shtml"))
# Text in form, but rubbish to read without a reader of their own.
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
# Camera files that begin as a TIFF does.
_RAW_SUFFIXES = frozenset(
    (".nef", ".nrw", ".arw", ".sr2", ".srf", ".cr2", ".dng", ".pef", ".orf", ".rw2", ".3fr", ".iiq")
)
_IMAGES = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"II[*+]\0|MM\0[*+]"), "image/tiff"),
    (re.compile(rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0", re.DOTALL), "image/bmp"),
)
_BY_SUFFIX = {
    ".pdf": PDF,
    **dict.fromkeys(_WORD_SUFFIXES, DOCX),
    **{f".{name}": f"image/{name}" for name in ("png", "jpeg", "gif", "webp", "tiff", "bmp")},
    ".jpg": "image/jpeg",
    ".tif": "image/tiff",
}
_UNREAD = (
    (re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)"), "zip"),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "ole"),
    (re.compile(rb"\{\\rtf"), "rtf"),
    (re.compile(rb"%!PS"), "ps"),
    (re.compile(rb"SQLite format 3\0"), "sqlite"),
    (re.compile(rb"From .{1,200}\d\d:\d\d.{1,60}\r?\n[A-Za-z-]{2,30}: "), "mbox"),
)
# Possessive (++, *+): a long run of comments must not be tried in every combination.
_MARKUP = re.compile(
    r"(?:\s++|<\?xml[^>]*+>|<!--(?:[^-]++|-(?!->))*+-->)*+"
    r"<(!doctype\s+html|html|svg|!doctype\s+svg)[\s>]",
    re.IGNORECASE,
)
_XHTML = "http://www.w3.org/1999/xhtml"
_CONTROL = bytes(sorted({*range(1, 32), 127} - {8, 9, 10, 12, 13, 27}))
_TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")


def media_type(path: Path, head: bytes) -> str | None:
    """The media type that decides which extractor reads the file, or None when none does.

    ``head`` is its first ``HEAD_BYTES`` bytes. Content goes before the name: a JPEG called
    ``x.png`` is a JPEG. An old binary Office container called ``x.docx`` is ``SEALED_DOCX``: that
    is how an encrypted one looks. A PDF, Word document or picture by name alone keeps that type:
    its extractor will say that it is damaged or empty.
    """
    suffix = path.suffix.lower()
    if b"%PDF-" in head[:1024]:
        return PDF
    for magic, image in _IMAGES:
        if magic.match(head):
            return None if suffix in _RAW_SUFFIXES else image
    for magic, name in _UNREAD:
        if magic.match(head):
            return _contained(name, suffix, head)
    # A name that promises one of these over other content is a broken one, which is worth saying.
    promised = _BY_SUFFIX.get(suffix)
    if promised is not None or not is_text(head):
        return HTML if promised is not None and _is_page(head) else promised
    return _text_type(path, suffix, head)


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


def _contained(name: str, suffix: str, head: bytes) -> str | None:
    """The type of a container: a Word document, a sealed one, or nothing that is read."""
    if name == "zip" and (suffix in _WORD_SUFFIXES or b"word/document.xml" in head):
        return DOCX
    if name == "ole" and suffix in _WORD_SUFFIXES:
        return SEALED_DOCX
    return None


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
        if _root_element(head).endswith("svg"):
            return None
    if suffix == ".xml" and _XHTML in head.decode("latin-1"):
        return HTML
    return text_type(path.name)


def _is_page(head: bytes) -> bool:
    return _root_element(head).endswith("html")


def _root_element(head: bytes) -> str:
    """ "html", "svg" or "doctype" with either, when that is what markup begins with, else ""."""
    text = head.replace(b"\0", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe")
    found = _MARKUP.match(text)
    return found[1].lower() if found is not None else ""
