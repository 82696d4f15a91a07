"""How the page of privacy works with the bridge: what is shown, what is asked before erasing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QObject

from docmind.core import DocMindError, Erasable, JobReport, Status
from docmind.ui.widgets.confirm import confirm
from docmind.ui.widgets.wording import tr

if TYPE_CHECKING:
    from docmind.ui.main_window import MainWindow
    from docmind.ui.settings.privacy import PrivacyPage


class PrivacyWiring(QObject):
    """Joins the page of privacy with the bridge of one window. It is made when first wanted."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._page: PrivacyPage | None = None
        self._library = window.library

    def runs(self) -> dict[str, Callable[[], None]]:
        """What the actions of privacy do: the page is a sheet, so none here."""
        return {}

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        self._window.sheets.add_later("privacy", lambda: self.page, self._ask)
        self._window.bridge.status_came.connect(self._on_status)

    @property
    def page(self) -> PrivacyPage:
        """The page of privacy."""
        if self._page is None:
            self._page = self._make()
        return self._page

    def _make(self) -> PrivacyPage:
        from docmind.ui.settings.privacy import PrivacyPage

        window = self._window
        page, bridge = PrivacyPage(window), window.bridge
        page.folder_asked.connect(window.desktop.show_in_folder)
        page.erase_asked.connect(self._confirm)
        page.servers_asked.connect(self._show_servers)
        bridge.places_came.connect(page.show_places)
        bridge.connections_came.connect(page.show_connections)
        bridge.text_permissions_came.connect(page.show_text_permissions)
        bridge.update_terms_came.connect(page.show_terms)
        bridge.searches_erased.connect(lambda _count: self._look_again())
        bridge.job_finished.connect(self._on_finished)
        bridge.backups_removed.connect(self._on_backups_removed)
        bridge.erased.connect(self._on_erased)
        bridge.erasing_failed.connect(self._on_failed)
        return page

    def _show_servers(self) -> None:
        self._window.wiring.settings.page.show_section("servers")
        self._window.sheets.show("settings")

    def _ask(self) -> None:
        self._window.bridge.ask_kept(self._library)
        self._window.bridge.ask_update_terms()

    def _look_again(self) -> None:
        if self._window.sheets.current is self.page:
            self._ask()

    def _on_status(self, status: Status) -> None:
        self._library = status.library

    def _on_finished(self, _report: JobReport) -> None:
        """A download may have ended, or files been read."""
        self._look_again()

    # ---- erasing -------------------------------------------------------------------------------

    def _confirm(self, what: str) -> None:
        if what == "history":
            self._window.actions_table["erase_history"].trigger()
        elif what == "backups":
            confirm(
                self._window,
                tr("Remove the copies of the library?"),
                tr("The library itself stays. After that there is no way back to the version of "
                   "DocMind that was here before."),
                tr("Remove"),
                self._remove_backups,
                name="remove_backups",
            )  # fmt: skip
        elif what == "caches":
            confirm(
                self._window,
                tr("Erase caches and kept meanings?"),
                tr("Searching goes on as before. Should the index be damaged one day, the model "
                   "has to read all texts again, which can take hours."),
                tr("Erase"),
                lambda: self._erase("caches"),
                name="erase_caches",
            )  # fmt: skip
        else:
            confirm(
                self._window,
                tr("Erase everything DocMind knows of your files?"),
                tr("Folders, texts, recent and saved searches and logs are deleted from the disk, "
                   "and nothing can be found any more. Your own files stay as they are; added "
                   "again, they are read anew."),
                tr("Erase everything"),
                lambda: self._erase("index"),
                name="erase_index",
            )  # fmt: skip

    def _remove_backups(self) -> None:
        library = self._library or self._window.library
        if library is not None:
            self._window.bridge.remove_backups(library)

    def _erase(self, what: str) -> None:
        for erasable in get_args(Erasable):
            if erasable == what:
                self.page.show_erasing(True)
                self._window.bridge.erase(erasable)

    def _on_erased(self, what: str) -> None:
        window = self._window
        self.page.show_erasing(False)
        if what == "index":
            window.field.edit.clear()
            window.bridge.ask_searches()
            text = tr("Everything is erased. The library is empty; your files are where they were.")
        else:
            text = tr("The caches are erased.")
        window.banner.say("erased", text, brief=True)
        self._look_again()

    def _on_backups_removed(self, _bytes: int) -> None:
        self._window.banner.say("erased", tr("The copies are removed."), brief=True)
        self._look_again()

    def _on_failed(self, error: DocMindError) -> None:
        self.page.show_erasing(False)
        self._window.banner.say("erased", str(error))
        self._look_again()
