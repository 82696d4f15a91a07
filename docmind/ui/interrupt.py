"""Ctrl-C in the terminal, or a plain kill, closes the window as Quit does."""

from __future__ import annotations

import contextlib
import signal
import socket
import threading

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier


class CloseOnInterrupt(QObject):
    """While it lives, SIGINT and SIGTERM ask ``application`` to quit.

    Qt's loop runs no Python for as long as nothing happens, so Python's own handler would wait
    for the next paint, and its KeyboardInterrupt would be lost there. The signal writes a byte to
    a socket instead, which wakes the loop. Does nothing outside the main thread.
    """

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._application = application
        self._woken, self._waker = socket.socketpair()
        for end in (self._woken, self._waker):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._woken.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)
        self._active = threading.current_thread() is threading.main_thread()
        if self._active:
            self._before = {
                number: signal.signal(number, lambda _number, _frame: application.quit())
                for number in (signal.SIGINT, signal.SIGTERM)
            }
            self._descriptor = signal.set_wakeup_fd(self._waker.fileno(), warn_on_full_buffer=False)

    def _drain(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._woken.recv(4096)

    def release(self) -> None:
        """Give the signal back to whoever had it. Call it once."""
        if self._active:
            signal.set_wakeup_fd(self._descriptor)
            for number, before in self._before.items():
                signal.signal(number, before)
        self._notifier.setEnabled(False)
        self._woken.close()
        self._waker.close()
