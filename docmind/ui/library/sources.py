"""The sources as a list: state dot, name, count or percent."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from docmind.ui.widgets.theme import Tokens, tokens_now, unit
from docmind.ui.widgets.wording import counted, number, shown, tr

if TYPE_CHECKING:
    from docmind.core import SourceStatus

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """Custom roles of the sources."""

    SOURCE = Qt.ItemDataRole.UserRole + 1
    COUNT = Qt.ItemDataRole.UserRole + 2


class SourcesModel(QAbstractListModel):
    """Rows are the sources of the library, in the order they were added."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sources: tuple[SourceStatus, ...] = ()

    @property
    def sources(self) -> tuple[SourceStatus, ...]:
        """What is shown."""
        return self._sources

    def show(self, sources: tuple[SourceStatus, ...]) -> None:
        """Replace all rows; rows that stay keep the selection."""
        if sources == self._sources:
            return
        if [one.path for one in sources] == [one.path for one in self._sources]:
            self._sources = sources
            self.dataChanged.emit(self.index(0), self.index(len(sources) - 1))
            return
        self.beginResetModel()
        self._sources = sources
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Number of sources; 0 below a row."""
        return 0 if parent is not None and parent.isValid() else len(self._sources)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The source and its texts."""
        if not index.isValid() or not 0 <= index.row() < len(self._sources):
            return None
        source = self._sources[index.row()]
        match role:
            case Role.SOURCE:
                return source
            case Role.COUNT:
                return count_text(source)
            case Qt.ItemDataRole.DisplayRole:
                return source_name(source)
            case Qt.ItemDataRole.ToolTipRole:
                return f"{shown(source.path)}\n{state_text(source)}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{source_name(source)}, {count_text(source)}, {state_text(source)}"
        return None


def source_name(source: SourceStatus) -> str:
    """The folder's own name, with a word when it is not there."""
    name = shown(source.path.name) or shown(source.path)
    return tr("{name} (offline)").format(name=name) if source.state == "offline" else name


def count_text(source: SourceStatus) -> str:
    """How many files, or how far reading has come."""
    if source.state == "reading" and source.files > 0:
        part = min(99, 100 * source.done // source.files)
        return tr("{percent} %").format(percent=QLocale().toString(part))
    return number(source.files)


def state_text(source: SourceStatus) -> str:
    """The state in words."""
    texts = {
        "current": tr("Up to date"),
        "reading": tr("Being read"),
        "attention": tr("Some files need attention"),
        "offline": tr("Not there now; what was read can still be found"),
    }
    text = texts[source.state]
    if source.skipped:
        left = counted(
            source.skipped,
            "{count} file of a type that is not read",
            "{count} files of types that are not read",
        )
        text = f"{text}. {left}"
    return text


def _dot(source: SourceStatus, tokens: Tokens) -> str:
    return {
        "current": tokens.ok,
        "reading": tokens.accent,
        "attention": tokens.warning,
        "offline": tokens.warning,
    }[source.state]


class SourceDelegate(QStyledItemDelegate):
    """Paints one source."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line with room around it."""
        font = option.font
        return QSize(unit(font, 100), unit(font, 29))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, dot, name, count."""
        source: SourceStatus | None = index.data(Role.SOURCE)
        if source is None:
            return
        tokens = tokens_now()
        font, state = option.font, option.state
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if focused or selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(tokens.hover))
            painter.setPen(QColor(tokens.accent) if focused else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(box.adjusted(0.5, 1, -0.5, -1), unit(font, 6), unit(font, 6))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_dot(source, tokens)))
        radius = unit(font, 4)
        left = box.left() + unit(font, 8)
        painter.drawEllipse(QPointF(left + radius, box.center().y()), radius, radius)
        metrics = QFontMetrics(font)
        inside = box.adjusted(unit(font, 24), 0, -unit(font, 8), 0)
        count = str(index.data(Role.COUNT))
        painter.setFont(font)
        painter.setPen(QColor(tokens.muted))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignRight, count)
        room = int(inside.width()) - metrics.horizontalAdvance(count + "  ")
        name = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.setPen(QColor(tokens.text))
        painter.drawText(
            inside,
            middle | Qt.AlignmentFlag.AlignLeft,
            metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room),
        )
        painter.restore()


class SourcesView(QListView):
    """The list with its context menu; Delete asks to remove."""

    rescan_asked = Signal(object)  # Path
    remove_asked = Signal(object)  # SourceStatus
    folder_asked = Signal(object)  # Path
    exclude_asked = Signal(object)  # Path

    def __init__(self, model: SourcesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(SourceDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Folders"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)

    def current(self) -> SourceStatus | None:
        """The chosen source."""
        source: SourceStatus | None = self.currentIndex().data(Role.SOURCE)
        return source

    def source_menu(self, source: SourceStatus) -> QMenu:
        """What can be done with one source."""
        menu = QMenu(self)
        for text, signal, value in (
            (tr("Look for changes"), self.rescan_asked, source.path),
            (tr("Show in file browser"), self.folder_asked, source.path),
            (tr("Leave out…"), self.exclude_asked, source.path),
            (tr("Remove from DocMind…"), self.remove_asked, source),
        ):
            action = QAction(text, menu)
            action.triggered.connect(
                lambda _checked=False, signal=signal, value=value: signal.emit(value)
            )
            menu.addAction(action)
        return menu

    def _show_menu(self, place: QPoint) -> None:
        source: SourceStatus | None = self.indexAt(place).data(Role.SOURCE)
        if source is not None:
            menu = self.source_menu(source)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete asks to remove the chosen source."""
        source = self.current()
        if event.key() == Qt.Key.Key_Delete and source is not None:
            self.remove_asked.emit(source)
        else:
            super().keyPressEvent(event)
