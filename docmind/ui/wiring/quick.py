"""How quick search works with the window it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from docmind.core import Hit, Query
from docmind.ui.widgets.wording import tr

if TYPE_CHECKING:
    from docmind.core import Settings
    from docmind.ui.keys.base import GlobalKeys
    from docmind.ui.main_window import MainWindow
    from docmind.ui.quick.window import QuickWindow
    from docmind.ui.wiring.window import Wiring


class QuickWiring(QObject):
    """Joins quick search with bridge, desktop and window. It is built when it is first wanted."""

    def __init__(self, window: MainWindow, wiring: Wiring) -> None:
        super().__init__(wiring)
        self._window = window
        self._wiring = wiring
        self.panel: QuickWindow | None = None
        self._keys: GlobalKeys | None = None
        self._keys_text = ""

    def runs(self) -> dict[str, Callable[[], None]]:
        """What its action does."""
        return {"quick_search": self.show}

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        self._window.bridge.settings_came.connect(self._on_settings)
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

    # ---- keys that work in every program -------------------------------------------------------

    def _on_settings(self, settings: Settings) -> None:
        text = settings.window.quick_shortcut.strip()
        if text != self._keys_text:
            self._keys_text = text
            self._release_keys()
            if text:
                self._take_keys(text)

    def _take_keys(self, text: str) -> None:
        from docmind.ui.keys.base import KeysRefused, read_keys
        from docmind.ui.keys.choice import keys_of_this_desktop

        try:
            wanted = read_keys(text)
            keys = keys_of_this_desktop(self)
            if keys is None:
                raise KeysRefused(
                    tr("This desktop gives programs no keys of their own. Bind a key to the "
                       "command docmind --quick in the desktop's settings instead.")
                )  # fmt: skip
            keys.hold(wanted)
        except KeysRefused as refusal:
            self._on_refused(str(refusal))
        else:
            keys.pressed.connect(self.show)
            keys.refused.connect(self._on_refused)
            self._keys = keys
            self._window.banner.take_back("keys")

    def _on_refused(self, why: str) -> None:
        self._window.banner.say("keys", why)

    def _release_keys(self) -> None:
        if self._keys is not None:
            self._keys.release()
            self._keys = None

    # ---- the end -------------------------------------------------------------------------------

    def _on_gone(self) -> None:
        """It was all that was to be seen of the program, and nothing else could bring it back."""
        if not self._window.isVisible() and not self._window.stays_in_tray:
            self._window.leave()

    def _end(self) -> None:
        self._release_keys()
        if self.panel is not None:
            self.panel.went.disconnect(self._on_gone)
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None
