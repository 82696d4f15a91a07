"""A row of the sidebar that is a button: text at the left, a count at the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from docmind.ui.widgets.theme import scaled_font, tokens_now, unit


class SideRow(QAbstractButton):
    """Painted like the rows of the sources, selected with the accent."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._count = ""
        self._selected = False

    def show_row(self, count: str, *, selected: bool) -> None:
        """The count at the right (may be empty) and whether the row is the one in force."""
        self._count = count
        self._selected = selected
        self.setAccessibleDescription(count)
        self.update()

    def sizeHint(self) -> QSize:
        """One line with room around it."""
        return QSize(unit(self.font(), 120), unit(self.font(), 29))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, text, count."""
        tokens, font = tokens_now(), self.font()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 1, -0.5, -1)
        if self._selected or self.underMouse() or self.hasFocus():
            painter.setBrush(QColor(tokens.accent_background if self._selected else tokens.hover))
            painter.setPen(QColor(tokens.accent) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(box, unit(font, 6), unit(font, 6))
        inside = self.rect().adjusted(unit(font, 8), 0, -unit(font, 8), 0)
        painter.setFont(scaled_font(font, 1, bold=self._selected))
        painter.setPen(QColor(tokens.accent_text if self._selected else tokens.muted))
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                         self._count)  # fmt: skip
        painter.setPen(QColor(tokens.accent_text if self._selected else tokens.text))
        room = inside.width() - QFontMetrics(font).horizontalAdvance(self._count + "  ")
        name = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
