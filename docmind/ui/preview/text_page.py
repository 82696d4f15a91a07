"""Text with its passage and words marked, scrolled to the passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from docmind.core import Span
from docmind.ui.widgets.theme import tokens_now, unit
from docmind.ui.widgets.wording import tr, utf16_range

AROUND = 12_000


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a text around a passage: ``text`` and the spans within it."""

    text: str
    passage: Span | None
    words: tuple[Span, ...]


def excerpt(text: str, passage: Span | None, words: Sequence[Span], around: int) -> Excerpt:
    """At most ``around`` code points on each side of the passage, cut at line ends."""
    middle = passage or Span(0, 0)
    start, end = max(0, middle.start - around), min(len(text), middle.end + around)
    before = after = ""
    if start > 0:
        newline = text.find("\n", start, middle.start)
        start = newline + 1 if newline >= 0 else start
        before = tr("… (the text before is not shown here)") + "\n\n"
    if end < len(text):
        newline = text.rfind("\n", middle.end, end)
        end = newline if newline > 0 else end
        after = "\n\n" + tr("… (open the file to read on)")
    shift = len(before) - start
    inside = tuple(
        Span(word.start + shift, word.end + shift)
        for word in words
        if word.start >= start and word.end <= end
    )
    kept = Span(passage.start + shift, passage.end + shift) if passage else None
    return Excerpt(before + text[start:end] + after, kept, inside)


class TextPage(QPlainTextEdit):
    """Read-only text; long texts show the part around the passage only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAccessibleName(tr("Text of the document"))
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(unit(self.font(), 18))
        self._shown = Excerpt("", None, ())

    def show_text(self, text: str, passage: Span | None, words: Sequence[Span]) -> None:
        """Show a page's text with marks; spans are code points of ``text``."""
        self._shown = excerpt(_one_line_ends(text), passage, words, AROUND)
        self.setPlainText(self._shown.text)
        self._mark()
        target = self._shown.passage or (self._shown.words[0] if self._shown.words else None)
        if target is None:
            self.moveCursor(QTextCursor.MoveOperation.Start)
            return
        self.moveCursor(QTextCursor.MoveOperation.End)
        begin, length = utf16_range(self._shown.text, target.start, target.end)
        cursor = self.textCursor()
        for position in (begin + length, begin):
            cursor.setPosition(position)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
        self._raise_passage()

    def _raise_passage(self) -> None:
        """Leave a little of what comes before the passage in sight."""
        bar = self.verticalScrollBar()
        top_lines = self.cursorRect().top() // max(1, self.fontMetrics().lineSpacing())
        bar.setValue(bar.value() + top_lines - 3)

    def _mark(self) -> None:
        tokens = tokens_now()
        shown = self._shown
        marks = []
        if shown.passage is not None:
            marks.append(self._marked(shown.passage, tokens.accent_background, tokens.text))
        marks.extend(self._marked(word, tokens.mark, tokens.on_mark) for word in shown.words)
        self.setExtraSelections(marks)

    def _marked(self, span: Span, ground: str, ink: str) -> QTextEdit.ExtraSelection:
        start, length = utf16_range(self._shown.text, span.start, span.end)
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setBackground(QColor(ground))
        look.setForeground(QColor(ink))
        selection = QTextEdit.ExtraSelection()
        selection.cursor, selection.format = cursor, look
        return selection

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_shown"):
            self._mark()


def _one_line_ends(text: str) -> str:
    """Make every code point one character of the document, so that spans stay true."""
    return text.replace("\r\n", " \n").replace("\r", "\n").replace("\0", " ")
