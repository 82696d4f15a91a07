"""Markdown: its text as it stands, its headings by structure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from docmind.core.extract.base import ExtractionLimits, Extractor
from docmind.core.extract.clean import file_title, first_heading, one_line
from docmind.core.extract.plain_text import read_text
from docmind.core.extract.sniff import MARKDOWN
from docmind.core.schema import Document, Heading, Page

_LINE = re.compile(r"[^\n]*\n?")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+([^\n]{1,1000})")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_NOT_A_PARAGRAPH = re.compile(r"\s*$|\s{0,3}[>#|]|\s{0,3}(?:[-+*]|\d{1,9}[.)])[ \t]|    |\t")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title[ \t]*:[ \t]*(.+)$", re.IGNORECASE | re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\](?:\([^()\n]{0,1000}\)|\[[^\[\]\n]{0,200}\])")
_MARKS = re.compile(r"[*`]+|(?<!\w)_+|_+(?!\w)|[ \t]+#+[ \t]*$|[ \t]*\{#[^{}\n]*\}[ \t]*$")


class Markdown(Extractor):
    """One page: the source text. Headings: ``#`` and underlined ones outside of code."""

    name = "markdown"
    version = 2
    media_types: ClassVar[tuple[str, ...]] = (MARKDOWN,)

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        text, notes = read_text(path, limits)
        front = _FRONT_MATTER.match(text)
        headings = headings_of(text, front.end() if front is not None else 0)
        stated = _FRONT_TITLE.search(front[1]) if front is not None else None
        title = one_line(stated[1].strip().strip("\"'")) if stated is not None else ""
        return Document(
            path=path,
            media_type=media_type,
            kind="document",
            title=title or first_heading(headings) or file_title(path),
            pages=(Page(None, text, headings),),
            notes=notes,
        )


def headings_of(text: str, start: int = 0) -> tuple[Heading, ...]:
    """The headings of Markdown ``text`` after offset ``start``, those in code left out."""
    return tuple(_headings(text, start))


def _headings(text: str, start: int) -> Iterator[Heading]:
    """Headings after offset ``start``, by the rules of CommonMark 0.31, sections 4.2 and 4.3."""
    fence = ""
    paragraph: int | None = None
    for line in _LINE.finditer(text, start):
        said = line[0]
        mark = _FENCE.match(said)
        if fence:
            # Only a line of the same marks, at least as many, closes the code.
            if mark is not None and mark[1].startswith(fence) and not said.strip().strip(fence[0]):
                fence = ""
            continue
        if mark is not None:
            fence, paragraph = mark[1], None
            continue
        heading = _ATX.match(said)
        if heading is not None:
            title = _plain(heading[2])
            if title:
                yield Heading(line.start(), len(heading[1]), title)
        elif paragraph is not None and (under := _UNDERLINE.match(said)) is not None:
            title = _plain(text[paragraph : line.start()])
            if title:
                yield Heading(paragraph, 1 if under[1][0] == "=" else 2, title)
        elif not _NOT_A_PARAGRAPH.match(said):
            paragraph = line.start() if paragraph is None else paragraph
            continue
        paragraph = None


def _plain(source: str) -> str:
    """A heading's words without their marks."""
    return one_line(_MARKS.sub("", _LINK.sub(r"\1", source[:2000].strip())))
