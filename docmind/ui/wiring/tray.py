"""How the window goes into the tray and comes back, where a person wants that."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from docmind.core import Progress, Status
from docmind.ui.tray import Tray
from docmind.ui.widgets.icons import application_icon
from docmind.ui.widgets.timing import one_shot
from docmind.ui.widgets.wording import counted, number, tr

if TYPE_CHECKING:
    from docmind.core import Settings
    from docmind.ui.main_window import MainWindow
    from docmind.ui.wiring.window import Wiring


LOOK_MS = 1000
LOOKS = 30  # at a login programs start before the tray that takes them


class TrayWiring(QObject):
    """Joins the icon in the tray with window, quick search and reading."""

    def __init__(self, window: MainWindow, wiring: Wiring) -> None:
        super().__init__(wiring)
        self._window = window
        self._wiring = wiring
        self.tray: Tray | None = None
        self._paused = False
        self._hidden_start = False
        self._looks = 0
        self._again = one_shot(self, LOOK_MS, self._look)

    def runs(self) -> dict[str, Callable[[], None]]:
        """No action of its own."""
        return {}

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        window, bridge = self._window, self._window.bridge
        bridge.settings_came.connect(self._on_settings)
        bridge.status_came.connect(self._on_status)
        bridge.progressed.connect(self._on_progress)
        bridge.job_finished.connect(lambda _report: self._say(""))
        window.put_away.connect(self._on_put_away)
        window.closed.connect(self._remove)

    def begin_hidden(self) -> None:
        """The program was started without its window: it stays in the tray, whether or not
        closing leaves it there. Without a tray the window is there, but small."""
        self._hidden_start = True
        self._look()

    def _look(self) -> None:
        window = self._window
        if self.tray is not None or window.isVisible():
            return
        self._looks += 1
        if Tray.can_be_had():
            self._add()
        elif self._looks < LOOKS:
            self._again.start()
        else:
            window.showMinimized()

    def _on_settings(self, settings: Settings) -> None:
        wanted = settings.window.tray or self._hidden_start
        if not wanted:
            self._remove()
        elif self.tray is None and Tray.can_be_had():
            self._add()
        elif self._hidden_start:
            return  # it is looked for
        elif self.tray is None and not self._window.session.told_once("no tray"):
            text = tr("This desktop shows no tray, so closing the window ends DocMind.")
            self._window.banner.say("tray", text)

    def _add(self) -> None:
        window = self._window
        self.tray = tray = Tray(application_icon(), window)
        tray.open_wanted.connect(window.raise_up)
        tray.quick_wanted.connect(self._wiring.quick.show)
        tray.pause_wanted.connect(window.actions_table["pause"].trigger)
        tray.quit_wanted.connect(window.leave)
        tray.set_paused(self._paused)
        tray.show()
        window.stays_in_tray = True

    def _remove(self) -> None:
        self._again.stop()
        self._window.stays_in_tray = False
        if self.tray is not None:
            self.tray.close_down()
            self.tray = None

    def _on_put_away(self) -> None:
        if self.tray is not None and not self._window.session.told_once("tray"):
            self.tray.tell(tr("DocMind goes on here. Its menu brings the window back, or ends it."))

    def _on_status(self, status: Status) -> None:
        self._paused = status.paused
        if self.tray is None:
            return
        self.tray.set_paused(status.paused)
        if status.paused:
            self._say(tr("Reading is paused"))
        elif not status.jobs:
            self._say(counted(status.files, "{count} file searchable", "{count} files searchable"))

    def _on_progress(self, progress: Progress) -> None:
        if self._paused:
            return
        if progress.total:
            text = tr("Working: {done} of {total}")
            self._say(text.format(done=number(progress.done), total=number(progress.total)))
        else:
            self._say(tr("Working"))

    def _say(self, text: str) -> None:
        if self.tray is not None:
            self.tray.say(text)
