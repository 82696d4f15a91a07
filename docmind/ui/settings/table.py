"""A table of short texts that is as high as its rows, within bounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import unit
from docmind.ui.widgets.wording import plain_tip

_Index = QModelIndex | QPersistentModelIndex
_MEASURED_ROWS = 60  # for the widths of columns: there may be thousands
_NO_PARENT = QModelIndex()


class RowsModel(QAbstractTableModel):
    """Rows of any kind; ``cells`` gives the texts of one, as many as there are ``headers``."""

    def __init__(self, headers: Sequence[str], cells: Callable[[Any], Sequence[str]]) -> None:
        super().__init__()
        self._headers = tuple(headers)
        self._cells = cells
        self.rows: tuple[Any, ...] = ()

    def show(self, rows: Sequence[Any]) -> None:
        """Show others, unless they are shown already."""
        if tuple(rows) == self.rows:
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._headers)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._headers[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells(self.rows[index.row()])[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._cells(self.rows[index.row()])[index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(self._cells(self.rows[index.row()]))
        return None


class Table(QTreeView):
    """Shows a ``RowsModel``; column ``wide`` takes the room that is left."""

    def __init__(
        self, name: str, model: RowsModel, wide: int, most: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._most = most
        self.setAccessibleName(name)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setTabKeyNavigation(False)
        look(self, "table")
        self.setModel(model)
        model.setParent(self)
        header = self.header()
        header.setAccessibleName(name)
        header.setSectionsMovable(False)
        header.setSectionsClickable(False)
        header.setStretchLastSection(False)
        header.setResizeContentsPrecision(_MEASURED_ROWS)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for column in range(model.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        model.modelReset.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Be as high as the rows."""
        rows = min(self.model().rowCount(), self._most)
        row = max(self.sizeHintForRow(0), unit(self.font(), 24))
        self.setFixedHeight(row * rows + self.header().sizeHint().height() + 4)
