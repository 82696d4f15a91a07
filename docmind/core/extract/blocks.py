"""Builds readable text from a stream of words, blocks, cells and headings."""

from __future__ import annotations

import re

from docmind.core.extract.clean import clean, newlines, one_line
from docmind.core.schema import Heading

_WHITE = re.compile(r"[ \t\n\r\f\v\u00a0]+")
_PARAGRAPH, _LINE, _CELL, _SPACE = "\n\n", "\n", "\t", " "
_FORCE = {"": 0, _SPACE: 1, _CELL: 2, _LINE: 3, _PARAGRAPH: 4}


class Blocks:
    """Text with one blank line between paragraphs, one line per row, tabs between cells.

    Separators wait until words follow, and the strongest of those that meet is written.
    Stops taking text at ``limit`` code points.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._parts: list[str] = []
        self._length = 0
        self._waiting = ""
        self._headings: list[Heading] = []
        self._heading: tuple[int, int, int] | None = None  # level, part, offset when it began

    @property
    def is_full(self) -> bool:
        return self._length >= self._limit

    @property
    def is_in_heading(self) -> bool:
        return self._heading is not None

    def add(self, text: str, is_preformatted: bool = False) -> None:
        """Words. White space is joined, unless it is ``is_preformatted``."""
        text = newlines(clean(text)) if is_preformatted else _WHITE.sub(" ", clean(text))
        if not is_preformatted:
            if text.startswith(" "):
                self._wait(_SPACE)
                text = text[1:]
            ends_open = text.endswith(" ")
            text = text.rstrip(" ")
        if text:
            self._write(text)
        if not is_preformatted and ends_open:
            self._wait(_SPACE)

    def paragraph(self) -> None:
        self._wait(_PARAGRAPH)

    def line(self) -> None:
        self._wait(_LINE)

    def cell(self) -> None:
        self._wait(_CELL)

    def stay(self) -> None:
        """The next words go on in the same line after all: what waits becomes a space."""
        self._waiting = _SPACE if self._waiting else ""

    def start_heading(self, level: int) -> None:
        self.end_heading()
        self._wait(_PARAGRAPH)
        self._heading = (level, len(self._parts), self._length)

    def end_heading(self) -> None:
        if self._heading is None:
            return
        level, part, start = self._heading
        self._heading = None
        said = "".join(self._parts[part:])
        title = one_line(said)
        if title:
            offset = start + len(said) - len(said.lstrip())
            self._headings.append(Heading(offset, level, title))
        self._wait(_PARAGRAPH)

    def finish(self) -> tuple[str, tuple[Heading, ...]]:
        """The text and the headings in it."""
        self.end_heading()
        return "".join(self._parts), tuple(self._headings)

    def _wait(self, separator: str) -> None:
        if _FORCE[separator] > _FORCE[self._waiting]:
            self._waiting = separator

    def _write(self, text: str) -> None:
        if self._length and self._waiting:
            text = self._waiting + text
        self._waiting = ""
        text = text[: self._limit - self._length]
        self._parts.append(text)
        self._length += len(text)
