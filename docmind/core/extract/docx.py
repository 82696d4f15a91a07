"""Word documents (DOCX): text, headings, tables, equations, notes, headers, comments, charts."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import ClassVar

from docmind.core.errors import UnsupportedType
from docmind.core.extract.base import Claim, Confidence, ExtractionLimits, Extractor
from docmind.core.extract.blocks import Blocks
from docmind.core.extract.clean import (
    cut_note,
    file_title,
    first_heading,
    one_line,
    unreadable_note,
)
from docmind.core.extract.drawing import add_part
from docmind.core.extract.embedded import read_embedded
from docmind.core.extract.equations import EQUATION, Equations
from docmind.core.extract.ooxml import Package, Target, authorship, is_ooxml, local, named, values
from docmind.core.extract.zip_guard import open_zip
from docmind.core.schema import Document, Page

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIXES = frozenset((".docx", ".docm", ".dotx", ".dotm"))

_LEVELS = 9
# The name is English in every language version; only what is shown is translated.
_HEADING_NAME = re.compile(r"heading\s*([1-9])\Z", re.IGNORECASE)
# Parts of ECMA-376 part 1, 11.3: those that hold what a person reads, main text first.
_BESIDE = re.compile(
    r"word/(?:footnotes|endnotes|comments|header\d*|footer\d*)\.xml\Z", re.IGNORECASE
)
_DRAWN = re.compile(r"word/(?:charts/chart|diagrams/data)[^/]*\.xml\Z", re.IGNORECASE)
_REMOVED = frozenset(("del", "moveFrom", "delText", "instrText", "pPrChange", "rPrChange"))


class Docx(Extractor):
    """One page without a number: where a page ends is decided by the program that shows it."""

    name = "docx"
    version = 2
    media_types: ClassVar[tuple[str, ...]] = (DOCX,)

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        if is_ooxml(head, b"word/document.xml"):
            return DOCX, Confidence.CERTAIN
        return named(suffix, head, SUFFIXES, DOCX)

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        with open_zip(path) as container:
            package = Package(container)
            main = _main_part(package)
            body = _Body(_heading_levels(package, main), limits.characters)
            breaks = package.parse_as_far_as_possible(main, body)
            for part in filter(_BESIDE.match, package.parts):
                body.blocks.paragraph()
                package.parse_leniently(part, body)
            for part in filter(_DRAWN.match, package.parts):
                add_part(package, part, body.blocks)
            core = package.facts()
            pages = package.facts("docProps/app.xml").get("Pages", "")
            inside = read_embedded(package, [main], limits)
            text, headings = body.blocks.finish()
            if breaks and not text.strip():
                package.check(main)
        notes = (cut_note(limits.characters),) if body.blocks.is_full else breaks
        return Document(
            path=path,
            media_type=media_type,
            kind="document",
            title=core.get("title") or body.title() or first_heading(headings) or file_title(path),
            pages=(Page(None, text, headings),),
            page_count=int(pages) if pages.isdecimal() and 0 < len(pages) < 7 else None,
            properties=authorship(core),
            notes=(*notes, *unreadable_note(text), *inside.notes),
            members=inside.found,
        )


def _main_part(package: Package) -> str:
    main = package.main_part("word/document.xml")
    if not main.lower().startswith("word"):
        raise UnsupportedType("No reader for this type of file", detail=main.split("/")[0])
    return main


def _heading_levels(package: Package, main: str) -> dict[str, int]:
    styles = _Styles()
    package.parse_leniently(posixpath.join(posixpath.dirname(main), "styles.xml"), styles)
    return styles.levels()


class _Body(Target):
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
        self._equations = Equations()

    @property
    def is_done(self) -> bool:
        return self.blocks.is_full

    def title(self) -> str:
        """The text of the paragraph in style "Title", or ""."""
        return one_line("".join(self._title))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if tag.startswith(EQUATION):
            self._equations.start(name, values(attributes))
        if name in _REMOVED:
            self._removed += 1
        elif name == "Fallback":
            self._fallback += 1
        elif name in ("t", "tab", "br", "cr", "noBreakHyphen", "softHyphen"):
            self._start_text(name)
        elif name == "p":
            self._start_paragraph()
        elif name == "pStyle":
            self._style(values(attributes).get("val", ""))
        elif name == "outlineLvl":
            self._outline_level(values(attributes).get("val", ""))
        elif name == "tbl" and not self._cells:
            self.blocks.paragraph()
        elif name == "tr":
            self.blocks.line()
        elif name == "tc":
            self._cells += 1
            self._in_cell_start = True
            self.blocks.cell()

    def end(self, tag: str) -> None:
        name = local(tag)
        if tag.startswith(EQUATION) and (mark := self._equations.end(name)):
            self._say(mark)
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
            self._say(self._equations.before() + text)

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


class _Styles(Target):
    """Which paragraph styles are headings: by outline level, by name, or by what they build on."""

    def __init__(self) -> None:
        self._style = ""
        self._own: dict[str, int] = {}
        self._parent: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name, found = local(tag), values(attributes)
        value = found.get("val", "")
        if name == "style":
            self._style = found.get("styleId", "")
        elif name == "name" and (match := _HEADING_NAME.match(value)):
            self._own[self._style] = int(match[1])
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
