"""Kept searches as rows of a list: what a row holds, how it is painted, what its keys do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from docmind.core import Mode
from docmind.ui.widgets.icons import pixmap
from docmind.ui.widgets.theme import Tokens, icon_size, scaled_font, tokens_now, unit
from docmind.ui.widgets.wording import plain_tip, shown, tr

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole + 1
_ICONS = {"asked": "history", "saved": "saved"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. ``title`` is shown, a search has ``text`` and ``mode``; ``erasable`` rows offer to
    take the search out of the history."""

    what: Literal["heading", "asked", "saved", "clear"]
    title: str
    text: str = ""
    mode: Mode = "auto"

    @property
    def erasable(self) -> bool:
        return self.what == "asked"


def mode_name(mode: Mode) -> str:
    """The mode as a person reads it beside a search; nothing for the usual one."""
    names = {"meaning": tr("meaning"), "words": tr("words"), "images": tr("images")}
    return names.get(mode, "")


class EntriesModel(QAbstractListModel):
    """Rows are entries; headings cannot be chosen. A rename is asked for, never done here."""

    rename_asked = Signal(str, str)  # name, new name

    def __init__(self, parent: QObject | None = None, *, renames: bool = False) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        self._renames = renames

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is shown."""
        return self._entries

    def show(self, entries: Sequence[Entry]) -> None:
        """Replace all rows."""
        if tuple(entries) != self._entries:
            self.beginResetModel()
            self._entries = tuple(entries)
            self.endResetModel()

    def entry(self, index: Index) -> Entry | None:
        """The entry of a row."""
        found: Entry | None = index.data(ENTRY)
        return found

    def rowCount(self, parent: Index | None = None) -> int:
        """Number of entries; 0 below a row."""
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are skipped by keys and mouse."""
        if not index.isValid() or self._entries[index.row()].what == "heading":
            return Qt.ItemFlag.NoItemFlags
        able = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return able | Qt.ItemFlag.ItemIsEditable if self._renames else able

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The entry and its texts."""
        if not index.isValid() or not 0 <= index.row() < len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return entry.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(entry.text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(entry)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another name; the row changes when the engine has done it."""
        entry = self.entry(index)
        name = str(value).strip()
        if entry is None or not name or name == entry.title:
            return False
        self.rename_asked.emit(entry.title, name)
        return True


def _spoken(entry: Entry) -> str:
    if entry.what == "asked":
        return tr("{text}, recent search").format(text=entry.title)
    if entry.what == "saved":
        return tr("{name}, saved search for {text}").format(name=entry.title, text=entry.text)
    return entry.title


