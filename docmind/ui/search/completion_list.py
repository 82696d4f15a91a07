"""What can be written next, in a small list under the cursor of the search field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListView, QVBoxLayout, QWidget

from docmind.core import SearchAnswer
from docmind.ui.search.completion import Completion, Known, completed, completion_at
from docmind.ui.search.completion_rows import ProposalDelegate, ProposalsModel, spoken
from docmind.ui.search.field import SearchField
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import unit
from docmind.ui.widgets.timing import one_shot
from docmind.ui.widgets.wording import counted, tr

REST_MS = 250  # before names are offered: words are not to be followed by a list at every key
ROWS_SHOWN = 11


class CompletionList(QFrame):
    """Lies over the window. The focus stays in the field, whose Up, Down, Tab, Enter and Esc work
    in the list while it is open; Enter only when a row is chosen."""

    opened = Signal()

    def __init__(self, field: SearchField, parent: QWidget) -> None:
        super().__init__(parent)
        self._field, self._edit = field, field.edit
        self._known = Known({})
        self._completion: Completion | None = None
        self._taking = False
        self._asked = False  # it was opened by its action
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "popover")
        self.model = ProposalsModel()
        self.model.setParent(self)
        self.view = QListView(self)
        self._delegate = ProposalDelegate(self.view)
        self._example = QLabel(self)
        self._arrange()
        self._rest = one_shot(self, REST_MS, self._offer)
        self._edit.textEdited.connect(self._on_typed)
        self._edit.textChanged.connect(self._on_text)
        self._edit.cursorPositionChanged.connect(self._on_cursor)
        self._edit.installEventFilter(self)
        parent.installEventFilter(self)
        self.hide()

    def _arrange(self) -> None:
        font, view = self.font(), self.view
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setAccessibleName(tr("What can be written here"))
        view.clicked.connect(self._take)
        self._example.setTextFormat(Qt.TextFormat.PlainText)
        look(self._example, "muted")
        self._example.setContentsMargins(unit(font, 8), unit(font, 4), unit(font, 8), unit(font, 4))
        column = QVBoxLayout(self)
        side = unit(font, 5)
        column.setContentsMargins(side, side, side, side)
        column.addWidget(view)
        column.addWidget(self._example)

    # ---- what is known -------------------------------------------------------------------------

    def show_answer(self, text: str, answer: SearchAnswer) -> None:
        """Take the values and counts of an answer; those of half a filter tell nothing."""
        if not answer.plan.faults and answer.facets:
            facets = {facet.name: facet for facet in answer.facets}
            asked = " ".join(text.split())
            self._known = replace(self._known, facets=facets, counted_for=asked)

    def show_folders(self, folders: Sequence[tuple[str, str]]) -> None:
        """The folders of the library, as (path, name)."""
        self._known = replace(self._known, folders=tuple(folders))

    # ---- offering ------------------------------------------------------------------------------

    def open(self) -> None:
        """Offer what there is, as a person asked for it."""
        self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._asked = True
        self._offer()

    def _on_typed(self, _text: str) -> None:
        """Values are offered at once, names when typing pauses for a moment."""
        found = self._here()
        self._rest.stop()
        if (found is not None and found.values) or (found is not None and self.isVisible()):
            self._show(found)
        else:
            self._close()
            if found is not None:
                self._rest.start()

    def _on_text(self, _text: str) -> None:
        if not self._edit.isModified() and not self._taking:  # nobody typed it
            self._close()

    def _on_cursor(self, _before: int, _now: int) -> None:
        """Moving within what is offered for leaves the list open; going elsewhere closes it."""
        if self.isVisible() and not self._taking:
            found, shown = self._here(), self._completion
            if found is None or shown is None or found.start != shown.start:
                self._close()

    def _offer(self) -> None:
        found = self._here()
        if found is not None:
            self._show(found)

    def _here(self) -> Completion | None:
        text = self._edit.text()
        before = text.encode("utf-16-le")[: 2 * self._edit.cursorPosition()]
        cursor = len(before.decode("utf-16-le", "ignore"))  # in code points
        return completion_at(text, cursor, self._known, asked=self._asked)

    def _show(self, found: Completion) -> None:
        fresh = not self.isVisible()
        self._completion = found
        self.model.show(found.proposals)
        self.view.setCurrentIndex(QModelIndex())
        self._delegate.takes_tab = 0
        self.view.setVisible(bool(found.proposals))
        self._example.setText(found.example)
        self._example.setVisible(bool(found.example))
        self._place()
        self.show()
        self.raise_()
        if fresh:
            self.opened.emit()
            many = counted(len(found.proposals), "{count} suggestion", "{count} suggestions")
            self._say(found.example or many)

    def _close(self) -> None:
        self._rest.stop()
        self._asked = False
        self.hide()

    def _place(self) -> None:
        """Below the field, where the word begins that is being written."""
        parent, font = self.parentWidget(), self.font()
        found = self._completion
        if parent is None or found is None:
            return
        metrics = QFontMetrics(font)
        texts = (f"{one.title}   {one.facts}" for one in found.proposals)
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        said = metrics.horizontalAdvance(found.example)
        wide = max(unit(font, 220), min(max(widest, said) + unit(font, 90), unit(font, 460)))
        wide = min(wide, self._field.width())
        typed = self._edit.fontMetrics().horizontalAdvance(
            self._edit.text()[found.start : found.end]
        )
        top = self._field.mapTo(parent, QPoint(0, self._field.height() + unit(font, 4)))
        cursor = self._edit.mapTo(parent, self._edit.cursorRect().center()).x()
        left = cursor - typed if self.isLeftToRight() else cursor + typed - wide
        left = max(top.x(), min(left, top.x() + self._field.width() - wide))
        rows = min(len(found.proposals), ROWS_SHOWN)
        high = rows * unit(font, 29) + 2 * unit(font, 5) + 2
        if found.example:
            high += self._example.sizeHint().height()
        room = parent.height() - top.y() - unit(font, 8)
        self.setGeometry(left, top.y(), wide, min(high, room))

    # ---- keys and mouse ------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the open list; it closes when the focus leaves or the window changes."""
        if watched is not self._edit:
            if event.type() == QEvent.Type.Resize:
                self._close()
        elif event.type() == QEvent.Type.FocusOut:
            self._close()
        elif isinstance(event, QKeyEvent) and self.isVisible():
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        """True when a key of the field was meant for the list."""
        wanted = self._meant(event)
        if wanted and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif wanted and event.type() == QEvent.Type.KeyPress:
            self._act(Qt.Key(event.key()))
        return wanted

    def _meant(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.view.currentIndex().isValid()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab):
            return self.model.rowCount() > 0
        return key == Qt.Key.Key_Escape

    def _act(self, key: Qt.Key) -> None:
        current = self.view.currentIndex()
        if key == Qt.Key.Key_Escape:
            self._close()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        else:
            self._take(current if current.isValid() else self.model.index(0))

    def _step(self, by: int) -> None:
        """Choose the next row; past either end none is chosen, as in the beginning."""
        rows = self.model.rowCount()
        row = (self.view.currentIndex().row() + 1 + by) % (rows + 1) - 1
        self.view.setCurrentIndex(self.model.index(row) if row >= 0 else QModelIndex())
        self._delegate.takes_tab = max(row, 0)
        self.view.viewport().update()
        if row >= 0:
            self._say(spoken(self.model.proposals[row]))

    def _take(self, index: QModelIndex) -> None:
        """Write a proposal into the field; after a name its values are offered."""
        found = self._completion
        if found is None or not index.isValid():
            return
        text, cursor = completed(self._edit.text(), found, self.model.proposals[index.row()])
        self._taking = True
        self._edit.setText(text)
        self._edit.setCursorPosition(len(text[:cursor].encode("utf-16-le")) // 2)
        self._taking = False
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._close()
        if not found.values:
            self._offer()

    def _say(self, text: str) -> None:
        """Have a screen reader say what the eye sees: the focus stays in the field."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._edit, text))
