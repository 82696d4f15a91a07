"""The connections that were made, as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimeZone,
)

from docmind.ui.widgets.wording import size, tr

if TYPE_CHECKING:
    from docmind.core import Connection

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class ConnectionsModel(QAbstractTableModel):
    """Newest first: when, to which computer, what for, how much came, how it ended."""

    def __init__(self) -> None:
        super().__init__()
        self.connections: tuple[Connection, ...] = ()

    def show(self, connections: Sequence[Connection]) -> None:
        """Show others, unless nothing is new."""
        if tuple(connections) == self.connections:
            return
        self.beginResetModel()
        self.connections = tuple(connections)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.connections)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 5

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (tr("When"), tr("To"), tr("What for"), tr("Received"), tr("How it ended"))[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.connections):
            return None
        cells = texts(self.connections[index.row()])
        if role == Qt.ItemDataRole.DisplayRole:
            return cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(cells)
        return None


def texts(one: Connection) -> tuple[str, str, str, str, str]:
    """What is shown of a connection."""
    moment = QDateTime.fromString(one.began, Qt.DateFormat.ISODate)
    moment.setTimeZone(QTimeZone.utc())
    local = moment.toLocalTime()
    when = QLocale().toString(local, QLocale.FormatType.ShortFormat)
    ended = {
        "done": tr("finished"),
        "led on": tr("sent on to another address"),
        "broken off": tr("broken off"),
    }.get(one.outcome, tr("not known"))
    return when, one.host, one.purpose, size(one.received), ended
