"""Extracted text with its structure: headings, items, tables, the head of a mail.

The document is built block by block from plain text. No markup of a file ever reaches Qt, and
whatever a document might ask for is refused: nothing is loaded from the disk or a network.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QTextCursor, QTextDocument, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from docmind.core import PageText, Span
from docmind.ui.preview.excerpts import Excerpt, excerpt
from docmind.ui.preview.marks import Marks, selections
from docmind.ui.preview.positions import Pieces
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import tr

AROUND = 12_000


class SilentDocument(QTextDocument):
    """A document that loads nothing."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:
        """Refuse: pictures, style sheets, whatever it is, from wherever."""
        return None


class StructuredPage(QTextEdit):
    """Read-only; long texts show the part around the passage only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocument(SilentDocument(self))
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Text of the document"))
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)  # tables scroll before words are torn
        self.document().setDocumentMargin(unit(self.font(), 18))
        self._page: PageText | None = None
        self._marks = Marks()
        self._scale = 1.0
        self._shown = excerpt("", None, AROUND)
        self._pieces = Pieces("", [])

    def show_page(self, page: PageText, marks: Marks) -> None:
        """Show a page; marks are code points of its text."""
        self._page, self._marks = page, marks
        self._show(excerpt(page.text, marks.target, AROUND))
        self._look_at(marks.target)

    def set_scale(self, scale: float) -> None:
        """Make the letters larger or smaller; 1 is the usual size."""
        self._scale = scale
        self._show_again()

    def mark(self, marks: Marks) -> None:
        """Mark something else in the same page; go to what is now the present place."""
        gone_to = marks.current
        self._marks = marks
        if self._page is not None and gone_to is not None and not self._shown.holds(gone_to):
            self._show(excerpt(self._page.text, gone_to, AROUND))
        else:
            self._mark()
        if gone_to is not None:
            self._look_at(gone_to)

    @property
    def offset(self) -> int:
        """About the code point of the page's text at the top of the view."""
        at = self.cursorForPosition(self.viewport().rect().topLeft()).position()
        whole = max(1, self.document().characterCount())
        return self._shown.start + at * len(self._shown.text) // whole

    def _show(self, shown: Excerpt) -> None:
        from docmind.ui.preview.structure import MARKDOWN, blocks  # no start needs it
        from docmind.ui.preview.typesetting import Typesetting

        assert self._page is not None
        self._shown = shown
        font, width = scaled_font(self.font(), self._scale), self.viewport().width()
        setting = Typesetting(self.document(), font, width)
        markdown = self._page.media_type == MARKDOWN
        setting.begin(shown, self._page.members, is_markdown=markdown)
        for block in blocks(
            shown.text, shown.headings(self._page.headings), self._page.kind, self._page.media_type
        ):
            setting.add(block)
        self._pieces = Pieces(shown.text, setting.finish())
        self._mark()

    def _ranges(self, span: Span) -> list[tuple[int, int]]:
        inside = self._shown.inside(span)
        return self._pieces.ranges(inside) if inside is not None else []

    def _mark(self) -> None:
        self.setExtraSelections(selections(self.document(), self._marks, self._ranges))

    def _look_at(self, span: Span | None) -> None:
        ranges = self._ranges(span) if span is not None else []
        cursor = self.textCursor()
        cursor.setPosition(ranges[0][0] if ranges else 0)
        self.setTextCursor(cursor)
        if not ranges:
            self.verticalScrollBar().setValue(0)
            return
        last = QTextCursor(self.document())
        last.setPosition(ranges[-1][1])
        top, bottom = self.cursorRect(cursor).top(), self.cursorRect(last).bottom()
        if top < 0 or bottom > self.viewport().height():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + top - 4 * self.fontMetrics().lineSpacing())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme: the colours of the text are part of it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and getattr(self, "_page", None) is not None:
            self._show_again()

    def _show_again(self) -> None:
        """In other colours or sizes, at about the same place."""
        if self._page is None:
            return
        bar = self.verticalScrollBar()
        part = bar.value() / max(1, bar.maximum())
        self._show(self._shown)
        bar.setValue(round(part * bar.maximum()))
