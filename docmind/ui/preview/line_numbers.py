"""The numbers of the lines beside a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from docmind.ui.widgets.theme import scaled_font, tokens_now, unit

Lines = Callable[[], Iterator[tuple[int, int]]]
"""Gives (number, top in pixels) of each line that is seen."""


class LineNumbers(QWidget):
    """A column of numbers; the text view lays it out and says which lines are seen."""

    def __init__(self, lines: Lines, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = parent
        self._lines = lines
        self._last = 1

    def set_last(self, number: int) -> None:
        """The largest number there will be: it decides the width."""
        self._last = max(1, number)
        self.setFont(scaled_font(self._text.font(), 11.5 / 13))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as the largest number, two digits at least."""
        digits = max(2, len(str(self._last)))
        wide = self.fontMetrics().horizontalAdvance("9") * digits + unit(self.font(), 20)
        return QSize(wide, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Each number at its line, against the text."""
        tokens = tokens_now()
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tokens.window))
        painter.setPen(QColor(tokens.muted))
        painter.setFont(self.font())
        high, gap = self._text.fontMetrics().height(), unit(self.font(), 8)
        for number, top in self._lines():
            painter.drawText(
                gap, top, self.width() - 2 * gap, high,
                Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter, str(number),
            )  # fmt: skip
