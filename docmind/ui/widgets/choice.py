"""A list to choose one thing from, which a wheel that scrolls the page does not change."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

from docmind.ui.widgets.icons import pixmap
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import tokens_now, unit


class Choice(QComboBox):
    """Shows texts, stands for values (``currentData``)."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(QStyledItemDelegate(self))  # the one that heeds the style sheet
        self.view().setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(6)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look(self, "boxed")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to what scrolls."""
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the arrow in the colours in use."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box with its text, then the arrow at the end of the line."""
        super().paintEvent(event)
        side = unit(self.font(), 14)
        gap = unit(self.font(), 8)
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = gap if right_to_left else self.width() - side - gap
        arrow = pixmap("down", tokens_now().muted, side, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.setOpacity(1.0 if self.isEnabled() else 0.4)
        painter.drawPixmap(x, (self.height() - side) // 2, arrow)
