"""Code points of a page's text against positions in a Qt document, which counts UTF-16 units."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from docmind.core import Span


class Units:
    """UTF-16 offsets of one text, counted once: asking is quick however long the text is."""

    def __init__(self, text: str) -> None:
        plain = text.isascii() or max(text) <= "\uffff"
        self._length = len(text)
        self._double = [] if plain else [place for place, one in enumerate(text) if one > "\uffff"]

    def at(self, offset: int) -> int:
        """The UTF-16 offset of a code point offset."""
        return offset + bisect_left(self._double, offset)

    def code_point(self, place: int) -> int:
        """The code point offset of a UTF-16 offset, which may lie outside the text."""
        return bisect_left(range(self._length), place, key=self.at)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a page's text (``start`` to ``end``) that lies in one run in the document, from
    ``position`` on; all in UTF-16 units."""

    start: int
    end: int
    position: int


class Pieces:
    """Where the parts of a text went. Parts that are left out lie between their neighbours."""

    def __init__(self, text: str, pieces: list[Piece]) -> None:
        self._units = Units(text)
        self._pieces = pieces
        self._starts = [piece.start for piece in pieces]

    def ranges(self, span: Span) -> list[tuple[int, int]]:
        """(position, end) of each run of a span that is in the document, in order."""
        start, end = self._units.at(span.start), self._units.at(span.end)
        found = []
        first = max(0, bisect_right(self._starts, start) - 1)
        for piece in self._pieces[first:]:
            if piece.start >= end:
                break
            begin, stop = max(start, piece.start), min(end, piece.end)
            if begin < stop:
                shift = piece.position - piece.start
                found.append((begin + shift, stop + shift))
        return found
