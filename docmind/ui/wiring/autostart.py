"""How the desktop is told whether DocMind starts with its session."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from docmind.core import DocMindError

if TYPE_CHECKING:
    from docmind.core import Settings
    from docmind.ui.main_window import MainWindow


class AutostartWiring(QObject):
    """Has the entry of the desktop follow the setting, also one that was changed in its file."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._wanted: bool | None = None  # not known before the settings came

    def runs(self) -> dict[str, Callable[[], None]]:
        """No action of its own."""
        return {}

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        bridge = self._window.bridge
        bridge.settings_came.connect(self._on_settings)
        bridge.autostart_set.connect(self._on_set)
        bridge.autostart_refused.connect(self._on_refused)

    def _on_settings(self, settings: Settings) -> None:
        wanted, before = settings.window.autostart, self._wanted
        self._wanted = wanted
        if before is None and not wanted and not self._window.session.starts_with_desktop:
            return  # an entry that somebody else made is left alone
        if wanted != before:
            self._window.bridge.set_autostart(wanted, renew=before is None)

    def _on_set(self, on: bool) -> None:
        self._window.session.starts_with_desktop = on
        self._window.banner.take_back("autostart")

    def _on_refused(self, error: DocMindError) -> None:
        self._window.banner.say("autostart", str(error))
