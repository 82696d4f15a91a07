"""The middle of the window: how many results, whether they are close, and the cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from docmind.core import DocMindError, Hit, SearchAnswer
from docmind.ui.search.copies import CopiesMenu
from docmind.ui.search.delegate import CardDelegate
from docmind.ui.search.model import ResultsModel, Role
from docmind.ui.search.plan_popover import PlanButton
from docmind.ui.search.result_menu import ResultMenu
from docmind.ui.search.suggestion import Suggestion, did_you_mean, escaped, short
from docmind.ui.search.thumbnails import Thumbnails
from docmind.ui.widgets.message import Message
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.timing import one_shot
from docmind.ui.widgets.unread import Unread
from docmind.ui.widgets.wording import counted, milliseconds, shown, tr

REST_MS = 90


class ResultsView(QListView):
    """The list of cards. Space asks for the preview, Up in the first row for the field, a press on
    a card or the menu key for its menu."""

    preview_asked = Signal()
    left_upwards = Signal()
    pressed_at = Signal(QModelIndex, QPoint)  # a row and where, in the viewport
    menu_asked = Signal(QModelIndex, QPoint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that leave the list or toggle the preview; the rest as lists do."""
        if event.key() == Qt.Key.Key_Space:
            self.preview_asked.emit()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell where a card was pressed."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and self.indexAt(at).isValid():
            self.pressed_at.emit(self.indexAt(at), at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the row under the pointer; by the keyboard that of the current one."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            rect = self.visualRect(index)
            self.menu_asked.emit(index, rect.center() if by_key else event.pos())


class ResultsPanel(QWidget):
    """Shows answers and keeps the selection by file while they change."""

    chosen = Signal(object)  # Hit | None, after a short rest
    opened = Signal(object)  # Hit
    copy_opened = Signal(object)  # Path
    copy_shown = Signal(object)  # Path
    more_wanted = Signal()
    query_wanted = Signal(str)  # a text that was suggested
    as_typed_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "window")
        self.model = ResultsModel(self)
        self.view = ResultsView(self)
        self._delegate = CardDelegate(self.font(), self)
        self._count = QLabel(self)
        self.plan = PlanButton(self)
        self._note = QLabel(self)
        self.suggestion = Suggestion(self)
        self._apart = QFrame(self)
        self._nothing = Message("search", self)
        self._meant = ""
        self._total = 0
        self._held: int | None = None  # the file a person chose; kept while it is found
        self._filling = False
        self._offered: tuple[QAction, ...] = ()
        self._line = ""
        self._rest = one_shot(self, REST_MS, lambda: self.chosen.emit(self.current()))
        self._prepare_view()
        self._arrange()

    def _prepare_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        self._delegate.thumbnails.came.connect(view.viewport().update)
        view.setUniformItemSizes(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setMouseTracking(True)
        view.setAccessibleName(tr("Results"))
        view.selectionModel().currentChanged.connect(self._on_current)
        view.doubleClicked.connect(self._on_double_click)
        view.pressed_at.connect(self._on_press)
        view.menu_asked.connect(self._show_menu)
        view.verticalScrollBar().valueChanged.connect(self._on_scroll)
        view.verticalScrollBar().setSingleStep(unit(self.font(), 24))

    def _arrange(self) -> None:
        font = self.font()
        for label, size in ((self._count, 12.5), (self._note, 12.5)):
            label.setFont(scaled_font(font, size / 13))
            look(label, "muted")
        self.suggestion.setFont(scaled_font(font, 12.5 / 13))
        self.suggestion.taken.connect(self.query_wanted)
        self.suggestion.as_typed.connect(self.as_typed_wanted)
        self._nothing.pressed.connect(lambda: self.query_wanted.emit(self._meant))
        self._count.setAccessibleName(tr("Number of results"))
        self._note.setWordWrap(True)
        self._note.hide()
        self._apart.setFrameShape(QFrame.Shape.HLine)
        self._apart.hide()
        top = QVBoxLayout()
        top.setContentsMargins(unit(font, 18), unit(font, 10), unit(font, 18), unit(font, 4))
        top.setSpacing(unit(font, 4))
        counted_line = QHBoxLayout()
        counted_line.setSpacing(unit(font, 2))
        counted_line.addWidget(self._count)
        counted_line.addWidget(self.plan)
        counted_line.addStretch(1)
        top.addLayout(counted_line)
        top.addWidget(self._note)
        top.addWidget(self.suggestion, alignment=Qt.AlignmentFlag.AlignLeft)
        top.addWidget(self._apart)
        cards = QWidget(self)
        column = QVBoxLayout(cards)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.view)
        self._stack = QStackedLayout()
        self._stack.addWidget(cards)
        self._stack.addWidget(self._nothing)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._stack)

    # ---- what is shown -------------------------------------------------------------------------

    def show_answer(self, answer: SearchAnswer, *, fresh: bool) -> None:
        """Show an answer. ``fresh`` (another text) lets go of the selection unless its file
        is still among the first results."""
        kept = self._held
        if kept is None and not fresh:
            kept = self._current_id()
        offset = self.view.verticalScrollBar().value()
        self._total = answer.total
        self._filling = True
        self._delegate.forget()
        self.model.show(answer.hits)
        self._filling = False
        self._describe(answer)
        row = self.model.row_of(kept) if kept is not None else None
        if fresh and row is not None and not self._is_on_top(row):
            row = None  # the best results of another text are what must be seen
        if row is None:
            self._held = None
            row = 0
        elif not fresh:
            self.view.verticalScrollBar().setValue(offset)
        self._stack.setCurrentIndex(0 if answer.hits else 1)
        if answer.hits:
            self._select(row)
        self._rest.start()

    def put_in_order(self, answer: SearchAnswer) -> None:
        """Show the answer to the same question with its head in another order. The selected hit
        stays selected, also one that fell behind what is shown, and nothing scrolls."""
        kept, hits = self.current(), answer.hits
        if kept is not None and all(hit.file_id != kept.file_id for hit in hits):
            hits = (*hits, replace(kept, rank=len(hits) + 1))
        offset = self.view.verticalScrollBar().value()
        self._filling = True
        moved = self.model.reorder(hits)
        self._filling = False
        if moved:
            self._total = answer.total
            self._describe(answer)
            self._rest.start()  # the selected hit may show another passage
        else:
            self.view.setAutoScroll(False)  # the selected hit may be far down now
            self.show_answer(replace(answer, hits=hits), fresh=False)
            self.view.setAutoScroll(True)
        self.view.verticalScrollBar().setValue(offset)

    def _describe(self, answer: SearchAnswer) -> None:
        found = counted(answer.total, "{count} result", "{count} results")
        self._line = tr("{found} in {time}").format(found=found, time=milliseconds(answer.took_ms))
        self._count.setText(self._line)
        self.plan.show_answer(answer)
        far = not answer.close and bool(answer.hits)
        notes = [*(shown(fault.message) for fault in answer.plan.faults), *answer.plan.notes]
        if far and not notes:
            notes = [tr("Nothing close was found; these are the nearest.")]
        self._note.setText(" ".join(notes))
        self._note.setVisible(bool(notes))
        self._apart.setVisible(far)
        self._meant = answer.plan.suggestion
        self.suggestion.show_answer(answer)
        if not answer.hits:
            *first, last = answer.plan.notes or (tr("Nothing was found"),)
            advice = tr("Try fewer or other words.")
            offer = escaped(short(did_you_mean(answer)))
            self._nothing.show_text(last.rstrip("."), " ".join([*first, advice]), offer)

    def show_failure(self, error: DocMindError) -> None:
        """Say calmly why there is no answer; results shown before stay if there are any."""
        if self.model.rowCount() == 0:
            self._nothing.show_text(error.title, f"{error.detail} {error.hint}".strip())
            self._stack.setCurrentIndex(1)
        else:
            self._count.setText(str(error))

    def forget(self) -> None:
        """Take away the results that are shown."""
        self.model.show(())

    def show_busy(self, busy: bool) -> None:
        """Say that an answer takes a while."""
        self._count.setText(tr("Searching…") if busy else self._line)

    @property
    def thumbnails(self) -> Thumbnails:
        """The small pictures."""
        return self._delegate.thumbnails

    def offer(self, actions: Sequence[QAction]) -> None:
        """What the context menu of a result holds beside its copies."""
        self._offered = tuple(actions)

    def close_down(self) -> None:
        """Stop reading pictures."""
        self._delegate.thumbnails.close()

    def set_sources(self, sources: Sequence[Path]) -> None:
        """The sources breadcrumbs start from."""
        self._delegate.set_sources(sources)
        self.view.viewport().update()

    def set_unread(self, unread: Unread) -> None:
        """What to say of files that were found by their name alone."""
        self._delegate.set_unread(unread)
        self.view.viewport().update()

    # ---- selection -----------------------------------------------------------------------------

    def current(self) -> Hit | None:
        """The selected hit."""
        return self.model.hit_at(self.view.currentIndex().row())

    def step(self, by: int) -> None:
        """Move the selection by rows, from the field."""
        rows = self.model.rowCount()
        if rows:
            row = min(max(self.view.currentIndex().row() + by, 0), rows - 1)
            self._select(row)
            self._hold()

    def choose(self, file_id: int) -> None:
        """Select the document of that id, if it is among the results."""
        row = self.model.row_of(file_id)
        if row is not None:
            self._select(row)
            self._hold()

    def _is_on_top(self, row: int) -> bool:
        """True when a row can be seen while the list stands at its beginning."""
        self.view.scrollToTop()
        return self.view.viewport().rect().contains(self.view.visualRect(self.model.index(row)))

    def _select(self, row: int) -> None:
        self._filling = True
        self.view.setCurrentIndex(self.model.index(row))
        self._filling = False
        self._rest.start()

    def _hold(self) -> None:
        self._held = self._current_id()

    def _current_id(self) -> int | None:
        hit = self.current()
        return None if hit is None else hit.file_id

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._filling and current.isValid():
            self._held = current.data(Role.FILE_ID)
            self._rest.start()

    def _on_double_click(self, index: QModelIndex) -> None:
        hit = self.model.hit_at(index.row())
        if hit is not None:
            self.opened.emit(hit)

    def _on_press(self, index: QModelIndex, at: QPoint) -> None:
        hit, rect = self.model.hit_at(index.row()), self.view.visualRect(index)
        inside = QPointF(at - rect.topLeft())
        if hit is not None and self._delegate.is_on_copies(hit, rect.width(), inside):
            self._show_copies(index, at)

    def _show_copies(self, index: QModelIndex, at: QPoint) -> None:
        hit = self.model.hit_at(index.row())
        if hit is None or not hit.copies:
            return
        self._pop_up(CopiesMenu(hit, self._delegate.sources, self), at)

    def _show_menu(self, index: QModelIndex, at: QPoint) -> None:
        hit = self.model.hit_at(index.row())
        if hit is not None:
            self.view.setCurrentIndex(index)  # its actions are about the chosen result
            self._pop_up(ResultMenu(hit, self._delegate.sources, self._offered, self), at)

    def _pop_up(self, menu: CopiesMenu, at: QPoint) -> None:
        menu.open_asked.connect(self.copy_opened)
        menu.folder_asked.connect(self.copy_shown)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _on_scroll(self, value: int) -> None:
        bar = self.view.verticalScrollBar()
        near = value >= bar.maximum() - self._delegate.card_height
        if near and value > 0 and 0 < self.model.documents < self._total:
            self.more_wanted.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the font changes; colours are part of the cards' keys."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_delegate"):
            self._delegate.set_font(self.font())
