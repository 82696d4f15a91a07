"""Builds the panels of a window and places them: everything that comes after the first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from docmind.ui.actions import Actions, native
from docmind.ui.library.sidebar import Sidebar
from docmind.ui.preview.panel import PreviewPanel
from docmind.ui.search.asking import Asking
from docmind.ui.search.completion_list import CompletionList
from docmind.ui.search.facets import Facets
from docmind.ui.search.field import SearchField
from docmind.ui.search.history import HistoryList
from docmind.ui.search.mode_switch import ModeSwitch
from docmind.ui.search.panel import ResultsPanel
from docmind.ui.search.saved import SavedSearches
from docmind.ui.search.words_only import WordsOnlyBadge
from docmind.ui.session import MODES
from docmind.ui.sheets import Sheets
from docmind.ui.widgets.banner import Banner
from docmind.ui.widgets.drop import DropOverlay
from docmind.ui.widgets.empty import EmptyPage
from docmind.ui.widgets.idle import IdlePage
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.strip import StatusStrip
from docmind.ui.widgets.theme import unit

if TYPE_CHECKING:
    from docmind.ui.main_window import MainWindow


def build(window: MainWindow) -> None:
    """Give the window its panels; their places and visibility are those of the last session."""
    window.actions_table = Actions(window)
    window.asking = Asking(window.bridge, window)
    window.facets = Facets(window)
    window.sidebar = Sidebar(window.facets, window)
    window.saved = SavedSearches(window)
    window.sidebar.add_below(window.saved)
    window.field = SearchField(native("Ctrl+K"), window)
    window.words_only = WordsOnlyBadge(window)
    window.banner = Banner(window)
    window.results = ResultsPanel(window)
    window.preview = PreviewPanel(window.bridge, window.desk, window)
    window.empty = EmptyPage(window)
    window.idle = IdlePage(window)
    window.strip = StatusStrip(window)
    whole = _place(window)
    window.sheets = Sheets(window)
    window.history = HistoryList(window.field, whole)
    window.completion = CompletionList(window.field, whole)
    window.overlay = DropOverlay(whole)
    _offer_actions(window)
    _restore(window)
    window.setCentralWidget(whole)
    window.setAcceptDrops(True)


def _place(window: MainWindow) -> QWidget:
    window.inner = _splitter(window, window.results, window.preview, (57, 43))
    window.pages = QStackedWidget(window)
    middle = (window.empty, window.idle, window.inner)
    for page in middle:
        window.pages.addWidget(page)
    right = QWidget(window)
    column = QVBoxLayout(right)
    column.addWidget(_top_bar(window))
    column.addWidget(window.banner)
    column.addWidget(window.pages, 1)
    window.outer = _splitter(window, window.sidebar, right, (0, 1))
    whole = QWidget(window)
    rows = QVBoxLayout(whole)
    rows.addWidget(window.outer, 1)
    rows.addWidget(window.strip)
    for layout in (column, rows):
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
    return whole


def _top_bar(window: MainWindow) -> QWidget:
    font = window.font()
    bar = QWidget(window)
    bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    look(bar, "topbar")
    row = QHBoxLayout(bar)
    row.setContentsMargins(*(unit(font, side) for side in (16, 11, 16, 11)))
    row.setSpacing(unit(font, 12))
    row.addWidget(window.field, 1)
    row.addWidget(window.words_only)
    row.addWidget(ModeSwitch([window.actions_table[f"mode_{mode}"] for mode in MODES], window))
    return bar


def _splitter(
    parent: QWidget, first: QWidget, second: QWidget, stretches: tuple[int, int]
) -> QSplitter:
    splitter = QSplitter(Qt.Orientation.Horizontal, parent)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    for index, widget in enumerate((first, second)):
        splitter.addWidget(widget)
        splitter.setStretchFactor(index, stretches[index])
    return splitter


def _offer_actions(window: MainWindow) -> None:
    actions = window.actions_table
    actions.attach(window.field.edit, "results")
    actions.attach(window.results.view, "results", "list")
    window.results.use_actions(actions.__getitem__)
    window.preview.use_actions(actions.__getitem__)
    window.sidebar.set_menu(actions.menu(window))


def _restore(window: MainWindow) -> None:
    session, side = window.session, unit(window.font(), 232)
    room = window.width() - side
    for name, splitter, sizes in (
        ("outer", window.outer, [side, room]),
        ("inner", window.inner, [room * 57 // 100, room * 43 // 100]),
    ):
        state = session.splitter(name)
        if state is None or not splitter.restoreState(state):
            splitter.setSizes(sizes)
    window.sidebar.setVisible(session.pane_visible("sidebar"))
    window.preview.setVisible(session.pane_visible("preview"))
    window.pages.setCurrentWidget(window.idle if session.had_sources else window.empty)
    window.actions_table[f"mode_{session.mode}"].setChecked(True)
    window.actions_table[f"theme_{session.theme or 'system'}"].setChecked(True)
    window.actions_table["sort_relevance"].setChecked(True)
    window.results.set_grid(session.pictures_in_grid)
    window.actions_table[f"pictures_{'grid' if session.pictures_in_grid else 'list'}"].setChecked(
        True
    )
