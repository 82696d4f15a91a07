"""The middle of the window: how many results, whether they are close, and cards or pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from docmind.core import DocMindError, Hit, ModelError, SearchAnswer
from docmind.ui.search.delegate import CardDelegate
from docmind.ui.search.heading import Heading
from docmind.ui.search.menus import ResultMenus
from docmind.ui.search.model import ResultsModel, Role
from docmind.ui.search.suggestion import Suggestion, did_you_mean, escaped, short
from docmind.ui.search.thumbnails import Thumbnails
from docmind.ui.search.tile_delegate import TileDelegate
from docmind.ui.search.view import ResultsView
from docmind.ui.widgets.message import Message
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.timing import one_shot
from docmind.ui.widgets.unread import Unread
from docmind.ui.widgets.wording import counted, milliseconds, shown, tr

REST_MS = 90
SCROLLED_MS = 60
MOST_KEPT = 1000  # chosen rows that stay chosen when the rows change
FEW = 3  # pictures that are shown as a grid where not only pictures were asked for


class ResultsPanel(QWidget):
    """Shows answers and keeps the selection by file while they change."""

    chosen = Signal(object)  # Hit | None, after a short rest
    opened = Signal(object)  # Hit
    more_wanted = Signal()
    query_wanted = Signal(str)  # a text that was suggested
    as_typed_wanted = Signal()
    models_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "window")
        self.model = ResultsModel(self)
        self.view = ResultsView(self)
        self._delegate = CardDelegate(self.font(), self)
        self._tiles = TileDelegate(
            self.font(), self._delegate.thumbnails, self._delegate.is_offline, self
        )
        self._heading = Heading(self)
        self._count, self.plan = self._heading.count, self._heading.plan
        self._note = QLabel(self)
        self.suggestion = Suggestion(self)
        self._apart = QFrame(self)
        self._nothing = Message("search", self)
        self._meant = ""
        self._total = 0
        self._held: int | None = None  # the file a person chose; kept while it is found
        self._filling = False
        self._wants_grid = True
        self._in_grid = False
        self._line = ""
        self._rest = one_shot(self, REST_MS, lambda: self.chosen.emit(self.current()))
        self._scrolled = one_shot(self, SCROLLED_MS, self._on_scrolled)
        self.menus = ResultMenus(self.view, self._delegate, self)
        self._prepare_view()
        self._arrange()

    def _prepare_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        self._lay_out(in_grid=False)
        self._delegate.thumbnails.came.connect(view.viewport().update)
        view.setAccessibleName(tr("Results"))
        view.selectionModel().currentChanged.connect(self._on_current)
        view.doubleClicked.connect(self._on_double_click)
        view.verticalScrollBar().valueChanged.connect(self._on_scroll)

    def _arrange(self) -> None:
        font = self.font()
        self._note.setFont(scaled_font(font, 12.5 / 13))
        look(self._note, "muted")
        self.suggestion.setFont(scaled_font(font, 12.5 / 13))
        self.suggestion.taken.connect(self.query_wanted)
        self.suggestion.as_typed.connect(self.as_typed_wanted)
        self._nothing.pressed.connect(self._on_offer)
        self._note.setWordWrap(True)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.hide()
        look(self._apart, "rule")
        self._apart.hide()
        top = QVBoxLayout()
        top.setContentsMargins(unit(font, 18), unit(font, 10), unit(font, 18), unit(font, 4))
        top.setSpacing(unit(font, 4))
        top.addWidget(self._heading)
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
        together = () if fresh else self._chosen_ids()
        offset = self.view.verticalScrollBar().value()
        self._total = answer.total
        self._delegate.forget()
        self._lay_out(in_grid=self._fits_grid(answer))
        with self._rows_change():
            stays = self.model.show(answer.hits)
        self._describe(answer)
        self._stack.setCurrentIndex(0 if answer.hits else 1)
        self._rest.start()
        self._scrolled.start()  # what is shown may leave room for more
        if stays and not fresh:
            return
        row = self.model.row_of(kept) if kept is not None else None
        if fresh and row is not None and not self._is_on_top(row):
            row = None  # the best results of another text are what must be seen
        if row is None:
            self._held = None
            row = 0
        if answer.hits:
            self._select(row, together)
        self.view.verticalScrollBar().setValue(0 if fresh else offset)

    def put_in_order(self, answer: SearchAnswer) -> None:
        """Show the answer to the same question with its head in another order. The selected hit
        stays selected, also one that fell behind what is shown, and nothing scrolls."""
        kept, hits = self.current(), answer.hits
        if kept is not None and all(hit.file_id != kept.file_id for hit in hits):
            hits = (*hits, replace(kept, rank=len(hits) + 1))
        offset = self.view.verticalScrollBar().value()
        with self._rows_change():
            moved = self.model.reorder(hits)
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
        if self._shows_pictures(answer):
            found = counted(answer.total, "{count} picture", "{count} pictures")
        else:
            found = counted(answer.total, "{count} result", "{count} results")
        self._line = tr("{found} in {time}").format(found=found, time=milliseconds(answer.took_ms))
        self._count.setText(self._line)
        self._heading.show_answer(answer)
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
            self._meant = ""
            if isinstance(error, ModelError):
                self._nothing.show_text(error.title, error.detail, tr("Models…"))
            else:
                self._nothing.show_text(error.title, f"{error.detail} {error.hint}".strip())
            self._stack.setCurrentIndex(1)
        else:
            self._count.setText(str(error))

    def _on_offer(self) -> None:
        """The button where no results are: another query, or what a missing model needs."""
        if self._meant:
            self.query_wanted.emit(self._meant)
        else:
            self.models_wanted.emit()

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

    def use_actions(self, action: Callable[[str], QAction]) -> None:
        """The actions of the window, by name, for what stands above the results."""
        self._heading.use_actions(action)

    def offer(self, actions: Sequence[QAction | None]) -> None:
        """What the context menu of a result holds beside its copies, None between groups."""
        self.menus.offer(actions)

    def close_down(self) -> None:
        """Stop reading pictures."""
        self._delegate.thumbnails.close()

    def set_sources(self, sources: Sequence[Path]) -> None:
        """The sources breadcrumbs start from."""
        self._delegate.set_sources(sources)
        self.view.viewport().update()

    def set_offline(self, sources: Sequence[Path]) -> None:
        """The sources whose drives are not connected now."""
        self._delegate.set_offline(sources)
        self.view.viewport().update()

    def is_offline(self, hit: Hit) -> bool:
        """Whether a hit lies on a drive that is not connected now."""
        return self._delegate.is_offline(hit)

    def set_unread(self, unread: Unread) -> None:
        """What to say of files that were found by their name alone."""
        self._delegate.set_unread(unread)
        self.view.viewport().update()

    # ---- list or grid --------------------------------------------------------------------------

    @property
    def in_grid(self) -> bool:
        """Whether pictures are shown side by side now."""
        return self._in_grid

    def set_grid(self, wanted: bool) -> None:
        """Show pictures side by side, or as a list like everything else."""
        self._wants_grid = wanted
        if self._heading.layouts.isVisibleTo(self):
            self._lay_out(in_grid=wanted)

    def _fits_grid(self, answer: SearchAnswer) -> bool:
        pictures = self._shows_pictures(answer)
        self._heading.layouts.setVisible(pictures)
        return pictures and self._wants_grid

    @staticmethod
    def _shows_pictures(answer: SearchAnswer) -> bool:
        enough = len(answer.hits) >= (1 if answer.plan.mode == "images" else FEW)
        return enough and all(hit.kind == "image" for hit in answer.hits)

    def _lay_out(self, *, in_grid: bool) -> None:
        """The same rows and the same selection, painted by another delegate."""
        delegate = self._tiles if in_grid else self._delegate
        if self.view.itemDelegate() is not delegate:
            self._in_grid = in_grid
            self._delegate.thumbnails.drop_waiting()
            self.view.setItemDelegate(delegate)
            self.view.set_cell(delegate.cell, delegate.side)
            self.view.scrollTo(self.view.currentIndex())
        self.view.verticalScrollBar().setSingleStep(unit(self.font(), 24))

    # ---- selection -----------------------------------------------------------------------------

    @contextmanager
    def _rows_change(self) -> Iterator[None]:
        """What the view selects meanwhile was not chosen by a person."""
        self._filling = True
        try:
            yield
        finally:
            self._filling = False

    def current(self) -> Hit | None:
        """The selected hit."""
        return self.model.hit_at(self.view.currentIndex().row())

    def together(self) -> list[Hit]:
        """All hits that are selected, in their order; the current one where none is."""
        chosen, current = self.view.chosen(), self.current()
        return chosen or ([current] if current is not None else [])

    def _chosen_ids(self) -> tuple[int, ...]:
        """The files of several selected rows; nothing where one is, which is kept anyway."""
        count = sum(last - first + 1 for first, last in self.view.chosen_ranges())
        if not 1 < count <= MOST_KEPT:
            return ()
        return tuple(hit.file_id for hit in self.view.chosen())

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
        below = row // self.view.columns + 1
        return below * self.view.gridSize().height() <= self.view.viewport().height()

    def _select(self, row: int, together: Sequence[int] = ()) -> None:
        """Make a row the current one, and select the rows of some files beside it."""
        with self._rows_change():
            self.view.setCurrentIndex(self.model.index(row))
            rows = [found for one in together if (found := self.model.row_of(one)) is not None]
            if rows:
                selection = QItemSelection()
                for other in rows:
                    selection.select(self.model.index(other), self.model.index(other))
                select = QItemSelectionModel.SelectionFlag.Select
                self.view.selectionModel().select(selection, select)
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

    def _on_scroll(self, _value: int) -> None:
        self._scrolled.start()
        self._ask_for_more()

    def _ask_for_more(self) -> None:
        """Where less than a page is left below, or nothing fills the view."""
        bar = self.view.verticalScrollBar()
        near = bar.value() >= bar.maximum() - bar.pageStep()
        if near and self.view.isVisible() and 0 < self.model.documents < self._total:
            self.more_wanted.emit()

    def _on_scrolled(self) -> None:
        """Draw the pictures that are seen now before those that were scrolled past."""
        self._delegate.thumbnails.drop_waiting()
        self.view.viewport().update()
        self._ask_for_more()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the font changes; colours are part of the cards' keys."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_scrolled"):
            self._delegate.set_font(self.font())
            self._tiles.set_font(self.font())
            delegate = self._tiles if self._in_grid else self._delegate
            self.view.set_cell(delegate.cell, delegate.side)
