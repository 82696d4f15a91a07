"""A check box whose box can be seen in both schemes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QStyle, QWidget

from docmind.ui.widgets.theme import tokens_now, unit

TICK = ((0.24, 0.52), (0.44, 0.72), (0.78, 0.3))  # in parts of the box


class Check(QCheckBox):
    """Drawn from the tokens: the platform's own box is nearly the colour of a dark ground."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Box, gap and text."""
        metrics = self.fontMetrics()
        wide = unit(self.font(), 26) + metrics.horizontalAdvance(self.text())
        return QSize(wide, max(metrics.height(), unit(self.font(), 16)) + unit(self.font(), 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box with its tick, then the text."""
        tokens, font = tokens_now(), self.font()
        side = unit(font, 15)
        left = self.width() - side - 0.5 if self.isRightToLeft() else 0.5
        box = QRectF(left, (self.height() - side) / 2, side, side)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, focused = self.isChecked(), self.hasFocus()
        painter.setBrush(QColor(tokens.accent if on else tokens.panel))
        painter.setPen(QColor(tokens.accent if on or focused else tokens.muted))
        painter.drawRoundedRect(box, unit(font, 4), unit(font, 4))
        if on:
            pen = QPen(QColor(tokens.on_accent), unit(font, 2))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(
                QPolygonF([box.topLeft() + QPointF(x * side, y * side) for x, y in TICK])
            )
        painter.setPen(QColor(tokens.accent_text if focused else tokens.text))
        text = self.rect().adjusted(unit(font, 24), 0, 0, 0)
        text = QStyle.visualRect(self.layoutDirection(), self.rect(), text)
        leading = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        painter.drawText(text, leading | Qt.AlignmentFlag.AlignVCenter, self.text())

    def hitButton(self, position: object) -> bool:
        """Box and text answer to the mouse."""
        return True
