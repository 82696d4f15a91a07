"""A short list of texts that a person edits: add below, change in place, take away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import unit
from docmind.ui.widgets.wording import tr

_SHOWN_ROWS = 5


class _Rows(QListWidget):
    """Takes rows away by the keys that do so elsewhere."""

    removal_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)


class EntryList(QWidget):
    """``changed`` brings all entries after each change by a person."""

    changed = Signal(object)  # tuple[str, ...]

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = _Rows(self)
        self.rows.setAccessibleName(name)
        self.rows.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.rows.setTabKeyNavigation(False)
        look(self.rows, "entries")
        self.field = QLineEdit(self)
        self.field.setAccessibleName(tr("Add to: {list}").format(list=name))
        self.field.setPlaceholderText(tr("Add one…"))
        look(self.field, "boxed")
        self.add = QPushButton(tr("Add"), self)
        self.add.setAccessibleName(tr("Add to: {list}").format(list=name))
        self.remove = QPushButton(tr("Remove"), self)
        self.remove.setAccessibleName(tr("Remove from: {list}").format(list=name))
        for button in (self.add, self.remove):
            look(button, "low")
        for part in (self.rows, self.field):  # patterns and endings are read from the left
            part.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._arrange()
        self.field.returnPressed.connect(self._add)
        self.field.textChanged.connect(lambda _text: self._enable())
        self.add.clicked.connect(lambda _checked=False: self._add())
        self.remove.clicked.connect(lambda _checked=False: self._remove())
        self.rows.removal_asked.connect(self._remove)
        self.rows.itemChanged.connect(lambda _item: self._tell())
        self.rows.currentRowChanged.connect(lambda _row: self._enable())
        self._enable()

    def _arrange(self) -> None:
        font = self.font()
        below = QHBoxLayout()
        below.setSpacing(unit(font, 6))
        below.addWidget(self.field, 1)
        below.addWidget(self.add)
        below.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(font, 6))
        column.addWidget(self.rows)
        column.addLayout(below)

    def show_entries(self, entries: tuple[str, ...]) -> None:
        """Show others, unless they are shown already."""
        if entries == self.entries():
            self._fit()
            return
        self.rows.itemChanged.disconnect()
        self.rows.clear()
        for entry in entries:
            self._append(entry)
        self.rows.itemChanged.connect(lambda _item: self._tell())
        self._fit()
        self._enable()

    def entries(self) -> tuple[str, ...]:
        """All that are not empty, each once."""
        texts = (self.rows.item(row).text().strip() for row in range(self.rows.count()))
        return tuple(dict.fromkeys(text for text in texts if text))

    def _append(self, entry: str) -> None:
        item = QListWidgetItem(entry)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self.rows.addItem(item)

    def _add(self) -> None:
        text = self.field.text().strip()
        if text and text not in self.entries():
            self._append(text)
            self.rows.setCurrentRow(self.rows.count() - 1)
            self._tell()
        self.field.clear()

    def _remove(self) -> None:
        if self.rows.currentRow() >= 0:
            self.rows.takeItem(self.rows.currentRow())
            self._tell()

    def _tell(self) -> None:
        self._fit()
        self._enable()
        self.changed.emit(self.entries())

    def _enable(self) -> None:
        self.add.setEnabled(bool(self.field.text().strip()))
        self.remove.setEnabled(self.rows.currentRow() >= 0)

    def _fit(self) -> None:
        """As high as its rows, within bounds; nothing at all while it is empty."""
        count = self.rows.count()
        self.rows.setVisible(count > 0)
        self.remove.setVisible(count > 0)
        row = self.rows.sizeHintForRow(0) if count else unit(self.font(), 22)
        self.rows.setFixedHeight(row * min(count, _SHOWN_ROWS) + unit(self.font(), 10))
