"""How recent and saved searches work with the bridge: what is remembered, asked again, erased."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from docmind.core import DocMindError, Mode, Query, Searches
from docmind.ui.search.kept import Entry
from docmind.ui.widgets.confirm import confirm
from docmind.ui.widgets.wording import counted, tr

if TYPE_CHECKING:
    from docmind.core import Settings
    from docmind.ui.main_window import MainWindow


class SearchesWiring(QObject):
    """Joins the list under the field and the saved searches with the bridge of one window."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._searches = Searches()
        self._switching = False

    def runs(self) -> dict[str, Callable[[], None]]:
        """What the actions of kept searches do."""
        return {
            "save_search": self.begin_saving,
            "erase_history": self.confirm_erasing,
            "keep_history": self.switch_history,
        }

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        window = self._window
        bridge, history, saved = window.bridge, window.history, window.saved
        bridge.opened.connect(bridge.ask_searches)
        bridge.engine_restored.connect(bridge.ask_searches)
        bridge.searches_came.connect(self._on_searches)
        bridge.searches_erased.connect(self._on_erased)
        bridge.search_refused.connect(self._on_refused)
        bridge.settings_came.connect(self._on_settings)
        bridge.settings_saved.connect(self._on_switched)
        bridge.settings_refused.connect(self._on_not_switched)
        history.picked.connect(self._ask)
        history.erase_asked.connect(bridge.erase_search)
        history.clear_asked.connect(self.confirm_erasing)
        saved.picked.connect(self._ask)
        saved.save_asked.connect(bridge.save_search)
        saved.rename_asked.connect(bridge.rename_saved_search)
        saved.remove_asked.connect(bridge.remove_saved_search)
        saved.left.connect(window.field.edit.setFocus)
        window.asking.answered.connect(lambda _answered: self._mark())
        window.asking.emptied.connect(self._mark)
        for name in ("open", "show_in_folder"):
            window.actions_table[name].triggered.connect(lambda _checked: self._remember())
        for acted in (window.preview.open_pressed, window.preview.folder_pressed):
            acted.connect(self._remember)
        window.results.opened.connect(lambda _hit: self._remember())

    # ---- asking --------------------------------------------------------------------------------

    def _ask(self, entry: Entry) -> None:
        """Ask a kept search again, in the mode it was asked in."""
        window = self._window
        window.wiring.likes.remove()
        window.field.edit.setText(entry.text)
        window.field.edit.setFocus()
        mode = window.actions_table[f"mode_{entry.mode}"]
        if mode.isChecked():
            window.asking.ask_now()
        else:
            mode.trigger()
        self._remember()

    def _remember(self) -> None:
        """The person acted on the search that is asked now."""
        asking = self._window.asking
        self._window.history.hide()
        if asking.text and asking.like is None:
            self._window.bridge.remember_search(Query(asking.text, asking.mode))

    # ---- saving and erasing --------------------------------------------------------------------

    def begin_saving(self) -> None:
        """Ask for the name under which the present search is kept."""
        window = self._window
        if window.asking.like is not None:
            self._say(tr("A search for what is like something cannot be saved."))
            return
        if not window.asking.text:
            self._say(tr("Search for something first, then save it."))
            return
        window.sidebar.show()
        window.saved.begin(window.asking.text, window.asking.mode)

    def confirm_erasing(self) -> None:
        """Ask before the history is erased; the answer comes later, nothing waits for it."""
        count = len(self._searches.history)
        if not count:
            self._say(tr("The search history is empty."))
            return
        many = counted(count, "{count} recent search is", "{count} recent searches are")
        text = tr("{many} erased, from the disk too. Saved searches and your files stay.")
        confirm(
            self._window,
            tr("Clear the search history?"),
            text.format(many=many),
            tr("Clear"),
            self._window.bridge.erase_history,
            name="erase_history",
        )

    def _on_erased(self, count: int) -> None:
        said = counted(count, "{count} recent search", "{count} recent searches")
        self._say(tr("{said} erased. Saved searches stay.").format(said=said))

    def _on_refused(self, error: DocMindError) -> None:
        self._window.banner.say("searches", str(error))

    def _say(self, text: str) -> None:
        self._window.banner.say("searches", text, brief=True)

    # ---- switching the history on and off ------------------------------------------------------

    def switch_history(self) -> None:
        """Remember searches from now on, or no more."""
        switch = self._window.actions_table["keep_history"]
        switch.setEnabled(False)  # until it is saved
        self._switching = True
        self._window.bridge.save_settings({"search.history": switch.isChecked()})

    def _on_settings(self, settings: Settings) -> None:
        self._window.actions_table["keep_history"].setChecked(settings.search.history)

    def _on_switched(self, applied: bool) -> None:
        if not self._switching:
            return
        self._end_switching()
        if self._window.actions_table["keep_history"].isChecked():
            text = tr("Searches that you act on are remembered.")
        else:
            text = tr("Searches are not remembered any more. Older ones stay until you clear them.")
        if not applied:
            late = tr("Something else uses the search engine now, so this holds from the next "
                      "start of DocMind.")  # fmt: skip
            text = f"{text} {late}"
        self._window.banner.say("searches", text, brief=applied)

    def _on_not_switched(self, error: DocMindError) -> None:
        if self._switching:
            self._end_switching()
            self._window.actions_table["keep_history"].toggle()
            self._on_refused(error)

    def _end_switching(self) -> None:
        self._switching = False
        self._window.actions_table["keep_history"].setEnabled(True)

    # ---- showing -------------------------------------------------------------------------------

    def _on_searches(self, searches: Searches) -> None:
        window = self._window
        fresh = {one.name for one in searches.saved} - {one.name for one in self._searches.saved}
        self._searches = searches
        window.history.show_searches(searches)
        window.saved.show_saved(searches.saved)
        if window.saved.wanted in fresh:
            window.saved.end()
        self._mark()

    def _mark(self) -> None:
        mode: Mode = self._window.asking.mode
        text = "" if self._window.asking.like else self._window.asking.text
        self._window.saved.mark(text, mode)
