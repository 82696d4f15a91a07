"""Word documents (DOCX): text, headings, tables, notes, headers, comments."""

from __future__ import annotations

import posixpath
import re
import zipfile
from pathlib import Path
from typing import ClassVar

from docmind.core.errors import UnsupportedType
from docmind.core.extract.base import Claim, Confidence, ExtractionLimits, Extractor, damaged
from docmind.core.extract.blocks import Blocks
from docmind.core.extract.clean import (
    cut_note,
    file_title,
    first_heading,
    one_line,
    properties,
    unreadable_note,
)
from docmind.core.extract.zip_guard import open_zip
from docmind.core.schema import Document, Page

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIXES = frozenset((".docx", ".docm", ".dotx", ".dotm"))

_SLICE = 1 << 16
_MOST_PART = 256 << 20
_LEVELS = 9
# The name is English in every language version; only what is shown is translated.
_HEADING_NAME = re.compile(r"heading\s*([1-9])\Z", re.IGNORECASE)
# Parts of ECMA-376 part 1, 11.3: those that hold what a person reads, main text first.
_BESIDE = re.compile(r"word/(?:footnotes|endnotes|comments|header\d*|footer\d*)\.xml\Z")
_REMOVED = frozenset(("del", "moveFrom", "delText", "instrText", "pPrChange", "rPrChange"))


class Docx(Extractor):
    """One page without a number: where a page ends is decided by the program that shows it."""

    name = "docx"
    version = 1
    media_types: ClassVar[tuple[str, ...]] = (DOCX,)

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        if head.startswith(b"PK") and b"word/document.xml" in head:
            return DOCX, Confidence.CERTAIN
        if suffix not in SUFFIXES:
            return None
        return DOCX, Confidence.LIKELY if head.startswith(b"PK") else Confidence.NAMED

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        with open_zip(path) as container:
            names = container.namelist()
            main = _main_part(container, names)
            levels = _heading_levels(
                container, posixpath.join(posixpath.dirname(main), "styles.xml")
            )
            body = _Body(levels, limits.characters)
            _parse(container, main, body)
            for name in sorted(filter(_BESIDE.match, names)):
                body.blocks.paragraph()
                _parse_leniently(container, name, body)
            core = _facts(container, "docProps/core.xml")
            pages = _facts(container, "docProps/app.xml").get("Pages", "")
        text, headings = body.blocks.finish()
        notes = (cut_note(limits.characters),) if body.blocks.is_full else ()
        return Document(
            path=path,
            media_type=media_type,
            kind="document",
            title=core.get("title") or body.title() or first_heading(headings) or file_title(path),
            pages=(Page(None, text, headings),),
            page_count=int(pages) if pages.isdecimal() and 0 < len(pages) < 7 else None,
            properties=properties(
                (name, core.get(key))
                for name, key in (
                    ("author", "creator"),
                    ("subject", "subject"),
                    ("keywords", "keywords"),
                    ("description", "description"),
                )
            ),
            notes=(*notes, *unreadable_note(text)),
        )


def _main_part(container: zipfile.ZipFile, names: list[str]) -> str:
    if "word/document.xml" in names:
        return "word/document.xml"
    links = _Links()
    _parse_leniently(container, "_rels/.rels", links)
    found = links.main.lstrip("/")
    if not found or found not in names:
        raise damaged("It holds no document.")
    if not found.startswith("word"):
        raise UnsupportedType("No reader for this type of file", detail=found.split("/")[0])
    return found


def _heading_levels(container: zipfile.ZipFile, name: str) -> dict[str, int]:
    styles = _Styles()
    _parse_leniently(container, name, styles)
    return styles.levels()


def _facts(container: zipfile.ZipFile, name: str) -> dict[str, str]:
    facts = _Facts()
    _parse_leniently(container, name, facts)
    return {key: one_line(value) for key, value in facts.found.items()}


def _parse_leniently(container: zipfile.ZipFile, name: str, target: _Target) -> None:
    """Parts beside the main text: a broken one must not lose the rest."""
    from lxml import etree

    try:
        _parse(container, name, target)
    except (KeyError, etree.LxmlError, zipfile.BadZipFile, OSError, ValueError, EOFError):
        return


