"""What the lines of an extracted text are: headings, items, rows of cells, fields of a mail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from docmind.core import Heading, Kind, Span

Form = Literal["heading", "text", "item", "quote", "rows", "field", "code"]
MOST_COLUMNS = 30

_LINE = re.compile(r"[^\n]*")
_ITEM = re.compile(r"[ \t]*(?:[•◦▪‣*+-]|\d{1,3}[.)])[ \t]+")
_QUOTE = re.compile(r"[ \t]*>")
_HASHES = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+")
_RULE = re.compile(r"[ \t]*[|:+ -]*-[|:+ -]*$")
_PIPES = re.compile(r"[ \t]*\|(?P<cells>.+)\|[ \t]*$")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")
_FIELD = re.compile(r"(From|To|Cc|Date|Subject): ")
_UNDERLINE = re.compile(r"[ \t]*(?:=+|-{2,})[ \t]*$")
_CSV_CELLS = {sign: re.compile(rf'"((?:[^"]|"")*)"|([^{sign}]*)') for sign in (",", ";", "\t", "|")}
MARKDOWN, CSV = "text/markdown", "text/csv"
_WITH_STRUCTURE = frozenset((MARKDOWN, CSV, "text/html", "text/tab-separated-values"))


@dataclass(frozen=True, slots=True)
class Block:
    """One block. ``lines`` hold the spans of its cells, one span for what is no row; ``level`` is
    that of a heading, ``spaced`` tells of a blank line before it, ``label`` names a field."""

    form: Form
    lines: tuple[tuple[Span, ...], ...]
    level: int = 0
    spaced: bool = False
    label: str = ""


def is_plain(kind: Kind, media_type: str, headings: Sequence[Heading]) -> bool:
    """Whether a text is to be seen line by line as it is written, with numbers beside it."""
    is_text = media_type.startswith("text/") and media_type not in _WITH_STRUCTURE
    return kind == "code" or (is_text and not headings)


def blocks(
    text: str, headings: Sequence[Heading], kind: Kind, media_type: str
) -> tuple[Block, ...]:
    """The blocks of a page's text, in order; every word of it lies in one."""
    return tuple(_Reader(text, headings, kind, media_type).read())


class _Reader:
    """Goes through the lines once."""

    def __init__(self, text: str, headings: Sequence[Heading], kind: Kind, media_type: str) -> None:
        self._text = text
        self._levels = {heading.start: heading.level for heading in headings}
        self._is_markdown = media_type == MARKDOWN
        self._csv = _separator(text) if media_type == CSV else ""
        self._in_head = kind == "mail"
        self._in_code = False
        self._found: list[Block] = []
        self._spaced = False

    def read(self) -> list[Block]:
        """Every line becomes a block or joins the one before."""
        start = 0
        while start <= len(self._text):
            found = _LINE.match(self._text, start)
            assert found is not None
            self._take(start, found.end())
            start = found.end() + 1
        return self._found

    def _take(self, start: int, end: int) -> None:
        line = self._text[start:end]
        if not line.strip():
            self._in_head = False
            self._spaced = True
        elif self._takes_code(start, end, line) or self._underlines(line):
            self._in_head = False
        elif self._in_head and (field := _FIELD.match(line)) is not None:
            self._add("field", ((Span(start + field.end(), end),),), label=field[1])
        elif (level := self._level(start, end)) > 0:
            marks = _HASHES.match(line) if self._is_markdown else None
            begin = start + marks.end() if marks is not None else start
            self._add("heading", ((Span(begin, end),),), level=level)
        else:
            self._in_head = False
            self._take_words(start, end, line)

    def _takes_code(self, start: int, end: int, line: str) -> bool:
        if not self._is_markdown:
            return False
        if _FENCE.match(line) is not None:
            self._in_code = not self._in_code
            self._spaced = True
            return True
        if self._in_code:
            self._join("code", ((Span(start, end),),))
        return self._in_code

    def _underlines(self, line: str) -> bool:
        """Whether it is the line below a heading of Markdown, which says nothing."""
        after = bool(self._found) and self._found[-1].form == "heading" and not self._spaced
        return self._is_markdown and after and _UNDERLINE.match(line) is not None

    def _level(self, start: int, end: int) -> int:
        """The level of a heading that begins in this line, 0 when none does."""
        lead = len(self._text[start:end]) - len(self._text[start:end].lstrip())
        for place in {start, start + lead}:
            if place in self._levels:
                return max(1, min(self._levels[place], 6))
        return 0

    def _take_words(self, start: int, end: int, line: str) -> None:
        cells = self._cells(start, line)
        if cells is not None:
            if cells:
                self._join("rows", (cells,))
        elif _QUOTE.match(line) is not None:
            self._join("quote", ((Span(start, end),),))
        elif _ITEM.match(line) is not None:
            self._add("item", ((Span(start, end),),))
        elif self._is_markdown and not self._spaced and self._goes_on():
            self._append(Span(start, end))
        else:
            self._add("text", ((Span(start, end),),))

    def _goes_on(self) -> bool:
        """Whether a line of Markdown belongs to the paragraph before it."""
        return bool(self._found) and self._found[-1].form in ("text", "item")

    def _cells(self, start: int, line: str) -> tuple[Span, ...] | None:
        """The cells of a row; nothing for the rule of a table, None when it is no row."""
        if self._csv:
            return _csv_cells(start, line, self._csv)
        if self._is_markdown:
            found = _PIPES.match(line)
            if found is None:
                return None
            if _RULE.match(line) is not None:
                return ()
            return _cut(start + found.start("cells"), found["cells"], "|")
        return _cut(start, line, "\t") if "\t" in line else None

    def _append(self, span: Span) -> None:
        last = self._found[-1]
        ((first, *_), *_) = last.lines
        joined = ((Span(first.start, span.end),),)
        self._found[-1] = Block(last.form, joined, last.level, last.spaced, last.label)

    def _join(self, form: Form, lines: tuple[tuple[Span, ...], ...]) -> None:
        last = self._found[-1] if self._found else None
        if last is not None and last.form == form and not self._spaced:
            self._found[-1] = Block(form, last.lines + lines, 0, last.spaced)
        else:
            self._add(form, lines)

    def _add(
        self, form: Form, lines: tuple[tuple[Span, ...], ...], level: int = 0, label: str = ""
    ) -> None:
        self._found.append(Block(form, lines, level, self._spaced, label))
        self._spaced = False


def _cut(start: int, line: str, sign: str) -> tuple[Span, ...]:
    cells = []
    for part in line.split(sign, MOST_COLUMNS - 1):
        lead = len(part) - len(part.lstrip(" "))
        said = part.strip(" ")
        cells.append(Span(start + lead, start + lead + len(said)))
        start += len(part) + 1
    return tuple(cells)


def _separator(text: str) -> str:
    """What stands between the cells of the first line."""
    first = text.split("\n", 1)[0]
    return max(_CSV_CELLS, key=first.count)


def _csv_cells(start: int, line: str, sign: str) -> tuple[Span, ...]:
    cells: list[Span] = []
    place = 0
    while 0 <= place <= len(line) and len(cells) < MOST_COLUMNS:
        found = _CSV_CELLS[sign].match(line, place)
        assert found is not None
        group = 1 if found[1] is not None else 2
        cells.append(Span(start + found.start(group), start + found.end(group)))
        place = line.find(sign, found.end()) + 1 or -1
    if place >= 0:  # more columns than are shown apart
        cells[-1] = Span(cells[-1].start, start + len(line))
    return tuple(cells)
