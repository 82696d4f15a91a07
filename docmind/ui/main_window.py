"""The window: places the panels and joins their signals. It holds no state of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from docmind.ui.actions import Actions, native
from docmind.ui.bridge import Bridge
from docmind.ui.desktop import Desktop
from docmind.ui.library.problems import ProblemsPanel
from docmind.ui.library.sidebar import Sidebar
from docmind.ui.preview.drawing import DrawingDesk
from docmind.ui.preview.panel import PreviewPanel
from docmind.ui.search.asking import Asking
from docmind.ui.search.facets import Facets
from docmind.ui.search.field import SearchField
from docmind.ui.search.mode_switch import ModeSwitch
from docmind.ui.search.panel import ResultsPanel
from docmind.ui.session import Session
from docmind.ui.widgets import theme
from docmind.ui.widgets.banner import Banner
from docmind.ui.widgets.drop import DropOverlay, dropped_paths, what_will_happen
from docmind.ui.widgets.empty import EmptyPage, IdlePage
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.strip import StatusStrip
from docmind.ui.widgets.theme import Preference, unit
from docmind.ui.wiring import Wiring

MODES = ("auto", "meaning", "words")


class MainWindow(QMainWindow):
    """Panels, top bar, banner and strip. ``first_painted`` comes once, after the first paint."""

    first_painted = Signal()

    def __init__(
        self, bridge: Bridge, desktop: Desktop, desk: DrawingDesk, session: Session
    ) -> None:
        super().__init__()
        self.bridge, self.desktop, self.desk, self.session = bridge, desktop, desk, session
        self._painted = False
        self.setWindowTitle("DocMind")
        self.setAcceptDrops(True)
        self.asking = Asking(bridge, self)
        self.facets = Facets(self)
        self.sidebar = Sidebar(self.facets, self)
        self.field = SearchField(native("Ctrl+K"), self)
        self.banner = Banner(self)
        self.results = ResultsPanel(self)
        self.preview = PreviewPanel(bridge, desk, self)
        self.problems = ProblemsPanel(self)
        self.empty = EmptyPage(self)
        self.idle = IdlePage(self)
        self.strip = StatusStrip(self)
        self.wiring = Wiring(self)
        self.actions_table = Actions(self, self.wiring.runs())
        self._arrange()
        self.overlay = DropOverlay(self._whole)
        self.wiring.join()
        self._restore()

    # ---- building ------------------------------------------------------------------------------

    def _arrange(self) -> None:
        font = self.font()
        modes = ModeSwitch([self.actions_table[f"mode_{mode}"] for mode in MODES], self)
        top = QWidget(self)
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(top, "topbar")
        row = QHBoxLayout(top)
        row.setContentsMargins(*(unit(font, side) for side in (16, 11, 16, 11)))
        row.setSpacing(unit(font, 12))
        row.addWidget(self.field, 1)
        row.addWidget(modes)
        self.inner = QSplitter(Qt.Orientation.Horizontal, self)
        self.inner.addWidget(self.results)
        self.inner.addWidget(self.preview)
        self.pages = QStackedWidget(self)
        for page in (self.empty, self.idle, self.inner, self.problems):
            self.pages.addWidget(page)
        right = QWidget(self)
        column = QVBoxLayout(right)
        for part in (top, self.banner):
            column.addWidget(part)
        column.addWidget(self.pages, 1)
        self.outer = QSplitter(Qt.Orientation.Horizontal, self)
        self.outer.addWidget(self.sidebar)
        self.outer.addWidget(right)
        for splitter, stretches in ((self.outer, (0, 1)), (self.inner, (57, 43))):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
            for index, stretch in enumerate(stretches):
                splitter.setStretchFactor(index, stretch)
        self._whole = QWidget(self)
        rows = QVBoxLayout(self._whole)
        rows.addWidget(self.outer, 1)
        rows.addWidget(self.strip)
        for layout in (column, rows):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self.setCentralWidget(self._whole)
        self.actions_table.attach(self.field.edit)
        self.actions_table.attach(self.results.view)
        self.preview.use_actions(self.actions_table.__getitem__)
        self.sidebar.set_menu(self.actions_table.menu(self))

    def _restore(self) -> None:
        font = self.font()
        self.resize(unit(font, 1280), unit(font, 800))
        geometry = self.session.geometry
        if geometry is not None:
            self.restoreGeometry(geometry)
        wide = self.width()
        side = unit(font, 232)
        for name, splitter, sizes in (
            ("outer", self.outer, [side, wide - side]),
            ("inner", self.inner, [(wide - side) * 57 // 100, (wide - side) * 43 // 100]),
        ):
            state: QByteArray | None = self.session.splitter(name)
            if state is None or not splitter.restoreState(state):
                splitter.setSizes(sizes)
        self.sidebar.setVisible(self.session.pane_visible("sidebar"))
        self.preview.setVisible(self.session.pane_visible("preview"))
        self.pages.setCurrentWidget(self.idle if self.session.had_sources else self.empty)
        mode = self.session.mode
        self.actions_table[f"mode_{mode}"].setChecked(True)
        self.asking.set_mode(mode)
        self.actions_table[f"theme_{self.session.theme or 'system'}"].setChecked(True)
        self.field.edit.setFocus()

    # ---- panes and theme -----------------------------------------------------------------------

    def show_page(self, page: QWidget) -> None:
        """Show one of the pages of the middle."""
        self.pages.setCurrentWidget(page)

    def set_theme(self, preference: Preference, *, remember: bool = True) -> None:
        """Use the colours asked for; ``remember`` keeps the choice for the next start."""
        if remember:
            self.session.theme = preference
        self.actions_table[f"theme_{preference}"].setChecked(True)
        theme.apply(theme.system_scheme() if preference == "system" else preference)

    def panes(self) -> list[QWidget]:
        """What F6 cycles through, in order; hidden ones are left out."""
        current = self.pages.currentWidget()
        panes: list[QWidget] = [self.field.edit]
        if current is self.inner:
            panes += [self.results.view, *self.preview.focus_targets()]
        elif current is self.problems:
            panes.append(self.problems.view)
        panes.append(self.sidebar.focus_target())
        return [pane for pane in panes if pane.isVisible()]

    def cycle(self, step: int) -> None:
        """Give the focus to the next pane."""
        panes = self.panes()
        focus = self.focusWidget()
        places = [
            index for index, pane in enumerate(panes)
            if focus is not None and (pane is focus or pane.isAncestorOf(focus))
        ]  # fmt: skip
        if panes:
            start = places[0] if places else -1 if step > 0 else 0
            panes[(start + step) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- dropping ------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say what a drop would do."""
        paths = dropped_paths(event.mimeData())
        if paths:
            self.overlay.cover(what_will_happen(paths))
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Nothing was dropped."""
        self.overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        self.overlay.hide()
        paths = dropped_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.add_paths(paths)

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Add folders or files as sources."""
        if paths:
            self.bridge.add(paths)

    def paste(self) -> None:
        """Add the files on the clipboard."""
        self.add_paths(dropped_paths(QGuiApplication.clipboard().mimeData()))

    # ---- Qt ------------------------------------------------------------------------------------

    def raise_up(self) -> None:
        """Come to the front."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say once that there is something to see."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The overlay covers the window whatever its size."""
        super().resizeEvent(event)
        self.overlay.setGeometry(self._whole.rect())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember how the window was, then let everything go."""
        session = self.session
        session.geometry = self.saveGeometry()
        session.keep_splitter("outer", self.outer.saveState())
        session.keep_splitter("inner", self.inner.saveState())
        session.keep_pane_visible("sidebar", not self.sidebar.isHidden())
        session.keep_pane_visible("preview", not self.preview.isHidden())
        session.mode = self.asking.mode
        session.write()
        self.hide()
        close_all: tuple[Callable[[], None], ...] = (
            self.results.close_down,
            self.desk.close,
            self.desktop.close,
            self.bridge.close,
        )
        for close in close_all:
            close()
        super().closeEvent(event)
