"""Recent and saved searches under the search field: opened by Down in the empty field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from docmind.core import Searches
from docmind.ui.search.field import SearchField
from docmind.ui.search.kept import EntriesModel, EntriesView, Entry, row_height
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import unit
from docmind.ui.widgets.wording import tr

RECENT_SHOWN, RECENT_MATCHING = 10, 4  # results stand below the list while a person types
SAVED_SHOWN, SAVED_MATCHING = 6, 2
ROWS_SHOWN = 19


class HistoryList(QFrame):
    """A list over the window, below the field. It closes when the focus goes elsewhere.

    The focus stays in the field until Down is pressed; what is typed filters the list.
    """

    picked = Signal(object)  # Entry with a text and a mode
    erase_asked = Signal(str)  # a text
    clear_asked = Signal()

    def __init__(self, field: SearchField, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._searches = Searches()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "card")
        self.model = EntriesModel(self)
        self.view = EntriesView(self.model, self, wide=True)
        self.view.setAccessibleName(tr("Recent and saved searches"))
        column = QVBoxLayout(self)
        side = unit(self.font(), 6)
        column.setContentsMargins(side, side, side, side)
        column.addWidget(self.view)
        self.view.chosen.connect(self._on_chosen)
        self.view.erase_asked.connect(self._on_erase)
        self.view.left_upwards.connect(self._back_to_field)
        self.view.escaped.connect(self._leave)
        self.view.typed.connect(self._on_typed)
        field.edit.textChanged.connect(self._on_text)
        field.edit.installEventFilter(self)
        parent.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)
        self.hide()

    # ---- what is shown -------------------------------------------------------------------------

    def show_searches(self, searches: Searches) -> None:
        """Take what the engine keeps; an open list stays at its row."""
        self._searches = searches
        if self.isVisible():
            row = self.view.currentIndex().row()
            inside = self.view.hasFocus()
            self._fill()
            if self.isVisible() and inside:
                self.view.go_to(row)
            elif inside:
                self._back_to_field()

    def open(self) -> bool:
        """Show the list. False when there is nothing to show."""
        self._fill(opening=True)
        return self.isVisible()

    def _fill(self, *, opening: bool = False) -> None:
        entries = entries_for(self._searches, self._field.edit.text())
        self.model.show(entries)
        if not entries:
            self.hide()
        elif opening or self.isVisible():
            self._place()
            self.show()
            self.raise_()

    def _place(self) -> None:
        """Below the field, as wide as it, as high as its rows."""
        parent, font = self.parentWidget(), self.font()
        if parent is None:
            return
        top = self._field.mapTo(parent, QPoint(0, self._field.height() + unit(font, 4)))
        rows = min(self.model.rowCount(), ROWS_SHOWN)
        high = rows * row_height(font, wide=True) + 2 * unit(font, 6) + 2
        room = parent.height() - top.y() - unit(font, 8)
        self.setGeometry(top.x(), top.y(), self._field.width(), min(high, room))

    # ---- keys and mouse ------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Esc in the field, a click into the empty field, a window that changes size."""
        if watched is not self._field.edit:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self._place()
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent):
            return self._on_key(event)
        if event.type() == QEvent.Type.MouseButtonPress and not self._field.edit.text():
            self.open()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        """True when a key of the field was meant for the list."""
        if event.key() == Qt.Key.Key_Escape and self.isVisible():
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
            elif event.type() == QEvent.Type.KeyPress:
                self.hide()
            return True
        if event.type() != QEvent.Type.KeyPress or event.key() != Qt.Key.Key_Down:
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if not self.isVisible() and (self._field.edit.text() or not self.open()):
            return False
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.view.go_to(0)
        return True

    def _on_text(self, _text: str) -> None:
        if self.isVisible():
            self._fill()

    def _on_typed(self, event: QKeyEvent) -> None:
        self._back_to_field()
        QApplication.sendEvent(self._field.edit, event)

    def _on_chosen(self, entry: Entry) -> None:
        self._leave()
        if entry.what == "clear":
            self.clear_asked.emit()
        else:
            self.picked.emit(entry)

    def _on_erase(self, entry: Entry) -> None:
        if entry.erasable:
            self.erase_asked.emit(entry.text)

    def _back_to_field(self) -> None:
        self._field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leave(self) -> None:
        self._back_to_field()
        self.hide()

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self.isVisible() and now not in (self._field.edit, self.view):
            self.hide()


def entries_for(searches: Searches, typed: str) -> tuple[Entry, ...]:
    """The rows for what is typed: recent searches, saved ones, and a way to erase the history."""
    wanted = " ".join(typed.split()).casefold()
    recent = [
        Entry("asked", one.text, one.text, one.mode)
        for one in searches.history
        if _begins_a_word(wanted, one.text) and one.text.casefold() != wanted
    ][: RECENT_MATCHING if wanted else RECENT_SHOWN]
    saved = [
        Entry("saved", one.name, one.text, one.mode)
        for one in searches.saved
        if _begins_a_word(wanted, one.name) or _begins_a_word(wanted, one.text)
    ][: SAVED_MATCHING if wanted else SAVED_SHOWN]
    rows: list[Entry] = []
    if recent:
        rows += [Entry("heading", tr("Recent searches")), *recent]
    if saved:
        rows += [Entry("heading", tr("Saved searches")), *saved]
    if recent and not wanted:
        rows.append(Entry("clear", tr("Clear search history…")))
    return tuple(rows)


def _begins_a_word(wanted: str, text: str) -> bool:
    """Whether what is typed begins a word of a text; scripts without spaces match anywhere."""
    text = text.casefold()
    at = text.find(wanted)
    while at > 0 and wanted.isascii() and text[at - 1].isalnum():
        at = text.find(wanted, at + 1)
    return at >= 0
