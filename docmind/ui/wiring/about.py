"""How the page on the program works with the bridge."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from docmind.core import Library, Status, default_library, resources_dir
from docmind.ui.widgets.wording import tr

if TYPE_CHECKING:
    from docmind.ui.main_window import MainWindow
    from docmind.ui.settings.about import AboutPage


class AboutWiring(QObject):
    """Joins the page on the program with the bridge of one window. It is made when first wanted."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._page: AboutPage | None = None
        self._library = window.library

    def runs(self) -> dict[str, Callable[[], None]]:
        """What the actions of the program do: the page is a sheet, so none here."""
        return {}

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        self._window.sheets.add_later("about", lambda: self.page, self._ask)
        self._window.bridge.status_came.connect(self._on_status)

    @property
    def page(self) -> AboutPage:
        """The page on the program."""
        if self._page is None:
            self._page = self._make()
        return self._page

    def _make(self) -> AboutPage:
        from docmind import __version__
        from docmind.ui.settings.about import AboutPage

        window = self._window
        page, bridge = AboutPage(__version__, window), window.bridge
        window.wiring.updates.join_page(page.new_version)
        page.look_asked.connect(self._look)
        page.copy_asked.connect(self._copy)
        page.logs_asked.connect(self._show_logs)
        page.licences_asked.connect(lambda: window.desktop.open(resources_dir() / "licences"))
        bridge.checks_came.connect(page.show_checks)
        bridge.report_came.connect(page.show_report)
        bridge.third_parties_came.connect(page.show_third_parties)
        return page

    def _ask(self) -> None:
        self._window.bridge.ask_update_terms()
        self._window.bridge.ask_third_parties()
        if not self.page.checks:
            self._look()

    def _look(self) -> None:
        self.page.show_looking()
        self._window.bridge.ask_checks(self._library)

    def _on_status(self, status: Status) -> None:
        self._library = status.library

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.page.report)
        self._window.banner.say("copied", tr("The report is on the clipboard."), brief=True)

    def _show_logs(self) -> None:
        self._window.desktop.open(Library(self._library or default_library()).logs)
