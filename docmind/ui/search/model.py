"""The results as a list model: rows of immutable hits.

An answer that goes on where the one before ended adds rows, so that nothing on the screen moves.
Nothing is done per row until a row is asked for.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from docmind.core import Hit, weak_from
from docmind.ui.search.unsigned import snippet_of
from docmind.ui.widgets.wording import plain_tip, shown, tr

Index = QModelIndex | QPersistentModelIndex

# put together once: choosing all of a long list asks every row
_ROW = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)


class Role(IntEnum):
    """Custom roles of the results."""

    HIT = Qt.ItemDataRole.UserRole + 1
    FILE_ID = Qt.ItemDataRole.UserRole + 2
    BELOW_LINE = Qt.ItemDataRole.UserRole + 3  # True in the first row of the weaker matches


class ResultsModel(QAbstractListModel):
    """Rows are the hits of the answer shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()
        self._rows: dict[int, int] | None = None  # by file id, made when it is asked for
        self._documents: int | None = None
        self._weak_from: int | None = None

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The hits shown, best first."""
        return self._hits

    @property
    def documents(self) -> int:
        """How many documents the rows stand for, copies among them."""
        if self._documents is None:
            self._documents = sum(1 + len(hit.copies) for hit in self._hits)
        return self._documents

    def show(self, hits: tuple[Hit, ...]) -> bool:
        """Show these hits: as further rows where they begin with the files shown now. Returns
        whether the rows before stay as they are."""
        before = len(self._hits)
        if not before or len(hits) < before or not self._begins_like(hits):
            self.beginResetModel()
            self._keep(hits)
            self.endResetModel()
            return False
        self._keep(hits[:before])
        self.dataChanged.emit(self.index(0), self.index(before - 1))
        if len(hits) > before:
            self.beginInsertRows(QModelIndex(), before, len(hits) - 1)
            self._keep(hits)
            self.endInsertRows()
        return True

    def _begins_like(self, hits: tuple[Hit, ...]) -> bool:
        pairs = zip(self._hits, hits, strict=False)
        return all(old.file_id == new.file_id for old, new in pairs)

    def _keep(self, hits: tuple[Hit, ...]) -> None:
        self._hits = hits
        self._rows = self._documents = None
        self._weak_from = weak_from(hits)

    def reorder(self, hits: tuple[Hit, ...]) -> bool:
        """Show the same files in another order, without letting go of any row; False, and nothing
        done, when they are not the same."""
        rows = {hit.file_id: row for row, hit in enumerate(hits)}
        before = [hit.file_id for hit in self._hits]
        if len(rows) != len(before) or rows.keys() != set(before):
            return False
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        self._keep(hits)
        self.changePersistentIndexList(
            held, [self.index(rows[before[index.row()]], index.column()) for index in held]
        )
        self.layoutChanged.emit()
        return True

    @property
    def weak_from(self) -> int | None:
        """The row before which the line to the weaker matches stands; None without one."""
        return self._weak_from

    def row_of(self, file_id: int) -> int | None:
        """The row that shows a file, or None."""
        if self._rows is None:
            self._rows = {hit.file_id: row for row, hit in enumerate(self._hits)}
        return self._rows.get(file_id)

    def hit_at(self, row: int) -> Hit | None:
        """The hit in a row, or None outside the list."""
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Number of hits; 0 below a row."""
        return 0 if parent is not None and parent.isValid() else len(self._hits)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be chosen and dragged to other programs; nothing is below them."""
        return _ROW if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The hit and its texts."""
        hit = self.hit_at(index.row()) if index.isValid() else None
        if hit is None:
            return None
        match role:
            case Role.HIT:
                return hit
            case Role.FILE_ID:
                return hit.file_id
            case Role.BELOW_LINE:
                return index.row() == self.weak_from
            case Qt.ItemDataRole.DisplayRole:
                return shown(hit.title) or shown(hit.path.name)
            case Qt.ItemDataRole.ToolTipRole:
                also = (tr("Copy: {path}").format(path=shown(path)) for path in hit.copies[:9])
                return plain_tip("\n".join((shown(hit.path), *also)))
            case Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(hit)
        return None


def _spoken(hit: Hit) -> str:
    place = tr("page {number}").format(number=hit.best.page) if hit.best.page else hit.best.heading
    inside = tr("in {name}").format(name=shown(hit.container.name)) if hit.container else ""
    found = tr("text in picture") if hit.best.in_picture else ""
    snippet = shown_line(snippet_of(hit)[0]) if hit.read else tr("not read")
    copies = tr("{count} copies").format(count=1 + len(hit.copies)) if hit.copies else ""
    weak = tr("weaker match") if hit.weak else ""
    parts = (shown(hit.title), shown(hit.path.name), inside, place, found, copies, weak, snippet)
    return ". ".join(part for part in parts if part)


def shown_line(snippet: str) -> str:
    """A snippet on one line, every code point in its place."""
    return "".join(mark if mark.isprintable() else " " for mark in snippet)
