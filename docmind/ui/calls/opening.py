"""The calls about a library that is of another version: they need no engine, since there is none.

What changes the library runs on the lane that opens the engine, one after the other.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal

from docmind.core import DocMindError
from docmind.ui.calls.lanes import unexpected
from docmind.ui.calls.updates import UpdateCalls

log = logging.getLogger(__name__)


class OpeningCalls(UpdateCalls):
    """The part of the bridge that brings a library up to date, and goes back to a copy."""

    upgrade_progressed = Signal(object)  # UpgradeProgress
    upgrade_refused = Signal(object)  # DocMindError
    backups_came = Signal(object)  # tuple[Backup, ...]
    backups_removed = Signal(int)  # bytes

    def bring_up_to_date(self, library: Path, goal: int) -> None:
        """Note that the person agreed, then open the engine, which does it."""

        def agree() -> None:
            from docmind.core import agree_to_upgrade

            agree_to_upgrade(library, goal)

        self._prepare(agree, lambda _done: self.open())

    def go_back_to_backup(self, library: Path) -> None:
        """Put the newest copy in place of what is there, then open the engine."""

        def restore() -> object:
            from docmind.core import restore_library

            return restore_library(library)

        self._prepare(restore, lambda _copy: self.open())

    def ask_upgrade_progress(self, library: Path) -> None:
        """Ask how far the library is: ``upgrade_progressed`` follows."""

        def look() -> object:
            from docmind.core import upgrade_progress

            return upgrade_progress(library)

        self._find(look, self.upgrade_progressed.emit, None, "upgrade")

    def ask_backups(self, library: Path) -> None:
        """Ask which copies of the library it can go back to."""

        def look() -> object:
            from docmind.core import restorable

            return restorable(library)

        self._find(look, self.backups_came.emit, None, "backups")

    def remove_backups(self, library: Path) -> None:
        """Remove every copy of the library."""

        def remove() -> object:
            from docmind.core import remove_backups

            return remove_backups(library)

        self._find(remove, self.backups_removed.emit, None, "remove backups")

    def open(self) -> None:
        """Open the engine; the bridge says how."""
        raise NotImplementedError

    def _prepare(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        def task() -> None:
            try:
                result = work()
            except DocMindError as error:
                self._post(self.upgrade_refused.emit, error)
            except Exception as error:
                log.exception("the library could not be changed")
                self._post(self.upgrade_refused.emit, unexpected(error))
            else:
                self._post(done, result)

        self._lanes["calls"].put(task)
