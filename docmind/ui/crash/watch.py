"""Catches what nobody else caught, in the window's thread and in all others, and says so."""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QWidget

from docmind.ui.crash.hard_end import HardEnd, earlier_end
from docmind.ui.crash.log import WindowLog, without_names
from docmind.ui.crash.report import own_thread, report_of, report_of_end

if TYPE_CHECKING:
    from docmind.ui.crash.dialog import CrashDialog

log = logging.getLogger(__name__)
LEVELS = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashWatch(QObject):
    """While it lives, a fault is written down, shown once, and the window goes on.

    ``report`` comes on the window's thread with the text of each report.
    """

    reported = Signal(str)
    quit_wanted = Signal()

    _came = Signal(str)

    def __init__(self, window: QWidget, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._earlier = earlier_end(folder)
        self._log = WindowLog(folder)
        self._end = HardEnd(folder)
        self.dialog: CrashDialog | None = None
        self._came.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error
        self._qt_before = qInstallMessageHandler(self._on_qt)

    def release(self) -> None:
        """Give the hooks back and close the log. Call it once."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(self._qt_before)
        if self.dialog is not None:
            self.dialog.close()
        self._end.close()
        self._log.close()

    @property
    def ended_badly(self) -> bool:
        """Whether an earlier window on this library died of a fault."""
        return bool(self._earlier)

    def show_earlier(self) -> None:
        """Show the report of that."""
        text, self._earlier = report_of_end(self._earlier, self._log.tail()), ""
        self._open(text, earlier=True)

    # ---- hooks: on any thread, and nothing in them may raise ------------------------------------

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        log.error("an error that nobody caught", exc_info=(kind, error, trace))
        with contextlib.suppress(Exception):  # a fault of this, too: the old way still tells of it
            self._came.emit(report_of(error, own_thread(), self._log.tail()))
            return
        self._before[0](kind, error, trace)

    def _on_thread_error(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self._on_error(told.exc_type, told.exc_value, told.exc_traceback)

    def _on_qt(self, kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
        level = LEVELS.get(kind)
        if level is not None:
            log.log(level, f"Qt: {without_names(text or '')}")
            if sys.__stderr__ is not None:
                print(text, file=sys.__stderr__)

    # ---- the window's thread -------------------------------------------------------------------

    @Slot(str)
    def _show(self, report: str) -> None:
        self.reported.emit(report)
        if self.dialog is not None:
            self.dialog.count_again()
        else:
            self._open(report, earlier=False)

    def _open(self, report: str, *, earlier: bool) -> None:
        from docmind.ui.crash.dialog import CrashDialog  # most windows never need it

        parent = self._window if self._window.isVisible() else None
        self.dialog = dialog = CrashDialog(report, parent, earlier=earlier)
        dialog.quit_wanted.connect(self.quit_wanted)
        dialog.destroyed.connect(self._forget)
        dialog.show()

    def _forget(self) -> None:
        self.dialog = None
