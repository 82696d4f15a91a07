"""How quick search works with the window it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from docmind.core import Hit, Query

if TYPE_CHECKING:
    from docmind.ui.main_window import MainWindow
    from docmind.ui.quick.window import QuickWindow
    from docmind.ui.wiring import Wiring


class QuickWiring(QObject):
    """Joins quick search with bridge, desktop and window. It is built when it is first wanted."""

    def __init__(self, window: MainWindow, wiring: Wiring) -> None:
        super().__init__(wiring)
        self._window = window
        self._wiring = wiring
        self.panel: QuickWindow | None = None

    def runs(self) -> dict[str, Callable[[], None]]:
        """What its action does."""
        return {"quick_search": self.show}

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        self._window.closed.connect(self._end)

    def show(self, text: str = "") -> None:
        """Bring it to the front, with ``text`` asked."""
        panel = self.panel or self._build()
        status = self._wiring.engine.status
        panel.set_sources([source.path for source in status.sources] if status else [])
        panel.come(text)

    def _build(self) -> QuickWindow:
        from docmind.ui.quick.asking import QuickAsking
        from docmind.ui.quick.window import QuickWindow

        window = self._window
        self.panel = panel = QuickWindow(QuickAsking(window.bridge))
        panel.opened.connect(self._open)
        panel.folder_wanted.connect(self._show_in_folder)
        panel.window_wanted.connect(self._show_in_window)
        panel.went.connect(self._on_gone)
        return panel

    def _open(self, hit: Hit) -> None:
        self._remember()
        if hit.container is not None:  # pages of what lies inside are none of its own
            self._window.desktop.open(hit.container)
        else:
            self._window.desktop.open(hit.path, hit.best.page)

    def _show_in_folder(self, hit: Hit) -> None:
        self._remember()
        self._window.desktop.show_in_folder(hit.container or hit.path)

    def _show_in_window(self, text: str, hit: Hit | None) -> None:
        self._window.raise_up()
        if text:
            self._wiring.remembered.show(text, None if hit is None else hit.file_id)

    def _remember(self) -> None:
        """The person acted on the search that is asked there."""
        if self.panel is not None and self.panel.edit.text().strip():
            self._window.bridge.remember_search(Query(self.panel.edit.text().strip()))

    def _on_gone(self) -> None:
        """It was all that was to be seen of the program, and nothing else could bring it back."""
        if not self._window.isVisible() and not self._window.stays_in_tray:
            self._window.leave()

    def _end(self) -> None:
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None
