"""The marks over a text: the passage, the words in it, and the one that was gone to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from docmind.core import Span
from docmind.ui.widgets.theme import tokens_now

Ranges = Callable[[Span], Iterable[tuple[int, int]]]
"""Gives the positions (start, end) in a document where a span is shown."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked on a page; spans are code points of its text, ``words`` in order."""

    passage: Span | None = None
    words: tuple[Span, ...] = ()
    current: Span | None = None

    @property
    def target(self) -> Span | None:
        """What is to be seen first."""
        return self.current or self.passage or (self.words[0] if self.words else None)

    def near(self, part: Span) -> Marks:
        """These marks without the words that stand outside a part of the text."""
        first = bisect_left(self.words, part.start, key=lambda word: word.end)
        last = bisect_right(self.words, part.end, key=lambda word: word.start)
        return replace(self, words=self.words[first:last])


def selections(
    document: QTextDocument, marks: Marks, ranges: Ranges
) -> list[QTextEdit.ExtraSelection]:
    """The marks as selections in a document, the strongest last."""
    return list(_selections(document, marks, ranges))


def _selections(
    document: QTextDocument, marks: Marks, ranges: Ranges
) -> Iterator[QTextEdit.ExtraSelection]:
    tokens = tokens_now()
    passage = [marks.passage] if marks.passage is not None else []
    current = [marks.current] if marks.current is not None else []
    for spans, ground, ink in (
        (passage, tokens.accent_background, tokens.text),
        (marks.words, tokens.mark, tokens.on_mark),
        (current, tokens.accent, tokens.on_accent),
    ):
        look = QTextCharFormat()
        look.setBackground(QColor(ground))
        look.setForeground(QColor(ink))
        for span in spans:
            for start, end in ranges(span):
                selection = QTextEdit.ExtraSelection()
                cursor = QTextCursor(document)
                cursor.setPosition(start)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                selection.cursor, selection.format = cursor, look
                yield selection