def _parse(container: zipfile.ZipFile, name: str, target: _Target) -> None:
    """Give a part's events to ``target``: no tree, no entities, no network."""
    from lxml import etree

    if container.getinfo(name).file_size > _MOST_PART:
        raise damaged(f"Its part {name} is too large.")
    parser = etree.XMLParser(
        target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    with container.open(name) as part:
        while block := part.read(_SLICE):
            parser.feed(block)
            if target.is_done:
                return
    parser.close()


def _local(name: str) -> str:
    """A name without its namespace: strict and transitional documents differ in these."""
    return name.rpartition("}")[2]


def _values(attributes: dict[str, str]) -> dict[str, str]:
    return {_local(name): value for name, value in attributes.items()}


class _Target:
    """Takes the parser's events (lxml's parser target interface)."""

    @property
    def is_done(self) -> bool:
        return False

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def data(self, text: str) -> None: ...
    def comment(self, text: str) -> None: ...
    def pi(self, target: str, content: str | None = None) -> None: ...
    def close(self) -> None: ...


class _Body(_Target):
    """Writes paragraphs, rows and headings as they come."""

    def __init__(self, levels: dict[str, int], limit: int) -> None:
        self.blocks = Blocks(limit)
        self._levels = levels
        self._removed = 0
        self._fallback = 0
        self._in_text = False
        self._cells = 0
        self._in_cell_start = False
        self._title: list[str] = []
        self._is_title = False

    @property
    def is_done(self) -> bool:
        return self.blocks.is_full

    def title(self) -> str:
        """The text of the paragraph in style "Title", or ""."""
        return one_line("".join(self._title))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if name in _REMOVED:
            self._removed += 1
        elif name == "Fallback":
            self._fallback += 1
        elif name in ("t", "tab", "br", "cr", "noBreakHyphen", "softHyphen"):
            self._start_text(name)
        elif name == "p":
            self._start_paragraph()
        elif name == "pStyle":
            self._style(_values(attributes).get("val", ""))
        elif name == "outlineLvl":
            self._outline_level(_values(attributes).get("val", ""))
        elif name == "tbl" and not self._cells:
            self.blocks.paragraph()
        elif name == "tr":
            self.blocks.line()
        elif name == "tc":
            self._cells += 1
            self._in_cell_start = True
            self.blocks.cell()

    def end(self, tag: str) -> None:
        name = _local(tag)
        if name in _REMOVED:
            self._removed -= 1
        elif name == "Fallback":
            self._fallback -= 1
        elif name == "t":
            self._in_text = False
        elif name == "p":
            self._is_title = False
            self.blocks.end_heading()
        elif name == "tc":
            self._cells -= 1
        elif name == "tbl":
            self.blocks.paragraph()

    def data(self, text: str) -> None:
        if self._in_text and not self._removed and not self._fallback:
            self._say(text)

    def _say(self, text: str) -> None:
        self.blocks.add(text)
        if self._is_title:
            self._title.append(text)

    def _start_text(self, name: str) -> None:
        if name == "t":
            self._in_text = True
        elif self._removed or self._fallback:
            return
        elif name == "tab":
            self.blocks.cell()
        elif name in ("br", "cr"):
            self.blocks.line()
        else:
            self._say("\u2011" if name == "noBreakHyphen" else "\u00ad")

    def _start_paragraph(self) -> None:
        if self._fallback:
            return
        if self._cells and self._in_cell_start:
            self._in_cell_start = False  # the first paragraph of a cell stays in its row
        elif self._cells:
            self.blocks.line()
        else:
            self.blocks.paragraph()

    def _style(self, style: str) -> None:
        level = self._levels.get(style, 0)
        if level and not self._cells:
            self.blocks.start_heading(level)
        self._is_title = style.lower() == "title" and not self._title

    def _outline_level(self, value: str) -> None:
        if value.isdecimal() and int(value) < _LEVELS and not self._cells:
            self.blocks.start_heading(int(value) + 1)


class _Styles(_Target):
    """Which paragraph styles are headings: by outline level, by name, or by what they build on."""

    def __init__(self) -> None:
        self._style = ""
        self._own: dict[str, int] = {}
        self._parent: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name, values = _local(tag), _values(attributes)
        value = values.get("val", "")
        if name == "style":
            self._style = values.get("styleId", "")
        elif name == "name" and (found := _HEADING_NAME.match(value)):
            self._own[self._style] = int(found[1])
        elif name == "basedOn":
            self._parent[self._style] = value
        elif name == "outlineLvl" and value.isdecimal() and int(value) < _LEVELS:
            self._own[self._style] = int(value) + 1

    def levels(self) -> dict[str, int]:
        """Style id -> heading level from 1."""
        found = dict(self._own)
        for style in self._parent:
            above, seen = style, set[str]()
            while above not in self._own and above in self._parent and above not in seen:
                seen.add(above)
                above = self._parent[above]
            if above in self._own:
                found[style] = self._own[above]
        return found


class _Links(_Target):
    """The main part, by the container's relationships."""

    def __init__(self) -> None:
        self.main = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if attributes.get("Type", "").endswith("/officeDocument"):
            self.main = attributes.get("Target", "")


class _Facts(_Target):
    """The text of each element that holds nothing else."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._name = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._name = _local(tag)

    def end(self, tag: str) -> None:
        self._name = ""

    def data(self, text: str) -> None:
        if self._name:
            self.found[self._name] = (self.found.get(self._name, "") + text)[:4000]
