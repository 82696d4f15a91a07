"""What happens when a library of another version is to be opened: the page, the answer, the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from docmind.core import Backup, DocMindError, LibraryTooNew, UpgradeNeeded, UpgradeProgress
from docmind.ui.widgets.confirm import confirm
from docmind.ui.widgets.wording import day, isolated, tr

if TYPE_CHECKING:
    from docmind.core import Upgrade
    from docmind.ui.library.upgrade import UpgradePage
    from docmind.ui.main_window import MainWindow

LOOK_MS = 500  # between two looks at how far it is


class UpgradingWiring(QObject):
    """Joins the page of a library that cannot be opened as it is with the bridge of one window.
    The page is made when it is first needed, which most windows never do."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._page: UpgradePage | None = None
        self._stands = False
        self._home: Path | None = window.library
        self._upgrade: Upgrade | None = None
        self._refusal: DocMindError | None = None
        self._copies: tuple[Backup, ...] = ()
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)

    def runs(self) -> dict[str, Callable[[], None]]:
        """No action: what stands there is pressed."""
        return {}

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        bridge = self._window.bridge
        bridge.unknown_settings_came.connect(self._on_unknown_settings)
        bridge.opened.connect(self._on_opened)
        bridge.open_failed.connect(self._on_open_failed)
        bridge.upgrade_refused.connect(self._on_refused)
        bridge.upgrade_progressed.connect(self._on_progress)
        bridge.backups_came.connect(self._on_backups)
        self._window.closed.connect(self._look.stop)
        self._look.timeout.connect(self._ask_progress)

    @property
    def standing(self) -> QWidget | None:
        """What has to be shown instead of anything else, as long as nothing can be searched."""
        return self._page if self._stands else None

    @property
    def page(self) -> UpgradePage:
        """The page, made now at the latest."""
        if self._page is None:
            from docmind.ui.library.upgrade import UpgradePage

            self._page = UpgradePage(self._window)
            self._window.pages.addWidget(self._page)
            self._page.continued.connect(self._continue)
            self._page.declined.connect(self._window.leave)
            self._page.tried_again.connect(self._try_again)
            self._page.restore_asked.connect(self._confirm)
        return self._page

    def takes(self, error: DocMindError) -> bool:
        """Whether this error is shown here and nowhere else."""
        return isinstance(error, UpgradeNeeded | LibraryTooNew)

    def _on_unknown_settings(self, names: tuple[str, ...]) -> None:
        text = tr("Settings that this version does not know are kept and have no effect: {names}")
        self._window.banner.say("unknown", text.format(names=isolated(", ".join(names))))

    # ---- what is told --------------------------------------------------------------------------

    def _on_open_failed(self, error: DocMindError) -> None:
        self._look.stop()
        if not self.takes(error):
            self._stand_down()
            return
        self._home = error.path or self._home
        if isinstance(error, UpgradeNeeded) and error.upgrade is not None:
            self._upgrade = error.upgrade
            self.page.ask(error.upgrade)
        else:
            self._refusal = error
            self.page.refuse(error, copies=0)
            self._ask_backups()
        self._stands = True
        self._window.show_page(self.page)

    def _on_opened(self) -> None:
        self._look.stop()
        self._stand_down()

    def _stand_down(self) -> None:
        """Back to what stands there as a rule."""
        if self._stands:
            self._stands = False
            self._window.wiring.results.show_rest()

    def _on_refused(self, error: DocMindError) -> None:
        self._look.stop()
        self._window.strip.show_not_open()
        self._window.banner.say("upgrade", str(error), apart=True)
        if self._upgrade is not None:
            self.page.ask(self._upgrade)
        elif self._refusal is not None:
            self.page.refuse(self._refusal, copies=len(self._copies))

    def _on_progress(self, progress: UpgradeProgress) -> None:
        if self._look.isActive():
            self.page.show_progress(progress)

    def _on_backups(self, copies: tuple[Backup, ...]) -> None:
        self._copies = copies
        if self._refusal is not None and self._stands and not self._look.isActive():
            self.page.refuse(self._refusal, copies=len(copies))

    # ---- what a person wants -------------------------------------------------------------------

    def _continue(self) -> None:
        if self._upgrade is not None and self._home is not None:
            self._work()
            self._window.bridge.bring_up_to_date(self._home, self._upgrade.goal)

    def _try_again(self) -> None:
        self._window.strip.show_opening()
        self._window.bridge.open()

    def _confirm(self) -> None:
        made = datetime.fromisoformat(self._copies[0].made).timestamp()
        confirm(
            self._window,
            tr("Go back to the copy of {day}?").format(day=day(int(made * 1e9))),
            tr("What was read and searched for since then is not in it; files are read again. "
               "What is there now is copied first."),
            tr("Go back"),
            self._restore,
            no=tr("Leave it"),
            name="go_back",
        )  # fmt: skip

    def _restore(self) -> None:
        if self._home is not None:
            self._upgrade = None
            self._work()
            self._window.bridge.go_back_to_backup(self._home)

    def _work(self) -> None:
        self._window.strip.show_opening()
        self.page.show_progress(UpgradeProgress())
        self._look.start()

    def _ask_progress(self) -> None:
        if self._home is not None:
            self._window.bridge.ask_upgrade_progress(self._home)

    def _ask_backups(self) -> None:
        if self._home is not None:
            self._window.bridge.ask_backups(self._home)
