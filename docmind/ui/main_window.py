"""The window: places the panels and joins their signals. It is seen before all of it is there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from docmind.ui.widgets import theme
from docmind.ui.widgets.theme import SCHEMES, Preference, unit

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QCloseEvent,
        QDragEnterEvent,
        QDragLeaveEvent,
        QDropEvent,
        QPaintEvent,
        QResizeEvent,
    )
    from PySide6.QtWidgets import QSplitter, QStackedWidget

    from docmind.ui.actions import Actions
    from docmind.ui.bridge import Bridge
    from docmind.ui.desktop import Desktop
    from docmind.ui.library.exclude import ExcludeSheet
    from docmind.ui.library.problems import ProblemsPanel
    from docmind.ui.library.sidebar import Sidebar
    from docmind.ui.models.page import ModelsPage
    from docmind.ui.preview.drawing import DrawingDesk
    from docmind.ui.preview.panel import PreviewPanel
    from docmind.ui.search.asking import Asking
    from docmind.ui.search.completion_list import CompletionList
    from docmind.ui.search.facets import Facets
    from docmind.ui.search.field import SearchField
    from docmind.ui.search.history import HistoryList
    from docmind.ui.search.panel import ResultsPanel
    from docmind.ui.search.saved import SavedSearches
    from docmind.ui.search.words_only import WordsOnlyBadge
    from docmind.ui.session import Session
    from docmind.ui.sheets import Sheets
    from docmind.ui.widgets.banner import Banner
    from docmind.ui.widgets.drop import DropOverlay
    from docmind.ui.widgets.empty import EmptyPage
    from docmind.ui.widgets.idle import IdlePage
    from docmind.ui.widgets.strip import StatusStrip
    from docmind.ui.wiring.window import Wiring


class MainWindow(QMainWindow):
    """Seen at once, furnished right after: the first paint draws only where things will be.

    ``first_painted`` comes once, after the first paint; ``furnish`` then builds the rest. Qt's
    enumerations and the panels take longer to import than a bare window takes to appear, so
    nothing here imports them at its top.
    """

    first_painted = Signal()
    put_away = Signal()  # closed into the tray
    closed = Signal()  # for good

    bridge: Bridge
    desktop: Desktop
    desk: DrawingDesk
    actions_table: Actions
    asking: Asking
    banner: Banner
    empty: EmptyPage
    facets: Facets
    field: SearchField
    history: HistoryList
    completion: CompletionList
    idle: IdlePage
    inner: QSplitter
    outer: QSplitter
    overlay: DropOverlay
    pages: QStackedWidget
    preview: PreviewPanel
    results: ResultsPanel
    saved: SavedSearches
    sheets: Sheets
    sidebar: Sidebar
    strip: StatusStrip
    wiring: Wiring
    words_only: WordsOnlyBadge

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._painted = self._furnished = self._leaving = False
        self.library: Path | None = None  # that of the engine, where it is known before it opens
        self.stays_in_tray = False  # closing only hides it
        self.preference: Preference = session.theme or "system"  # whose colours are used
        self.setWindowTitle("DocMind")
        self.resize(unit(self.font(), 1280), unit(self.font(), 800))
        geometry = session.geometry
        if geometry is not None:
            self.restoreGeometry(geometry)

    def furnish(self, bridge: Bridge, desktop: Desktop, desk: DrawingDesk) -> None:
        """Build everything and join it. Once."""
        from docmind.ui.furnishing import build
        from docmind.ui.wiring.window import Wiring

        self.bridge, self.desktop, self.desk = bridge, desktop, desk
        build(self)
        self.wiring = Wiring(self)
        self.asking.set_mode(self.session.mode)
        self.wiring.join()
        self.actions_table.connect_all(self.wiring.runs())
        self._furnished = True
        self.field.edit.setFocus()

    # ---- pages that are made when they are first wanted -----------------------------------------

    @property
    def models(self) -> ModelsPage:
        """The page of models."""
        return self.wiring.models.page

    @property
    def problems(self) -> ProblemsPanel:
        """The page of files that need attention."""
        return self.wiring.library.problems

    @property
    def exclude(self) -> ExcludeSheet:
        """The page of what is left out."""
        return self.wiring.library.exclude

    # ---- panes and theme -----------------------------------------------------------------------

    def show_page(self, page: QWidget) -> None:
        """Show one of the pages of the middle."""
        self.pages.setCurrentWidget(page)

    def set_theme(self, preference: Preference, *, remember: bool = True) -> None:
        """Use the colours asked for; ``remember`` keeps the choice for the next start."""
        self.preference = preference
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
        elif self.sheets.current is not None:
            panes.append(self.sheets.current.focus_target())
        panes.append(self.sidebar.focus_target())
        return [pane for pane in panes if pane.isVisible()]

    def cycle(self, step: int) -> None:
        """Give the focus to the next pane."""
        from PySide6.QtCore import Qt

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
        from docmind.ui.search.given import picture_path
        from docmind.ui.widgets.drop import dropped_paths, what_will_happen
        from docmind.ui.widgets.wording import tr

        paths = dropped_paths(event.mimeData())
        if not paths or event.source() is not None:  # results are in the library already
            return
        event.acceptProposedAction()
        known = {source.path for source in self.sidebar.model.sources}
        if picture_path(event.mimeData()) is None:
            self.overlay.cover(what_will_happen(paths, known))
        else:
            hint = tr("On the search field above: find pictures like it.")
            self.overlay.cover(what_will_happen(paths, known), hint, below=self.field_bottom())

    def field_bottom(self) -> int:
        """Where the bar with the search field ends, in pixels of the whole."""
        from PySide6.QtCore import QPoint

        bottom = self.field.mapTo(self, QPoint(0, self.field.height())).y()
        return bottom + unit(self.font(), 10)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Nothing was dropped."""
        self.overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        from docmind.ui.widgets.drop import dropped_paths

        self.overlay.hide()
        paths = dropped_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.add_paths(paths)

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Add folders or files as sources; of packs of models a person is asked instead."""
        sources = self.wiring.packs.take(paths)
        if sources:
            self.bridge.add(sources)

    def paste(self) -> None:
        """Add the files on the clipboard."""
        from PySide6.QtGui import QGuiApplication

        from docmind.ui.widgets.drop import dropped_paths
        from docmind.ui.widgets.wording import tr

        paths = dropped_paths(QGuiApplication.clipboard().mimeData())
        if paths:
            self.add_paths(paths)
        else:
            self.banner.say("paste", tr("No copied files were found."), brief=True)

    # ---- Qt ------------------------------------------------------------------------------------

    def raise_up(self) -> None:
        """Come to the front, as large as it was."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def changeEvent(self, event: QEvent) -> None:
        """A person who looks at the window wants to see what is on the disk now."""
        super().changeEvent(event)
        turned = event.type() == QEvent.Type.ActivationChange
        if turned and self._furnished and self.isActiveWindow():
            self.bridge.glance()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Before the window is furnished, the grounds of its parts; once, say that it is seen."""
        if not self._furnished:
            self._paint_grounds()
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def _paint_grounds(self) -> None:
        chosen = self.session.theme or "system"
        system = theme.scheme_of(QApplication.palette())
        tokens = SCHEMES[system if chosen == "system" else chosen]
        font, wide, high = self.font(), self.width(), self.height()
        side, bar, strip = unit(font, 232), unit(font, 62), unit(font, 31)
        painter = QPainter(self)
        for x, y, width, height, colour in (
            (0, 0, wide, high, tokens.window),
            (side, 0, wide - side, bar, tokens.panel),
            (side, bar, wide - side, 1, tokens.line),
            (0, 0, side, high, tokens.sidebar),
            (side, 0, 1, high, tokens.line),
            (0, high - strip, wide, strip, tokens.panel),
            (0, high - strip, wide, 1, tokens.line),
        ):
            ground = QPixmap(1, 1)  # filling with a colour would import all of Qt's enumerations
            ground.fill(QColor(colour))
            painter.drawPixmap(x, y, width, height, ground)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The overlay covers the window whatever its size."""
        super().resizeEvent(event)
        whole = self.centralWidget()
        if self._furnished and whole is not None:
            self.overlay.setGeometry(whole.rect())

    def leave(self) -> None:
        """Close for good, also where closing only puts the window away."""
        self.expect_end()
        self.close()

    def expect_end(self) -> None:
        """The next closing is for good: the program or the desktop's session ends."""
        self._leaving = True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember how the window was, then let everything go, or only hide it."""
        self._remember()
        self.hide()
        if self.stays_in_tray and not self._leaving:
            event.ignore()
            self.put_away.emit()
            return
        if self._furnished:
            self.wiring.settings.save_now()
            for part in (self.results, self.desk, self.desktop, self.bridge):
                part.close_down()
        super().closeEvent(event)
        self.closed.emit()

    def _remember(self) -> None:
        session = self.session
        session.geometry = self.saveGeometry()
        if self._furnished:
            session.keep_splitter("outer", self.outer.saveState())
            session.keep_splitter("inner", self.inner.saveState())
            session.keep_pane_visible("sidebar", not self.sidebar.isHidden())
            session.keep_pane_visible("preview", not self.preview.isHidden())
            session.mode = self.asking.mode
            self.wiring.remembered.keep()
        session.write()
