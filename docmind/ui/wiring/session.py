"""How the last search comes back at the next start, where a person lets it be remembered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from docmind.core import Settings
    from docmind.ui.bridge import Answered
    from docmind.ui.main_window import MainWindow
    from docmind.ui.wiring.window import Wiring


class SessionWiring(QObject):
    """Keeps what is asked when the window closes, and asks it again when the next one opens.

    A search is only kept while searches are remembered at all; erasing the history erases it too.
    """

    def __init__(self, window: MainWindow, wiring: Wiring) -> None:
        super().__init__(wiring)
        self._window = window
        self._wiring = wiring
        self._keeps: bool | None = None  # not known before the settings came
        self._chosen: int | None = None  # still to be selected

    def runs(self) -> dict[str, Callable[[], None]]:
        """No action: it works by itself."""
        return {}

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        bridge = self._window.bridge
        bridge.settings_came.connect(self._on_settings)
        bridge.searches_erased.connect(lambda _count: self._forget())
        self._window.asking.answered.connect(self._on_answer)

    def keep(self) -> None:
        """The window closes: remember the search that is shown, if that is wanted."""
        if self._keeps is None:
            return  # closed before anything was known: what was kept before stays
        asking, hit = self._window.asking, self._window.results.current()
        if not (self._keeps and asking.text and asking.like is None):
            self._forget()
        else:
            self._window.session.search = (asking.text, None if hit is None else hit.file_id)

    def show(self, text: str, chosen: int | None = None) -> None:
        """Ask ``text`` now and choose the file of that id among the results."""
        window = self._window
        self._chosen = chosen
        if window.sheets.current is not None:
            window.sheets.leave()
        self._wiring.likes.remove()
        window.field.edit.setText(text)
        window.field.edit.setFocus()

    def _on_settings(self, settings: Settings) -> None:
        first = self._keeps is None
        self._keeps = settings.window.restore_search and settings.search.history
        if not self._keeps:
            self._forget()
        elif first and not self._window.asking.asks:
            text, chosen = self._window.session.search
            if text:
                self.show(text, chosen)
                self._window.field.edit.selectAll()  # the next key begins another search

    def _on_answer(self, answered: Answered) -> None:
        """Choose again what was chosen, once the whole answer is there."""
        chosen = self._chosen
        if chosen is not None and answered.query.mode == self._window.asking.mode:
            self._chosen = None
            self._window.results.choose(chosen)

    def _forget(self) -> None:
        self._window.session.search = ("", None)
