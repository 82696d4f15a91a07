"""The sources as a list: state dot, name, count or percent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget

from docmind.ui.library.source_paint import Role, SourceDelegate
from docmind.ui.widgets.wording import counted, number, plain_tip, shown, tr

if TYPE_CHECKING:
    from docmind.core import SourceStatus

Index = QModelIndex | QPersistentModelIndex


class SourcesModel(QAbstractListModel):
    """Rows are the sources of the library, in the order they were added."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sources: tuple[SourceStatus, ...] = ()
        self._where: dict[Path, str] = {}

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
        self._where = told_apart([one.path for one in sources])
        self.endResetModel()

    def row_of(self, path: Path) -> int | None:
        """The row of a source, or None."""
        return next((row for row, one in enumerate(self._sources) if one.path == path), None)

    def rowCount(self, parent: Index | None = None) -> int:
        """Number of sources; 0 below a row."""
        return 0 if parent is not None and parent.isValid() else len(self._sources)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The source and its texts."""
        if not index.isValid() or not 0 <= index.row() < len(self._sources):
            return None
        source = self._sources[index.row()]
        where = self._where.get(source.path, "")
        match role:
            case Role.SOURCE:
                return source
            case Role.COUNT:
                return count_text(source)
            case Role.WHERE:
                return where
            case Role.MARK:
                return mark_text(source)
            case Qt.ItemDataRole.DisplayRole:
                return source_name(source)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(f"{shown(source.path)}\n{state_text(source)}")
            case Qt.ItemDataRole.AccessibleTextRole:
                parts = (source_name(source), where, count_text(source), state_text(source))
                return ", ".join(part for part in parts if part)
        return None


def told_apart(paths: Sequence[Path]) -> dict[Path, str]:
    """For folders with a name that others have, too: the nearest folder above that differs."""
    same = Counter(path.name.casefold() for path in paths)
    found = {}
    for path in paths:
        others = [
            one for one in paths if one != path and one.name.casefold() == path.name.casefold()
        ]
        if same[path.name.casefold()] < 2:
            continue
        for depth, above in enumerate(path.parents):
            if all(_name_above(one, depth) != above.name for one in others):
                found[path] = shown(above.name) or shown(above)
                break
    return found


def _name_above(path: Path, depth: int) -> str | None:
    above = path.parents
    return above[depth].name if depth < len(above) else None


def source_name(source: SourceStatus) -> str:
    """The folder's own name."""
    return shown(source.path.name) or shown(source.path)


def mark_text(source: SourceStatus) -> str:
    """A word for a state in which nothing is read, else nothing."""
    return {"offline": tr("(offline)"), "paused": tr("(paused)")}.get(source.state, "")


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
        "paused": tr("Paused: left out until you resume it; what was read can still be found"),
    }
    parts = [texts[source.state]]
    if source.problems:
        parts = [*parts, _needing(source)] if source.state != "attention" else [_needing(source)]
    if source.done < source.files:
        done, files = number(source.done), number(source.files)
        parts.append(tr("{done} of {files} files read").format(done=done, files=files))
    if source.skipped:
        parts.append(
            counted(
                source.skipped,
                "{count} file of a type that is not read",
                "{count} files of types that are not read",
            )
        )
    return ". ".join(parts)


def _needing(source: SourceStatus) -> str:
    return counted(source.problems, "{count} file needs attention", "{count} files need attention")


class SourcesView(QListView):
    """The list with its context menu; Delete asks to remove."""

    rescan_asked = Signal(object)  # Path
    pause_asked = Signal(object, bool)  # Path, whether to pause
    remove_asked = Signal(object)  # SourceStatus
    folder_asked = Signal(object)  # Path
    part_asked = Signal(object)  # Path: leave out a folder in it
    exclude_asked = Signal(object)  # Path
    problems_asked = Signal()

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

    def show_sources(self, sources: tuple[SourceStatus, ...]) -> None:
        """Show these; the chosen one stays chosen when others come or go."""
        model = self.model()
        assert isinstance(model, SourcesModel)
        before = self.current()
        model.show(sources)
        row = None if before is None else model.row_of(before.path)
        if row is not None and row != self.currentIndex().row():
            self.setCurrentIndex(model.index(row))

    def source_menu(self, source: SourceStatus) -> QMenu:
        """What can be done with one source."""
        menu = QMenu(self)

        def add(text: str, run: Callable[[], None], enabled: bool = True) -> None:
            action = QAction(text, menu)
            action.setEnabled(enabled)
            action.triggered.connect(lambda _checked=False: run())
            menu.addAction(action)

        path, paused = source.path, source.state == "paused"
        here = source.state != "offline"
        add(tr("Look for changes"), lambda: self.rescan_asked.emit(path), here and not paused)
        if paused:
            add(tr("Resume reading"), lambda: self.pause_asked.emit(path, False))
        else:
            add(tr("Pause reading"), lambda: self.pause_asked.emit(path, True))
        if source.problems:
            add(_needing(source), self.problems_asked.emit)
        menu.addSeparator()
        add(tr("Show in file browser"), lambda: self.folder_asked.emit(path), here)
        menu.addSeparator()
        add(tr("Leave out a folder in it…"), lambda: self.part_asked.emit(path), here)
        add(tr("Leave out by pattern…"), lambda: self.exclude_asked.emit(path))
        add(tr("Remove from DocMind…"), lambda: self.remove_asked.emit(source))
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

    def changeEvent(self, event: QEvent) -> None:
        """Rows are painted anew when the scheme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
