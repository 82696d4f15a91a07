"""A switch that is on or off, drawn from the tokens."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from docmind.ui.widgets.theme import tokens_now, unit


class Switch(QCheckBox):
    """A check box without a text of its own: its label stands beside it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """The track with room for the line that shows the focus."""
        return QSize(unit(self.font(), 42), unit(self.font(), 26))

    def minimumSizeHint(self) -> QSize:
        """It has one size."""
        return self.sizeHint()

    def hitButton(self, position: object) -> bool:
        """All of it answers to the mouse."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track and knob; the knob lies at the end of the line when it is on."""
        tokens, font = tokens_now(), self.font()
        high, wide, gap = unit(font, 18), unit(font, 34), unit(font, 3)
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - wide - unit(font, 3) if right_to_left else unit(font, 3)
        track = QRectF(x + 0.5, (self.height() - high) / 2 + 0.5, wide - 1, high - 1)
        on = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            around = track.adjusted(-2.5, -2.5, 2.5, 2.5)
            painter.drawRoundedRect(around, around.height() / 2, around.height() / 2)
        painter.setPen(QColor(tokens.accent if on else tokens.muted))
        painter.setBrush(QColor(tokens.accent if on else tokens.panel))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        side = track.height() - 2 * gap
        at_right = on != right_to_left
        knob = QRectF(
            track.right() - gap - side if at_right else track.left() + gap,
            track.top() + gap,
            side,
            side,
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.on_accent if on else tokens.muted))
        painter.drawEllipse(knob)
