"""When background reading waits: now, for an hour, on battery, or while other programs are busy."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QObject
from PySide6.QtWidgets import QMenu

from docmind.core import DocMindError
from docmind.ui.widgets.timing import one_shot
from docmind.ui.widgets.wording import tr

if TYPE_CHECKING:
    from docmind.core import Settings, Status
    from docmind.ui.main_window import MainWindow

HOUR_MS = 3_600_000
_RULES = {"only_mains": "on_battery", "only_idle": "when_busy"}


class PausingWiring(QObject):
    """Answers the actions of pausing, and fills the menu beside the button in the bottom bar."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._saving = ""  # the action whose setting is being written
        self._hour = one_shot(self, HOUR_MS, self._on_hour)
        self._paused = False  # as the engine said last

    def runs(self) -> dict[str, Callable[[], None]]:
        """What the actions of background reading do."""
        return {
            "pause": self.toggle,
            "pause_hour": self.pause_for_an_hour,
            **{name: self._rule_run(name) for name in _RULES},
        }

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        window, bridge = self._window, self._window.bridge
        actions = window.actions_table
        menu = QMenu(window)
        for name in ("pause", "pause_hour"):
            menu.addAction(actions[name])
        menu.addSeparator()
        for name in _RULES:
            menu.addAction(actions[name])
        menu.setToolTipsVisible(True)
        window.strip.set_pause_menu(menu)
        window.strip.pause_pressed.connect(self.toggle)
        bridge.settings_came.connect(self._on_settings)
        bridge.settings_saved.connect(self._on_saved)
        bridge.settings_refused.connect(self._on_refused)
        bridge.status_came.connect(self._on_status)
        bridge.engine_restored.connect(self._pause_anew)

    # ---- pausing -------------------------------------------------------------------------------

    def toggle(self) -> None:
        """Hold background reading until it is resumed, or go on with it."""
        paused = not self._window.strip.paused
        self._end_hour()
        self._set(paused)

    def pause_for_an_hour(self) -> None:
        """Hold background reading, and go on with it after an hour."""
        self._hour.start()
        until = QDateTime.currentDateTime().addMSecs(HOUR_MS).time()
        shown = QLocale().toString(until, QLocale.FormatType.ShortFormat)
        self._window.strip.set_paused_until(shown)
        self._set(True)

    def _set(self, paused: bool) -> None:
        self._window.strip.set_paused(paused)
        self._window.bridge.set_paused(paused)

    def _on_hour(self) -> None:
        self._end_hour()
        self._set(False)

    def _end_hour(self) -> None:
        self._hour.stop()
        self._window.strip.set_paused_until("")

    def _on_status(self, status: Status) -> None:
        """Another window or a terminal may pause and resume, too."""
        text = tr("Resume reading") if status.paused else tr("Pause reading")
        self._window.actions_table["pause"].setText(text)
        if self._paused and not status.paused:
            self._end_hour()
        self._paused = status.paused

    def _pause_anew(self) -> None:
        """An engine that was started again knows nothing of the pause."""
        if self._paused:
            self._window.bridge.set_paused(True)

    # ---- rules ---------------------------------------------------------------------------------

    def _rule_run(self, name: str) -> Callable[[], None]:
        def run() -> None:
            action = self._window.actions_table[name]
            if self._saving:  # one after the other
                action.toggle()
                return
            self._saving = name
            value = "pause" if action.isChecked() else "run"
            self._window.bridge.save_settings({f"background.{_RULES[name]}": value})

        return run

    def _on_settings(self, settings: Settings) -> None:
        for name, setting in _RULES.items():
            waits = getattr(settings.background, setting) == "pause"
            self._window.actions_table[name].setChecked(waits)

    def _on_saved(self, applied: bool) -> None:
        if applied:
            self._pause_anew()
        name, self._saving = self._saving, ""
        if not name:
            return  # another part of the window saves settings, too
        waits = self._window.actions_table[name].isChecked()
        texts = {
            ("only_mains", True): tr("Looking for changes now waits while on battery."),
            ("only_mains", False): tr("Looking for changes now goes on while on battery."),
            ("only_idle", True): tr("Looking for changes now waits while other programs are busy."),
            ("only_idle", False): tr("Looking for changes now takes no heed of other programs."),
        }
        text = texts[name, waits]
        if not applied:
            text = tr("Saved. Something else uses the search engine now, so this holds from the "
                      "next start of DocMind.")  # fmt: skip
        self._window.banner.say("pausing", text, brief=applied)

    def _on_refused(self, error: DocMindError) -> None:
        name, self._saving = self._saving, ""
        if name:
            self._window.actions_table[name].toggle()
            self._window.banner.say("pausing", str(error))
