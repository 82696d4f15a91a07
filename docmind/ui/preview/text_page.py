"""Text as it is written, line by line, with its passage and words marked."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from docmind.core import Span
from docmind.ui.preview.excerpts import Excerpt, excerpt, notes
from docmind.ui.preview.fonts import fixed_font
from docmind.ui.preview.line_numbers import LineNumbers
from docmind.ui.preview.marks import Marks, selections
from docmind.ui.preview.positions import Units
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import tr

AROUND = 1_000_000
LINES_ABOVE = 3
EVERYTHING = Span(0, sys.maxsize)
MARKED_AROUND = 1000  # code points before and after what is in sight


class TextPage(QPlainTextEdit):
    """Read-only text; very long ones show the part around the passage only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(tr("Text of the document"))
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(unit(self.font(), 18))
        self._plain_font = self.font()
        self._whole = ""
        self._shown = excerpt("", None, AROUND)
        self._code = False
        self._scale = 1.0
        self._lead = 0  # what is said before the excerpt, in UTF-16 units
        self._units = Units("")
        self._marks = Marks()
        self._marked = EVERYTHING  # the part of the page's text that has its marks
        self._numbers = LineNumbers(self._seen_lines, self)
        self._numbers.hide()
        self.updateRequest.connect(self._on_update)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_text(
        self, text: str, marks: Marks, *, numbered: bool = False, code: bool = False
    ) -> None:
        """Show a page's text; marks are code points of ``text``. ``code`` is set in columns."""
        self._whole, self._marks = _one_line_ends(text), marks
        self._code = code
        self._set_font()
        self._numbers.setVisible(numbered)
        self._show(excerpt(self._whole, marks.target, AROUND))
        self._look_at(marks.target)
        self._mark()

    def _set_font(self) -> None:
        font = fixed_font(self._plain_font) if self._code else self._plain_font
        self.setFont(scaled_font(font, self._scale))

    def set_scale(self, scale: float) -> None:
        """Make the letters larger or smaller; 1 is the usual size."""
        self._scale = scale
        self._set_font()
        self._numbers.set_last(self._shown.first_line + self.blockCount())
        self._place_numbers()

    def mark(self, marks: Marks) -> None:
        """Mark something else in the same text; go to what is now the present place."""
        gone_to = marks.current
        self._marks = marks
        if gone_to is not None:
            if not self._shown.holds(gone_to):
                self._show(excerpt(self._whole, gone_to, AROUND))
            self._look_at(gone_to)
        self._mark()

    @property
    def offset(self) -> int:
        """The code point of the page's text at the top of the view."""
        top = self.firstVisibleBlock().position() - self._lead
        return self._shown.start + self._units.code_point(top)

    def _show(self, shown: Excerpt) -> None:
        """Show a part of the text. It has no marks yet: where to look comes first."""
        self._marked = EVERYTHING
        self._shown, self._units = shown, Units(shown.text)
        before, after = notes(shown)
        before = before and before + "\n\n"
        self._lead = len(before)
        self.setPlainText(before + shown.text + (after and "\n\n" + after))
        if not self._numbers.isHidden():
            self._numbers.set_last(shown.first_line + self.blockCount())
        self._place_numbers()

    def _ranges(self, span: Span) -> list[tuple[int, int]]:
        inside = self._shown.inside(span)
        if inside is None:
            return []
        start, end = (self._lead + self._units.at(at) for at in (inside.start, inside.end))
        return [(start, end)]

    def _mark(self) -> None:
        """Mark what is in sight and a little around it: Qt needs a tenth of a second for some
        thousand marks, and a long text may have more."""
        seen = self._seen()
        self._marked = Span(max(0, seen.start - MARKED_AROUND), seen.end + MARKED_AROUND)
        marks = self._marks.near(self._marked)
        self.setExtraSelections(selections(self.document(), marks, self._ranges))

    def _seen(self) -> Span:
        """The part of the page's text between the corners of the view, in code points."""
        view = self.viewport().rect()
        corners = view.topLeft(), view.bottomRight()
        places = [self.cursorForPosition(corner).position() - self._lead for corner in corners]
        begin, end = (self._shown.start + self._units.code_point(place) for place in places)
        return Span(min(begin, end), max(begin, end))

    def _on_scrolled(self) -> None:
        seen = self._seen()
        if seen.start < self._marked.start or seen.end > self._marked.end:
            self._mark()

    def _look_at(self, span: Span | None) -> None:
        ranges = self._ranges(span) if span is not None else []
        if not ranges:
            self.moveCursor(QTextCursor.MoveOperation.Start)
            return
        ((begin, end),) = ranges
        cursor = self.textCursor()
        if not self._is_seen(begin, end):
            self.moveCursor(QTextCursor.MoveOperation.End)
            for position in (end, begin):
                cursor.setPosition(position)
                self.setTextCursor(cursor)
                self.ensureCursorVisible()
            self._raise()
        cursor.setPosition(begin)
        self.setTextCursor(cursor)

    def _is_seen(self, begin: int, end: int) -> bool:
        view = self.viewport().rect()
        cursor = self.textCursor()
        for position in (begin, end):
            cursor.setPosition(position)
            if not view.contains(self.cursorRect(cursor)):
                return False
        return True

    def _raise(self) -> None:
        """Leave a little of what comes before in sight."""
        bar = self.verticalScrollBar()
        top_lines = self.cursorRect().top() // max(1, self.fontMetrics().lineSpacing())
        bar.setValue(bar.value() + top_lines - LINES_ABOVE)

    # ---- line numbers --------------------------------------------------------------------------

    def _seen_lines(self) -> Iterator[tuple[int, int]]:
        block, offset = self.firstVisibleBlock(), self.contentOffset()
        above = 2 if self._lead else 0  # the note and the blank line after it
        last = above + self._shown.text.count("\n")
        while block.isValid():
            top = self.blockBoundingGeometry(block).translated(offset).top()
            if top > self.viewport().height():
                return
            if above <= block.blockNumber() <= last:
                yield self._shown.first_line + block.blockNumber() - above + 1, round(top)
            block = block.next()

    def _place_numbers(self) -> None:
        wide = 0 if self._numbers.isHidden() else self._numbers.sizeHint().width()
        rest, inner = self.isRightToLeft(), self.contentsRect()
        self.setViewportMargins(0 if rest else wide, 0, wide if rest else 0, 0)
        side = inner.right() + 1 - wide if rest else inner.left()
        self._numbers.setGeometry(QRect(side, inner.top(), wide, inner.height()))
        self.document().setDocumentMargin(unit(self._plain_font, 10 if wide else 18))

    def _on_update(self, _area: QRect, _by: int) -> None:
        if not self._numbers.isHidden():
            self._numbers.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers keep their place beside the text."""
        super().resizeEvent(event)
        self._place_numbers()
        self._on_scrolled()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme; another style sheet gives back the font from before."""
        super().changeEvent(event)
        if not hasattr(self, "_numbers"):
            return
        if event.type() == QEvent.Type.StyleChange:
            self._set_font()
        elif event.type() == QEvent.Type.PaletteChange:
            self._mark()
            self._numbers.update()


def _one_line_ends(text: str) -> str:
    """Make every code point one character of the document, so that spans stay true."""
    return text.replace("\r\n", " \n").replace("\r", "\n").replace("\0", " ")
