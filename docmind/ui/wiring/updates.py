"""How a newer version is looked for and told of: once a day where that is allowed, or by order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from docmind.ui.widgets.timing import one_shot
from docmind.ui.widgets.wording import tr

if TYPE_CHECKING:
    from docmind.core import Release, Settings
    from docmind.ui.main_window import MainWindow
    from docmind.ui.settings.new_version import NewVersion

HOUR_MS = 3_600_000
START_MS = 15_000  # a start has better things to do
TOPIC = "new version"
_NOT_NOW, _SKIP = range(2)


class UpdatesWiring(QObject):
    """Joins looking for a new version with the page on the program and the banner.

    The core knows when it is due; an open window asks it every hour.
    """

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._found: Release | None = None
        self._hourly = QTimer(self)
        self._hourly.setInterval(HOUR_MS)
        self._hourly.timeout.connect(window.bridge.look_if_due)
        self._at_start = one_shot(self, START_MS, window.bridge.look_if_due)
        self._started = False

    def runs(self) -> dict[str, Callable[[], None]]:
        """No action: its button stands on the page on the program."""
        return {}

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        window, bridge = self._window, self._window.bridge
        bridge.settings_came.connect(self._on_settings)
        bridge.newer_came.connect(self._on_newer)
        window.banner.pressed.connect(self._on_pressed)
        window.banner.answered.connect(self._on_answered)

    def join_page(self, part: NewVersion) -> None:
        """The page on the program was made."""
        bridge = self._window.bridge

        def look() -> None:
            part.show_looking()
            bridge.look_for_new_version()

        part.look_asked.connect(look)
        part.copy_asked.connect(self._copy)
        part.settings_asked.connect(self._show_settings)
        bridge.update_terms_came.connect(part.show_terms)
        bridge.newest_came.connect(part.show_release)
        bridge.newest_failed.connect(part.show_failure)
        bridge.newer_came.connect(part.show_release)
        if self._found is not None:
            part.show_release(self._found)

    def _on_settings(self, settings: Settings) -> None:
        """At the start, and whenever some were saved."""
        if not settings.updates.check:
            self._hourly.stop()
            self._at_start.stop()
        elif not self._hourly.isActive():
            self._hourly.start()
            if self._started:  # it was just switched on
                self._window.bridge.look_if_due()
            else:
                self._at_start.start()
        self._started = True

    def _on_newer(self, release: Release) -> None:
        self._found = release
        if release.version == self._window.session.skipped_version:
            return
        self._window.banner.say(
            TOPIC,
            tr("There is a newer DocMind: {version}.").format(version=release.version),
            tr("What is new"),
            others=(tr("Not now"), tr("Skip this version")),
        )

    def _on_pressed(self, topic: str) -> None:
        if topic == TOPIC:
            self._window.banner.take_back(TOPIC)
            self._window.sheets.show("about")

    def _on_answered(self, topic: str, place: int) -> None:
        if topic != TOPIC:
            return
        self._window.banner.take_back(TOPIC)
        if place == _SKIP and self._found is not None:
            self._window.session.skipped_version = self._found.version

    def _show_settings(self) -> None:
        self._window.sheets.show("settings")
        self._window.wiring.settings.page.show_section("updates")

    def _copy(self, address: str) -> None:
        QGuiApplication.clipboard().setText(address)
        self._window.banner.say("copied", tr("The address is on the clipboard."), brief=True)