class EntryDelegate(QStyledItemDelegate):
    """Paints entries: ``wide`` with icons and facts under the field, bare in the sidebar."""

    def __init__(self, parent: QWidget, *, wide: bool) -> None:
        super().__init__(parent)
        self._wide = wide
        self.in_force: Entry | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line with room around it."""
        return QSize(unit(option.font, 100), row_height(option.font, wide=self._wide))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The line in which a name is changed."""
        editor = super().createEditor(parent, option, index)
        editor.setAccessibleName(tr("New name"))
        return editor

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, icon, title, facts, and a cross where the row can be erased."""
        entry: Entry | None = index.data(ENTRY)
        if entry is None:
            return
        tokens = tokens_now()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, entry, tokens)
        inside = option.rect.adjusted(unit(option.font, 8), 0, -unit(option.font, 8), 0)
        if entry.what == "heading":
            painter.setFont(scaled_font(option.font, 11.5 / 13, bold=True))
            painter.setPen(QColor(tokens.muted))
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, entry.title)
        else:
            self._row(painter, option, inside, entry)
        painter.restore()

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry, tokens: Tokens
    ) -> None:
        state = option.state
        current = bool(state & (QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver))
        chosen = entry == self.in_force
        if entry.what == "heading" or not (current or chosen):
            return
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setBrush(QColor(tokens.accent_background if chosen else tokens.hover))
        painter.setPen(QColor(tokens.accent) if focused else Qt.PenStyle.NoPen)
        radius = unit(option.font, 6)
        painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 1, -0.5, -1), radius, radius)

    def _row(
        self, painter: QPainter, option: QStyleOptionViewItem, inside: QRect, entry: Entry
    ) -> None:
        tokens, font = tokens_now(), option.font
        metrics = QFontMetrics(font)
        if self._wide:
            side = icon_size(font, 15).width()
            if entry.what in _ICONS:
                ratio = painter.device().devicePixelRatioF()
                drawn = pixmap(_ICONS[entry.what], tokens.muted, side, ratio)
                box = QRect(inside.left(), inside.center().y() - side // 2, side, side)
                painter.drawPixmap(mirrored(box, option.rect, option.direction).topLeft(), drawn)
            inside = inside.adjusted(side + unit(font, 10), 0, 0, 0)
            if entry.erasable:
                self._cross(painter, option, tokens)
                inside.setRight(cross_box(option.rect, font).left() - unit(font, 8))
        inside = mirrored(inside, option.rect, option.direction)
        facts = self._facts(entry)
        middle = Qt.AlignmentFlag.AlignVCenter
        room = inside.width()
        painter.setFont(font)
        if facts:
            most = min(metrics.horizontalAdvance(facts) + 4, room // 2)
            painter.setPen(QColor(tokens.muted))
            painter.drawText(
                inside,
                middle | Qt.AlignmentFlag.AlignRight,
                metrics.elidedText(facts, Qt.TextElideMode.ElideRight, most),
            )
            room -= most + unit(font, 12)
        chosen = entry == self.in_force
        linked = chosen or entry.what == "clear"
        painter.setPen(QColor(tokens.accent_text if linked else tokens.text))
        painter.setFont(scaled_font(font, 1, bold=chosen))
        said = entry.title if entry.what == "clear" else shown(entry.title)
        title = QFontMetrics(painter.font()).elidedText(said, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignLeft, title)

    def _facts(self, entry: Entry) -> str:
        if not self._wide:
            return ""
        said = [shown(entry.text)] if entry.what == "saved" else []
        return " · ".join([*said, *filter(None, [mode_name(entry.mode)])])

    def _cross(self, painter: QPainter, option: QStyleOptionViewItem, tokens: Tokens) -> None:
        state = option.state
        if state & (QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver):
            box = mirrored(cross_box(option.rect, option.font), option.rect, option.direction)
            ratio = painter.device().devicePixelRatioF()
            drawn = pixmap("close", tokens.muted, box.width(), ratio)
            painter.drawPixmap(box.topLeft(), drawn)


def row_height(font: Any, *, wide: bool) -> int:
    """Height of a row in pixels."""
    return unit(font, 31 if wide else 29)


def mirrored(box: QRect, row: QRect, direction: Qt.LayoutDirection) -> QRect:
    """A part of a row, at the other side of it where people read from right to left."""
    return QStyle.visualRect(direction, row, box)


def cross_box(row: QRect, font: Any) -> QRect:
    """Where the cross of a row stands, read from left to right."""
    side = icon_size(font, 13).width()
    left = row.right() - unit(font, 8) - side
    return QRect(left, row.center().y() - side // 2, side, side)


class EntriesView(QListView):
    """A list whose rows are chosen by a click or Enter, and erased by the cross or Delete."""

    chosen = Signal(object)  # Entry
    erase_asked = Signal(object)  # Entry
    left_upwards = Signal()
    escaped = Signal()
    typed = Signal(object)  # QKeyEvent, for the line above

    def __init__(self, model: EntriesModel, parent: QWidget, *, wide: bool) -> None:
        super().__init__(parent)
        self.entries = model
        self._wide = wide
        self.delegate = EntryDelegate(self, wide=wide)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)

    def current(self) -> Entry | None:
        """The row that has the focus."""
        return self.entries.entry(self.currentIndex())

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the shortcuts of the window while this list has the focus."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, erase, leave; letters are for the line above."""
        entry, key = self.current(), event.key()
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # what the line with the name did not want
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and entry is not None:
            self.chosen.emit(entry)
        elif key == Qt.Key.Key_Delete and entry is not None:
            self.erase_asked.emit(entry)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key == Qt.Key.Key_Up and self.currentIndex().row() <= self.first_row():
            self.left_upwards.emit()
        elif self._wide and event.text().isprintable() and event.text().strip():
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the cross erases, one on the row chooses."""
        super().mouseReleaseEvent(event)
        place: QPoint = event.position().toPoint()
        index = self.indexAt(place)
        entry = self.entries.entry(index)
        if event.button() != Qt.MouseButton.LeftButton or entry is None or entry.what == "heading":
            return
        margin = unit(self.font(), 4)
        row = self.visualRect(index)
        cross = mirrored(cross_box(row, self.font()), row, self.layoutDirection())
        if entry.erasable and cross.adjusted(-margin, -margin, margin, margin).contains(place):
            self.erase_asked.emit(entry)
        else:
            self.chosen.emit(entry)

    def first_row(self) -> int:
        """The first row that can be chosen."""
        rows = [row for row, one in enumerate(self.entries.entries) if one.what != "heading"]
        return rows[0] if rows else 0

    def go_to(self, row: int) -> None:
        """Make the nearest row that can be chosen the current one."""
        entries = self.entries.entries
        rows = [number for number, one in enumerate(entries) if one.what != "heading"]
        if rows:
            nearest = min(rows, key=lambda number: abs(number - row))
            self.setCurrentIndex(self.entries.index(nearest))
