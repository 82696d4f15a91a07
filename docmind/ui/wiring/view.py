"""How the actions of the view work: panes, colours, the list of shortcuts, closing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from docmind.ui.widgets.motion import keep_still
from docmind.ui.widgets.theme import Preference

if TYPE_CHECKING:
    from docmind.core import Settings
    from docmind.ui.main_window import MainWindow


class ViewWiring(QObject):
    """Answers the actions that change how the window looks."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window

    def runs(self) -> dict[str, Callable[[], None]]:
        """What the actions of the view do."""
        window = self._window
        return {
            "paste": window.paste,
            "quit": window.leave,
            "toggle_sidebar": lambda: window.sidebar.setVisible(window.sidebar.isHidden()),
            "next_pane": lambda: window.cycle(1),
            "previous_pane": lambda: window.cycle(-1),
            **{f"theme_{one}": self._theme_run(one) for one in ("system", "light", "dark")},
            "shortcuts": self._show_shortcuts,
        }

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        window = self._window
        window.bridge.settings_came.connect(self._on_settings)
        window.desktop.stillness_found.connect(keep_still)
        window.desktop.failed.connect(lambda text: window.banner.say("desktop", text, brief=True))

    def _on_settings(self, settings: Settings) -> None:
        """Keep still what moves, where that is wanted; the desktop's wish comes a moment later."""
        motion = settings.window.reduced_motion
        if motion == "auto":
            self._window.desktop.look_for_stillness()
        else:
            keep_still(motion == "on")

    def _theme_run(self, preference: Preference) -> Callable[[], None]:
        return lambda: self._window.set_theme(preference)

    def _show_shortcuts(self) -> None:
        from docmind.ui.widgets.shortcut_list import ShortcutList

        ShortcutList(self._window.actions_table.shortcut_lines(), self._window).show()
