"""The text that was recognised in a picture, below the picture itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from docmind.core import PageText
from docmind.ui.preview.marks import Marks
from docmind.ui.preview.text_page import TextPage
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import tr


class FoundText(QWidget):
    """A caption and the text with its passage and words marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "below")
        font = self.font()
        caption = QLabel(tr("Text found in the picture"), self)
        caption.setFont(scaled_font(font, 11.5 / 13, bold=True))
        caption.setContentsMargins(unit(font, 18), unit(font, 10), unit(font, 18), 0)
        caption.setToolTip(tr("Recognised by DocMind, so it may be wrong in places."))
        look(caption, "section")
        self.text = TextPage(self)
        self.text.setAccessibleName(tr("Text found in the picture"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(caption)
        column.addWidget(self.text, 1)
        self.setMinimumHeight(unit(font, 90))

    def show_page(self, page: PageText, marks: Marks) -> None:
        """Show what was found on a page."""
        self.text.show_text(page.text, marks)
