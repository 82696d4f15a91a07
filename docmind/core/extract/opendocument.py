"""OpenDocument files, packed and flat: texts, spreadsheets, presentations, drawings."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar
from zipfile import BadZipFile

from docmind.core.extract.base import (
    Claim,
    Confidence,
    ExtractionLimits,
    Extractor,
    damaged,
)
from docmind.core.extract.blocks import Blocks
from docmind.core.extract.clean import (
    cut_note,
    file_title,
    first_heading,
    one_line,
    properties,
    unreadable_note,
)
from docmind.core.extract.odf_sheets import SheetsBody
from docmind.core.extract.odf_text import TextBody, short
from docmind.core.extract.ooxml import BREAKS_OFF, PARSE_ERRORS, Package, Target, parse_stream
from docmind.core.extract.sealed_opendocument import Seals, read_sealed_opendocument
from docmind.core.extract.sheet_text import pages_of
from docmind.core.extract.zip_guard import open_zip
from docmind.core.schema import Document, Page

_PREFIX = "application/vnd.oasis.opendocument."
ODT, ODS, ODP, ODG = (
    f"{_PREFIX}{kind}" for kind in ("text", "spreadsheet", "presentation", "graphics")
)
_TYPES = {
    ".odt": ODT,
    ".ott": ODT,
    ".odm": ODT,
    ".fodt": ODT,
    ".ods": ODS,
    ".ots": ODS,
    ".fods": ODS,
    ".odp": ODP,
    ".otp": ODP,
    ".fodp": ODP,
    ".odg": ODG,
    ".otg": ODG,
    ".fodg": ODG,
}
_KINDS = {"office:text": ODT, "office:spreadsheet": ODS, "office:presentation": ODP}
_KINDS["office:drawing"] = ODG
_FLAT = b"<office:document"
_NAMESPACE = b"urn:oasis:names:tc:opendocument:xmlns:office:1.0"
# ODF 1.3 part 2, 3.3: the first entry is called so, is not compressed and has no extra field.
_FIRST_ENTRY, _TYPE_AT = slice(30, 38), 38

Source = Callable[[str, Target], None]
"""Gives the events of a part ("content.xml") to a target; a flat file is all parts at once."""


class OpenDocument(Extractor):
    """A page per sheet, slide or drawing; texts are one page without a number."""

    name = "opendocument"
    version = 1
    media_types: ClassVar[tuple[str, ...]] = (ODT, ODS, ODP, ODG)

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        if head[_FIRST_ENTRY] == b"mimetype":
            for media_type in (ODT, ODS, ODP, ODG):
                if head.startswith(media_type.encode(), _TYPE_AT):
                    return media_type, Confidence.CERTAIN
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        if start.startswith((b"<?xml", _FLAT)) and _FLAT in head and _NAMESPACE in head:
            found = (kind for kind in (ODT, ODS, ODP, ODG) if b'"%b' % kind.encode() in head)
            return next(found, _TYPES.get(suffix, ODT)), Confidence.CERTAIN
        if suffix not in _TYPES:
            return None
        return _TYPES[suffix], Confidence.LIKELY if head.startswith(b"PK") else Confidence.NAMED

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        with path.open("rb") as file:
            is_packed = file.read(2) == b"PK"
        if not is_packed:
            return _read(path, lambda _, target: _parse_flat(path, target), None, limits)
        with open_zip(path) as container:
            package = Package(container)
            seals = Seals()
            package.parse_leniently("META-INF/manifest.xml", seals)
            if seals.found:
                return read_sealed_opendocument(path, container, seals.found, limits)
            if not package.has("content.xml"):
                raise damaged("It holds no document.")
            return _read(path, package.parse, package, limits)


def _read(
    path: Path, source: Source, package: Package | None, limits: ExtractionLimits
) -> Document:
    kind = _Kind()
    is_whole = _parse(source, "content.xml", kind)
    if not kind.media_type:
        raise damaged("It holds no document." if is_whole else "Its content breaks off.")

    def read_object(name: str, blocks: Blocks) -> None:
        part = posixpath.normpath(posixpath.join(name, "content.xml"))
        if package is not None and package.has(part):
            inner = TextBody(limits.characters, False, lambda *_: None, into=blocks)
            package.parse_leniently(part, inner)

    pages, is_whole = _pages(kind.media_type, source, read_object, limits.characters)
    facts = _Facts()
    _parse(source, "meta.xml", facts)
    text = "".join(page.text for page in pages)
    notes = () if is_whole else (BREAKS_OFF,)
    if len(text) >= limits.characters:
        notes = (cut_note(limits.characters),)
    stated = one_line(facts.found.get("dc:title", ""))
    first = first_heading(pages[0].headings) if pages and kind.media_type != ODS else ""
    return Document(
        path=path,
        media_type=kind.media_type,
        kind="document",
        title=stated or first or file_title(path),
        pages=pages,
        page_count=_page_count(kind.media_type, pages, facts.count),
        properties=properties(
            (
                (
                    "author",
                    facts.found.get("meta:initial-creator") or facts.found.get("dc:creator"),
                ),
                ("subject", facts.found.get("dc:subject")),
                ("keywords", facts.found.get("meta:keyword")),
                ("description", facts.found.get("dc:description")),
            )
        ),
        notes=(*notes, *unreadable_note(text)),
    )


def _pages(
    media_type: str, source: Source, read_object: Callable[[str, Blocks], None], characters: int
) -> tuple[tuple[Page, ...], bool]:
    """(the pages, whether the content could be read to its end)."""
    beside = _Beside()
    _parse(source, "styles.xml", beside)
    if media_type == ODS:
        sheets = SheetsBody(characters, read_object)
        is_whole = _parse(source, "content.xml", sheets)
        sheets.finish()
        for words in beside.found if sheets.sheets else ():
            sheets.sheets[0].aside(words)
        return pages_of(sheets.sheets), is_whole
    body = TextBody(characters, media_type != ODT, read_object)
    is_whole = _parse(source, "content.xml", body)
    if media_type == ODT:
        for words in beside.found:
            body.add_paragraph(words)
    body.finish()
    return tuple(body.pages), is_whole


def _page_count(media_type: str, pages: tuple[Page, ...], stated: str) -> int | None:
    if media_type != ODT:
        return len(pages)
    return int(stated) if stated.isdecimal() and 0 < len(stated) < 7 else None


def _parse(source: Source, part: str, target: Target) -> bool:
    """Whether the part could be read to its end: what came before a break is kept."""
    from lxml import etree

    try:
        source(part, target)
    except (*PARSE_ERRORS, BadZipFile, etree.LxmlError):
        return False
    return True


def _parse_flat(path: Path, target: Target) -> None:
    with path.open("rb") as file:
        parse_stream(file, target)


class _Kind(Target):
    """What kind of document it is: the first element in its body."""

    def __init__(self) -> None:
        self.media_type = ""

    @property
    def is_done(self) -> bool:
        return bool(self.media_type)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.media_type = self.media_type or _KINDS.get(short(tag), "")


class _Beside(Target):
    """The paragraphs of page headers and footers, but not those that the program fills in."""

    _FIELDS = frozenset(
        ("page-number", "page-count", "sheet-name", "date", "time", "file-name", "title", "subject")
    )

    def __init__(self) -> None:
        self._found: dict[str, None] = {}
        self._open = 0
        self._words: list[str] | None = None

    @property
    def found(self) -> list[str]:
        return list(self._found)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = short(tag).partition(":")
        if space == "style" and name.startswith(("header", "footer")) and "style" not in name:
            self._open += 1
        elif name in ("p", "h") and self._open:
            self._words = []
        elif space == "text" and name in self._FIELDS:
            self._words = None

    def end(self, tag: str) -> None:
        space, _, name = short(tag).partition(":")
        if space == "style" and name.startswith(("header", "footer")) and "style" not in name:
            self._open -= 1
        elif name in ("p", "h") and self._words is not None:
            words = one_line("".join(self._words), 2000)
            self._found |= {words: None} if words else {}
            self._words = None

    def data(self, text: str) -> None:
        if self._words is not None:
            self._words.append(text)


class _Facts(Target):
    """What the document states of itself."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self.count = ""
        self._name = ""
        self._in_meta = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = short(tag)
        self._in_meta |= name == "office:meta"
        self._name = name if self._in_meta else ""
        if name == "meta:document-statistic":
            counts = [value for key, value in attributes.items() if key.endswith("}page-count")]
            self.count = counts[0] if counts else ""

    def end(self, tag: str) -> None:
        self._name = ""
        if short(tag) == "office:meta":
            self._in_meta = False

    def data(self, text: str) -> None:
        if self._name and len(self.found.get(self._name, "")) < 4000:
            self.found[self._name] = self.found.get(self._name, "") + text
