"""The view of the results: cells of one size, as cards below each other or as tiles side by side.

Both are the same list in rows that wrap, because that is what Qt lays out without asking for the
size of every row: 20,000 rows take a fifth of a second otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QWidget

from docmind.core import Hit
from docmind.ui.search.dragging import make_drag
from docmind.ui.search.model import ResultsModel

Cell = Callable[[int], QSize]
"""The size of every cell in a view so many pixels wide."""


class ResultsView(QListView):
    """Space asks for the preview, Up in the first row for the field, a press on a card or the menu
    key for its menu. Several can be chosen, and dragged to other programs."""

    preview_asked = Signal()
    left_upwards = Signal()
    pressed_at = Signal(QModelIndex, QPoint)  # a row and where, in the viewport
    menu_asked = Signal(QModelIndex, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cell: Cell = lambda width: QSize(width, 24)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setMouseTracking(True)

    # ---- cells ---------------------------------------------------------------------------------

    def set_cell(self, cell: Cell, side: int = 0) -> None:
        """Lay everything out in cells of another size, ``side`` pixels from the edges."""
        self._cell = cell
        self.setViewportMargins(side, 0, side, 0)
        self._fit()

    def _fit(self) -> None:
        # Qt leaves room for a scroll bar of the style's width, and a cell that fits exactly wraps
        metric = QStyle.PixelMetric.PM_ScrollBarExtent
        bar = self.style().pixelMetric(metric, None, self.verticalScrollBar())
        size = self._cell(max(1, self.maximumViewportSize().width() - bar - 1))
        if size != self.gridSize():
            self.setGridSize(size)

    def doItemsLayout(self) -> None:
        """Fit first: one cell that is too wide would leave the first row empty."""
        self._fit()
        super().doItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cells follow the width."""
        self._fit()
        super().resizeEvent(event)

    @property
    def columns(self) -> int:
        """How many cells stand side by side."""
        return max(1, self.viewport().width() // max(1, self.gridSize().width()))

    # ---- what is chosen ------------------------------------------------------------------------

    def chosen_ranges(self) -> list[tuple[int, int]]:
        """The selected rows as (first, last), in their order."""
        found = cast("Iterable[QItemSelectionRange]", self.selectionModel().selection())
        return sorted((part.top(), part.bottom()) for part in found)

    def chosen(self) -> list[Hit]:
        """The selected hits, in the order of their rows."""
        model = self.model()
        assert isinstance(model, ResultsModel)
        return [hit for top, bottom in self.chosen_ranges() for hit in model.hits[top : bottom + 1]]

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        """All that is seen: finding the place of each of many chosen rows takes longer than
        painting those on the screen."""
        return QRegion(self.viewport().rect())

    # ---- keys and mouse ------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that leave the list or toggle the preview; the rest as lists do."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        first = self.currentIndex().row() < self.columns
        if plain and event.key() == Qt.Key.Key_Space:
            self.preview_asked.emit()
        elif plain and event.key() == Qt.Key.Key_Up and first:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where a key leads: by the places of cells, so that it costs nothing in a long list."""
        rows, at = self.model().rowCount(), max(0, self.currentIndex().row())
        if not rows:
            return QModelIndex()
        move, columns = QAbstractItemView.CursorAction, self.columns
        page = columns * max(1, self.viewport().height() // max(1, self.gridSize().height()))
        onwards = 0 if columns == 1 else -1 if self.isRightToLeft() else 1
        steps = {
            move.MoveUp: -columns,
            move.MoveDown: columns,
            move.MoveLeft: -onwards,
            move.MoveRight: onwards,
            move.MovePageUp: -page,
            move.MovePageDown: page,
            move.MoveNext: 1,
            move.MovePrevious: -1,
            move.MoveHome: -rows,
            move.MoveEnd: rows,
        }
        to = at + steps.get(action, 0)
        if action == move.MoveUp and to < 0:
            to = at
        if action == move.MoveDown and at // columns == (rows - 1) // columns:
            to = at
        return self.model().index(min(max(to, 0), rows - 1), 0)

    def keyboardSearch(self, search: str) -> None:
        """Typed letters do not move the choice: they are for shortcuts, or for nothing."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the menu's button keeps several that are chosen."""
        if event.button() == Qt.MouseButton.RightButton:
            index = self.indexAt(event.position().toPoint())
            if index.isValid() and self.selectionModel().isSelected(index):
                event.accept()
                return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell where a card was pressed."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.button() == Qt.MouseButton.LeftButton and self.indexAt(at).isValid():
            self.pressed_at.emit(self.indexAt(at), at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the row under the pointer; by the keyboard that of the current one."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            rect = self.visualRect(index)
            self.menu_asked.emit(index, rect.center() if by_key else event.pos())

    def startDrag(self, _supported: Qt.DropAction) -> None:
        """Drag the files of what is chosen; they are copied, whatever the other program wants."""
        drag = make_drag(self, self.chosen())
        if drag is not None:
            drag.exec(Qt.DropAction.CopyAction)
