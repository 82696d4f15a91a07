"""Saved searches at the left: run, save under a name, rename and remove, all in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from docmind.core import Mode, SavedSearch
from docmind.ui.search.kept import EntriesModel, EntriesView, Entry, row_height
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import tr

ROWS_SHOWN = 8
LONGEST_NAME = 100


class SavedSearches(QWidget):
    """The list of saved searches, and the line in which a new one gets its name."""

    picked = Signal(object)  # Entry
    save_asked = Signal(str, str, str)  # name, text, mode
    rename_asked = Signal(str, str)  # name, new name
    remove_asked = Signal(str)  # name
    left = Signal()  # naming has ended

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = EntriesModel(self, renames=True)
        self.view = EntriesView(self.model, self, wide=False)
        self.view.setAccessibleName(tr("Saved searches"))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.name = QLineEdit(self)
        self.name.setAccessibleName(tr("Name of the saved search"))
        self.name.setPlaceholderText(tr("Name"))
        self.name.setMaxLength(LONGEST_NAME)
        look(self.name, "boxed")
        self._save = QPushButton(tr("Save"), self)
        self._save.setToolTip(tr("Save this search (Enter); Esc leaves"))
        self._naming = QWidget(self)
        self._asked: tuple[str, Mode] = ("", "auto")
        self._arrange()
        self._join()
        self.show_saved(())

    def _arrange(self) -> None:
        font = self.font()
        head = QLabel(tr("Saved searches"), self)
        head.setFont(scaled_font(font, 11.5 / 13, bold=True))
        head.setContentsMargins(unit(font, 8), unit(font, 16), 0, unit(font, 6))
        look(head, "section")
        row = QHBoxLayout(self._naming)
        row.setContentsMargins(unit(font, 8), 0, unit(font, 8), unit(font, 6))
        row.setSpacing(unit(font, 6))
        row.addWidget(self.name, 1)
        row.addWidget(self._save)
        self._naming.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._naming)
        column.addWidget(self.view)

    def _join(self) -> None:
        self.view.chosen.connect(self.picked)
        self.view.erase_asked.connect(lambda entry: self.remove_asked.emit(entry.title))
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.model.rename_asked.connect(self.rename_asked)
        self.name.returnPressed.connect(self._on_save)
        self.name.textChanged.connect(lambda text: self._save.setEnabled(bool(text.strip())))
        self.name.installEventFilter(self)
        self._save.clicked.connect(self._on_save)

    # ---- what is shown -------------------------------------------------------------------------

    def show_saved(self, saved: tuple[SavedSearch, ...]) -> None:
        """Show the saved searches; the current row stays where it is."""
        row = self.view.currentIndex().row()
        self.model.show([Entry("saved", one.name, one.text, one.mode) for one in saved])
        if row >= 0:
            self.view.go_to(row)
        high = row_height(self.font(), wide=False)
        self.view.setFixedHeight(high * min(len(saved), ROWS_SHOWN))
        self.view.setVisible(bool(saved))
        self._show_or_hide()

    def mark(self, text: str, mode: Mode) -> None:
        """Mark the saved search that is asked now."""
        same = (one for one in self.model.entries if (one.text, one.mode) == (text, mode))
        self.view.delegate.in_force = next(same, None)
        self.view.viewport().update()

    def _show_or_hide(self) -> None:
        self.setVisible(bool(self.model.rowCount()) or not self._naming.isHidden())

    # ---- naming --------------------------------------------------------------------------------

    def begin(self, text: str, mode: Mode) -> None:
        """Ask for the name of a search, in place."""
        self._asked = (text, mode)
        self._naming.show()
        self._show_or_hide()
        self.name.setText(text[:LONGEST_NAME])
        self.name.selectAll()
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def naming(self) -> bool:
        """True while a name is asked for."""
        return not self._naming.isHidden()

    @property
    def wanted(self) -> str:
        """The name that is asked for, as the engine keeps it; nothing while none is."""
        return " ".join(self.name.text().split()) if self.naming else ""

    def end(self) -> None:
        """No name is asked for any more."""
        if self.naming:
            self._naming.hide()
            self._show_or_hide()
            self.left.emit()

    def _on_save(self) -> None:
        if self.wanted:
            self.save_asked.emit(self.wanted, *self._asked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc ends naming instead of clearing the search."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.end()
                return True
        return super().eventFilter(watched, event)

    # ---- one saved search ----------------------------------------------------------------------

    def entry_menu(self, entry: Entry) -> QMenu:
        """What can be done with a saved search."""
        menu = QMenu(self)
        for text, act in (
            (tr("Search"), lambda: self.picked.emit(entry)),
            (tr("Rename"), lambda: self._rename(entry)),
            (tr("Remove"), lambda: self.remove_asked.emit(entry.title)),
        ):
            action = QAction(text, menu)
            action.triggered.connect(lambda _checked=False, act=act: act())
            menu.addAction(action)
        return menu

    def _rename(self, entry: Entry) -> None:
        if entry in self.model.entries:
            index = self.model.index(self.model.entries.index(entry))
            self.view.setCurrentIndex(index)
            self.view.edit(index)

    def _show_menu(self, place: QPoint) -> None:
        entry = self.model.entry(self.view.indexAt(place))
        if entry is not None:
            menu = self.entry_menu(entry)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.view.viewport().mapToGlobal(place))
