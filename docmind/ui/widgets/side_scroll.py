"""The part of the sidebar that scrolls as a whole where the window is low."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import unit


class SideScroll(QScrollArea):
    """Puts widgets into ``column``, with ``margin`` pixels beside them: the scroll bar stands in
    it, so that nothing moves when it comes. What gets the focus is brought into sight."""

    def __init__(self, margin: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._margin = margin
        body = QWidget(self)
        look(body, "clear")
        self.column = QVBoxLayout(body)
        self.column.setSpacing(0)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)
        self._make_room(0)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def _on_range(self, _least: int, most: int) -> None:
        self._make_room(most)
        self._show_focus(QApplication.focusWidget())  # it may have come with what is new

    def _make_room(self, most: int) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        end = self._margin - (min(bar, self._margin) if most > 0 else 0)
        begin, end = (self._margin, end) if self.isLeftToRight() else (end, self._margin)
        self.column.setContentsMargins(begin, 0, end, self._margin)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        self._show_focus(now)

    def _show_focus(self, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, unit(self.font(), 14))
